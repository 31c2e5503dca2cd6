import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openLogFile } from "../../../src/sources/event-logs/log-file.ts";
import { readEventLogs } from "../../../src/sources/event-logs/read-event-logs.ts";
import { explainFileError } from "../../../src/sources/event-logs/path-problem.ts";
import { BadnodeError } from "../../../src/shared/errors.ts";
import { isoToFiletime } from "../../../src/shared/filetime.ts";
import { plainLog, TestFolder } from "./written-logs.ts";

let folder: TestFolder;
beforeEach(() => {
  folder = new TestFolder();
});
afterEach(() => folder.remove());

async function statusOf(path: string): Promise<readonly [status: string, problem: string | undefined]> {
  const [account] = await readEventLogs([path], {}, { event: () => undefined });
  return [account?.status ?? "", account?.problem?.code];
}

describe("reading event logs", () => {
  it("hands out events with the path of their log, and one account a log", async () => {
    const path = folder.file(
      "a.evtx",
      plainLog([
        { id: 1, time: "2025-06-02" },
        { id: 2, time: "2025-06-01" },
      ]),
    );
    const events: string[] = [];
    const accounts = await readEventLogs(
      [folder.path],
      {},
      { event: (event, log) => events.push(`${event.eventId} ${log}`) },
    );
    expect(events).toEqual([`1 ${path}`, `2 ${path}`]);
    expect(accounts).toEqual([
      {
        path,
        status: "complete",
        records: 2,
        selected: 2,
        recovered: 0,
        damaged: 0,
        from: isoToFiletime("2025-06-01"),
        to: isoToFiletime("2025-06-02"),
        skippedChannel: null,
        damages: { count: 0, first: [] },
        remarks: [],
        warnings: [],
        problem: null,
        defect: null,
      },
    ]);
  });

  it("counts what a selection leaves out, and hands out the rest", async () => {
    const path = folder.file("a.evtx", plainLog([{ id: 1 }, { id: 2 }, { id: 3 }]));
    const ids: (number | null)[] = [];
    const selection = [{ ids: [{ from: 2, to: 3 }] }];
    const [account] = await readEventLogs([path], { selection }, { event: ({ eventId }) => ids.push(eventId) });
    expect([ids, account?.records, account?.selected]).toEqual([[2, 3], 3, 2]);
  });

  it("calls a truncated log damaged, with what was expected and found", async () => {
    const log = plainLog(
      Array.from({ length: 40 }, (_, id) => ({ id })),
      20,
    );
    const path = folder.file("cut.evtx", log.subarray(0, 4096 + 65_536 + 3000));
    const [account] = await readEventLogs([path], {}, { event: () => undefined });
    expect([account?.status, account?.damages.first[0]?.kind]).toEqual(["damaged", "truncated-chunk"]);
    expect(account?.records).toBeGreaterThan(20);
  });

  it("calls a log without one readable record unreadable", async () => {
    const log = plainLog([{}]);
    expect(await statusOf(folder.file("empty.evtx", ""))).toEqual(["unreadable", "empty-file"]);
    expect(await statusOf(folder.file("text.evtx", "no log at all"))).toEqual(["unreadable", "not-an-event-log"]);
    expect(await statusOf(folder.file("header.evtx", log.subarray(0, 4096)))).toEqual(["unreadable", "header-only"]);
    expect(await statusOf(folder.file("gone.evtx", log).concat("x"))).toEqual(["unreadable", "path-not-found"]);
  });

  it("reads on behind a log that vanished or is locked between finding and opening", async () => {
    const names = ["a-vanished.evtx", "b-locked.evtx", "c-whole.evtx"];
    for (const name of names) folder.file(name, plainLog([{}]));
    const open = (path: string) => {
      const code = path.includes("vanished") ? "ENOENT" : path.includes("locked") ? "EBUSY" : null;
      if (code === null) return openLogFile(path);
      throw new BadnodeError(explainFileError(path, Object.assign(new Error(code), { code })));
    };
    const accounts = await readEventLogs([folder.path], { open }, { event: () => undefined });
    expect(accounts.map(({ status, problem }) => [status, problem?.code])).toEqual([
      ["unreadable", "path-not-found"],
      ["unreadable", "locked"],
      ["complete", undefined],
    ]);
  });

  it("names a read that fails midway and keeps what came before", async () => {
    const log = plainLog(
      Array.from({ length: 130 }, (_, id) => ({ id })),
      1,
    );
    const path = folder.file("a.evtx", log);
    const open = (name: string) => {
      const file = openLogFile(name);
      let failure: unknown = null;
      return {
        size: file.size,
        get failure() {
          return failure;
        },
        read(target: Uint8Array, position: number) {
          if (position < 4 << 20) return file.read(target, position);
          failure = Object.assign(new Error("i/o error"), { code: "EIO" });
          throw failure;
        },
        close: () => file.close(),
      };
    };
    const [account] = await readEventLogs([path], { open }, { event: () => undefined });
    expect([account?.status, account?.records, account?.problem?.code]).toEqual(["damaged", 64, "read-failed"]);
  });

  it("lets an error of the visitor through", async () => {
    const path = folder.file("a.evtx", plainLog([{}]));
    const reading = readEventLogs(
      [path],
      {},
      {
        event() {
          throw new Error("full");
        },
      },
    );
    await expect(reading).rejects.toThrow("full");
  });

  it("ends between two blocks when it is told to", async () => {
    const path = folder.file(
      "a.evtx",
      plainLog(
        Array.from({ length: 130 }, () => ({})),
        1,
      ),
    );
    const abort = new AbortController();
    const reading = readEventLogs(
      [path],
      { signal: abort.signal, onProgress: () => abort.abort(new Error("stop")) },
      { event: () => undefined },
    );
    await expect(reading).rejects.toThrow("stop");
  });
});
