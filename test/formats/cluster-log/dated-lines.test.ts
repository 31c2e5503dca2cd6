import { expect, test } from "vitest";
import { DatedLines } from "../../../src/formats/cluster-log/index.ts";

const WRONG = "0000110c.00002bcc::0000/01/06-01:17:54.943 INFO  [RCM] something";
const RIGHT = WRONG.replace("0000/", "2020/");

function linesOf(text: string, length: number) {
  const lines = new DatedLines((written) => written.startsWith("2020"));
  for (let at = 0; at < text.length; at += length) lines.feed(text.slice(at, at + length), at + length >= text.length);
  const { isTold, dated, undated, first } = lines;
  return { isTold, dated, undated, first };
}

test.each([1, 7, 50, 1000])("lines whose times cannot be right are counted, in pieces of %d", (length) => {
  const text = `\ufeff[=== Cluster ===]\r\n\r\n${WRONG}\r\n${"x".repeat(300)} ${RIGHT}\n${WRONG.replace("0000110c.00002bcc::", "")}`;
  expect(linesOf(text, length)).toEqual({
    isTold: false,
    dated: 2,
    undated: 2,
    first: { line: 3, written: "0000/01/06-01:17:54.943" },
  });
});

test.each([1, 7, 50, 1000])("one that can be right is enough, in pieces of %d", (length) => {
  expect(linesOf(`${WRONG}\n${RIGHT}\n${WRONG}\n`, length)).toMatchObject({ isTold: true, dated: 1 });
});
