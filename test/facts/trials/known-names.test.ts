import { describe, expect, test } from "vitest";
import { KnownNames } from "../../../src/facts/trials/known-names.ts";

const KNOWN = new KnownNames([
  ...[
    "app-01",
    "app-0",
    "Exchange",
    "db",
    "Cluster Disk 1",
    "Cluster Disk",
    "APP-08 (replica)",
    "C++ build",
    "Finance App",
  ],
  ...["VSS", "server", "Volume", "Provider", "error", "Backup Server", "Disk 5", "2019"],
]);

test.each([
  ["in any case", "LUN of APP-01 is in use", ["app-01"]],
  ["at the end of a sentence", "Already in use by app-01.", ["app-01"]],
  ["behind an apostrophe or in a path", "Exchange's disk D:\\app-01\\1.vhdx", ["exchange", "app-01"]],
  ["in another language", "Das Volumen von Exchange ist bereits eingebunden", ["exchange"]],
  ["with spaces, however wide", "the disk of Finance\r\n  App", ["finance app"]],
  ["with a number behind ordinary words", "Snapshot of cluster disk 1 failed", ["cluster disk 1"]],
  ["with what it ends in", "Machine App-08 (Replica) failed", ["app-08 (replica)"]],
  ["each once", "app-01, app-01 and Exchange", ["app-01", "exchange"]],
])("a name that is known is found %s", (_how, text, expected) => {
  expect(KNOWN.in(text)).toEqual(expected);
});

test.each([
  ["a longer word", "exchanges of app-012"],
  ["a word that is joined", "pre-exchange app-01-clone web.exchange.example app-01_2"],
  ["a name without what it ends in", "app-08 of C build"],
  ["part of another name", "app"],
  ["a longer number", "Cluster Disk 10"],
])("no name is found inside %s", (_what, text) => {
  expect(KNOWN.in(text)).toEqual([]);
});

describe("a name of ordinary words", () => {
  test("is not found where it may be one of a message's words", () => {
    const text =
      "Volume Shadow Copy Service error: VSS provider on a different server, the backup server, disk 5, db version 2019";
    expect(KNOWN.in(text)).toEqual([]);
  });

  test.each([
    ["Machine 'server' failed", ["server"]],
    ["Maschine \u201eBackup Server\u201c auf \u00abVolume\u00bb", ["backup server", "volume"]],
    ['"VSS" `Disk 5` \u2018db\u2019 "2019"', ["vss", "disk 5", "db", "2019"]],
    ["'server failed', 'a server'", []],
  ])("is found where the text quotes it: %s", (text, expected) => {
    expect(KNOWN.in(text)).toEqual(expected);
  });
});

test("what a text costs does not grow with the number of names, nor a hostile one with its length squared", () => {
  const numbers = Array.from({ length: 20_000 }, (_, number) => number);
  const known = new KnownNames([
    ...numbers.map((number) => `a${" a".repeat(number % 20)} ${number}`),
    ...numbers.map((number) => `vm-1${"(".repeat(number % 200)}`),
  ]);
  const started = performance.now();
  for (const part of ["a ", "vm-1 ", "a-", "'", "(", ". "]) known.in(part.repeat(100_000));
  expect(performance.now() - started).toBeLessThan(2000);
});
