import { expect, test } from "vitest";
import { JoinedTexts } from "../../src/shared/joined-texts.ts";

test("texts that are joined, also through others, have one root, and others have their own", () => {
  const joined = new JoinedTexts();
  joined.join("a", "b");
  joined.join("c", "d");
  joined.join("e", "e");
  expect(joined.rootOf("a")).toBe(joined.rootOf("b"));
  expect(joined.rootOf("a")).not.toBe(joined.rootOf("d"));
  joined.join("d", "b");
  expect(new Set(["a", "b", "c", "d"].map((text) => joined.rootOf(text))).size).toBe(1);
  expect([joined.has("e"), joined.has("f"), joined.rootOf("f")]).toEqual([true, false, "f"]);
  expect([...joined.texts()].toSorted()).toEqual(["a", "b", "c", "d", "e"]);
});
