import { expect, test } from "vitest";
import { periodWords } from "../../../src/reporters/words/tally-words.ts";
import { ticks } from "../../evidence/build-evidence.ts";

const FROM = { after: ticks("2026-09-05T21:00:00Z"), before: ticks("2026-09-05T22:00:00Z") };

test("a single night is one span", () => {
  const until = { after: ticks("2026-09-06T02:00:00Z"), before: ticks("2026-09-06T21:00:00Z") };
  expect(periodWords(FROM, until)).toBe("only between 2026-09-05 21:00 and 2026-09-06 21:00");
});

test("a longer time has a beginning and an end, each between two backups", () => {
  const until = { after: ticks("2026-09-12T02:00:00Z"), before: ticks("2026-09-12T21:00:00Z") };
  expect(periodWords(FROM, until)).toBe(
    "since a moment between 2026-09-05 21:00 and 2026-09-05 22:00 until a moment between 2026-09-12 02:00 and 2026-09-12 21:00",
  );
  expect(periodWords(null, until)).toBe("until a moment between 2026-09-12 02:00 and 2026-09-12 21:00");
  expect(periodWords(null, null)).toBe("");
});
