import { expect, test } from "vitest";
import { attributeRef, compareRefs, directoryProof, timeRef } from "../../src/checks/directory-proof.ts";
import { computer, view } from "../evidence/build-directory.ts";
import { ticks } from "../evidence/build-evidence.ts";

const SEEN = { view: view(), object: computer("HV01") };

test("a proof names server, DN, attribute and value, and no events", () => {
  const ref = attributeRef(SEEN, "cn", "HV01");
  expect(directoryProof([], ref)).toEqual({
    evidence: [
      {
        kind: "directory",
        server: "dc1.corp.example",
        dn: "CN=HV01,OU=Hosts,DC=corp,DC=example",
        attribute: "cn",
        value: "HV01",
      },
    ],
    eventKinds: [],
  });
});

test("a time is in UTC, and one that is not shown says so", () => {
  const valueOf = (time: bigint | null): string => timeRef(SEEN, "whenCreated", time).value;
  expect([valueOf(ticks("2026-09-02T06:12:44Z")), valueOf(null)]).toEqual([
    "2026-09-02T06:12:44.0000000Z",
    "not shown",
  ]);
});

test("a value out of all measure is cut, and no character of it in two", () => {
  const { value } = attributeRef(SEEN, "keywords", "😀".repeat(1000));
  expect([value.length < 1100, value.endsWith("😀...")]).toEqual([true, true]);
});

test("values that come in any order are told in one", () => {
  const refs = ["b", "a"].map((value) => attributeRef(SEEN, "keywords", value));
  expect(refs.sort(compareRefs).map(({ value }) => value)).toEqual(["a", "b"]);
});
