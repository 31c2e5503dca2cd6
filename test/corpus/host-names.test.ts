import { expect, it } from "vitest";
import { gatherEvidence } from "../../src/evidence/index.ts";
import { deriveFacts, type Facts, needsOf } from "../../src/facts/index.ts";
import { readLogEvidence } from "../../src/sources/log-evidence/index.ts";
import { ticks, WHOLE_SPAN } from "../evidence/build-evidence.ts";
import { describeCorpus } from "./corpus.ts";

// What real logs say of their hosts' names, looked up record by record. Every one of these machines was set up, or stood
// alone: none of them had a domain when its name changed.
const LOGGED = [
  // The name of the installation medium, of the set-up, of its second phase, and at last the administrator's.
  "W10-1507-LTSB: DESKTOP-M7P1NB6 -> WIN-UUNEEV45F79 -> DESKTOP-8BGEHIF -> DESKTOP-3HCGNNO -> W10-1507-LTSB",
  "DESKTOP-2KGM189: WIN-P4SIAA0SQCO -> DESKTOP-2KGM189",
  // Its clock went back eight hours between the two names; its first 6011 has no old name.
  "NIKOLAISMETBD82: NIKOLAI-BSDBOH4 -> NIKOLAISMETBD82",
];
const INFERRED = [
  "BASE-WKSTN-05: MININT-AEA0ADI -> BASE-WKSTN-05",
  "DESKTOP-CH5HROD: WIN-QVEQEK7H2OM -> DESKTOP-CH5HROD",
  // Among its names in other cases: IE8Win7 and IE8WIN7 in turns.
  "IE10WIN7: 37L4247D28-05 -> IE8WIN7 -> IE9WIN7 -> IE10WIN7",
  // WIN-03DLIIOFRRA had the same name of a medium a year before: there nothing is inferred, for the name lived on.
  "JOHN-PC: 37L4247F27-25 -> JOHN-PC",
  // Their clocks were set back meanwhile; the record ids adjoin.
  "DESKTOP-0QT8017: WIN-LL0C19JS506 -> DESKTOP-0QT8017",
  "WIN-L0ZZQ76PMUF: 26L2233B1-02 -> WIN-L0ZZQ76PMUF",
];

describeCorpus("hosts of real logs", ({ logs }) => {
  async function facts(): Promise<Facts> {
    const needs = needsOf(["hosts", "operatingSystems"]);
    const reading = await readLogEvidence([logs], { needs });
    return deriveFacts(gatherEvidence({ ...reading, window: WHOLE_SPAN, latest: ticks("2026-01-01") }));
  }

  it("have the former names that their 6011s and their logs show, and no others", async () => {
    const { hosts } = await facts();
    const chains = new Map<string, string>();
    for (const { host, from, to, proof } of hosts.renames) {
      const key = `${proof.basis} ${host}`;
      chains.set(key, `${chains.get(key) ?? from} -> ${to}`);
    }
    const shown = [...chains].map(([key, chain]) => `${key}: ${chain}`);
    expect(shown.sort()).toEqual(
      [...LOGGED.map((words) => `verified ${words}`), ...INFERRED.map((words) => `inferred ${words}`)].sort(),
    );
    expect(new Set(hosts.renames.map(({ before }) => before))).toEqual(new Set(["set-up"]));
    expect(hosts.names.filter((name) => name.includes("before"))).toEqual([]);
  });

  it("were never upgraded in place: their 1074s with the code of an upgrade end the set-up of new machines", async () => {
    expect((await facts()).operatingSystems).toEqual({ changes: [], begun: [], rejoined: [] });
  });
});
