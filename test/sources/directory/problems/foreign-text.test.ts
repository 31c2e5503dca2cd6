import { expect, test } from "vitest";
import { foreignText, serverSaid } from "../../../../src/sources/directory/problems/foreign-text.ts";

test.each([
  ["a terminal's commands", "x\u001b[2J\u0007y\u009b31mz", "x [2J y 31mz"],
  ["line ends and blanks", "  one\r\n\ttwo\u2028three\u00a0four\0", "one two three four"],
  ["what turns the reading direction", "abc\u202ecba\u2066\u200b", "abc cba"],
  ["half a character", "a\ud800b", "a b"],
])("%s do not come through", (_name, text, clean) => {
  expect(foreignText(text)).toBe(clean);
});

test("no more than 200 characters are shown, and none is cut in two", () => {
  expect(foreignText("\u{1f9ea}".repeat(300))).toBe(`${"\u{1f9ea}".repeat(200)}...`);
});

test("megabytes of text cost no more than their beginning", () => {
  expect(foreignText("x".repeat(50_000_000))).toHaveLength(203);
});

test("the secret is taken out wherever it stands", () => {
  expect(foreignText("s3cret, again: s3cret", "s3cret")).toBe("[...], again: [...]");
});

test("a server that says nothing is not quoted", () => {
  expect(serverSaid("\0\n")).toBe("");
  expect(serverSaid("busy")).toBe(' The server said: "busy".');
});
