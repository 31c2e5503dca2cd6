import { existsSync } from "node:fs";
import { expect, it } from "vitest";
import { CORPUS_FOLDER } from "./corpus.ts";

it("the tests with real logs say whether they are run", () => {
  if (CORPUS_FOLDER === null) {
    process.stderr.write("The tests with real logs were left out: BADNODE_CORPUS names no folder of them.\n");
  } else expect(existsSync(CORPUS_FOLDER)).toBe(true);
});
