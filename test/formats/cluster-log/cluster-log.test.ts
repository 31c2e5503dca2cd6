import { describe, expect, test } from "vitest";
import { ClusterLogReader, isClusterLog } from "../../../src/formats/cluster-log/index.ts";
import { readInPieces } from "../pieces.ts";

const LINE =
  "0000110c.00002bcc::2020/08/06-01:17:54.943 INFO  [RCM] move of group G1 from NODE09(1) to NODE10(2) of type MoveType::Manual is about to succeed, failoverCount=3, lastFailoverTime=2020/08/05-02:08:54.524 targeted=true";
const OTHER = "0000110c.00002bcc::2020/08/06-01:17:54.943 INFO  [RCM] rcm::RcmGroup::Move: something else";

function moves(text: string, length = text.length) {
  const reader = new ClusterLogReader();
  const read = readInPieces(reader, text, length, ({ move }) => move);
  return { read, unreadable: reader.unreadable, firstUnreadable: reader.firstUnreadable };
}

describe("a cluster.log", () => {
  test.each([1, 50, 211, 1000, 10_000])("tells the moves of groups, in pieces of %d", (length) => {
    const text = `\ufeff${OTHER}\r\n${LINE}\r\n${OTHER}\r\n${LINE.replace("0000110c.00002bcc::", "").replace("G1", "the one from A to B")}\r\n${LINE}`;
    const move = { time: "2020/08/06-01:17:54.943", group: "G1", from: "NODE09", to: "NODE10" };
    expect(moves(text, length)).toEqual({
      read: [
        { ...move, line: 2 },
        { ...move, line: 4, group: "the one from A to B" },
        { ...move, line: 5 },
      ],
      unreadable: 0,
      firstUnreadable: 0,
    });
  });

  test("has moves that cannot be read, which are counted", () => {
    const text = `${OTHER}\n${LINE.replace("(2)", "")}\n${LINE.slice(0, 100)}\n${LINE.replace("2020/08/06", "yesterday")}\n${LINE}\n`;
    expect(moves(text)).toMatchObject({ read: [{ line: 5 }], unreadable: 3, firstUnreadable: 2 });
  });

  test.each([1, 100, 100_000])("has lines of any length, in pieces of %d", (length) => {
    const long = "x".repeat(30_000);
    const text = `${long}\n${LINE.replace("G1", long.slice(0, 20_000))}\n${LINE}\n${long}`;
    expect(moves(text, length)).toMatchObject({ read: [{ line: 3, group: "G1" }], unreadable: 1, firstUnreadable: 2 });
  });

  test("is known by its lines, or by the sections that newer ones begin with", () => {
    expect(isClusterLog(`\ufeff${OTHER}\r\n`)).toBe(true);
    expect(isClusterLog(`some line\n${OTHER}\n`)).toBe(true);
    expect(isClusterLog("[=== Cluster ===]\r\n\r\n")).toBe(true);
    expect(isClusterLog("2020/08/06-01:17:54.943 INFO\n")).toBe(false);
    expect(isClusterLog("[==========]\n")).toBe(false);
  });
});
