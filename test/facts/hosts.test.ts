import { expect, test } from "vitest";
import { deriveFacts } from "../../src/facts/index.ts";
import { evidenceOf, event, log, VMMS_ADMIN } from "../evidence/build-evidence.ts";

const time = "2025-06-02T22:00:00Z";

test("a host is one under its short and its full name, in any case", () => {
  const events = ["hv01", "HV01.corp.example", "Hv01.CORP.example"].map((computer) => event({ time, computer }));
  const { hosts } = deriveFacts(evidenceOf(events));
  expect(hosts.names).toEqual(["HV01"]);
  expect(hosts.nameOf("hv01.corp.example")).toBe("HV01");
});

test("hosts of the same short name in two domains stay apart", () => {
  const events = ["HV01.north.example", "HV01.south.example", "HV02.north.example"].map((computer) =>
    event({ time, computer }),
  );
  expect(deriveFacts(evidenceOf(events)).hosts.names).toEqual(["HV01.NORTH.EXAMPLE", "HV01.SOUTH.EXAMPLE", "HV02"]);
});

test("hosts that only appear in logs without any selected event are named too", () => {
  expect(deriveFacts(evidenceOf([], [log("HV02", "System")])).hosts.names).toEqual(["HV02"]);
});

test("a host that writes to a Hyper-V or clustering channel is a virtualization host", () => {
  const logs = [
    log("HV01", VMMS_ADMIN),
    log("HV02", "Microsoft-Windows-FailoverClustering/Operational"),
    log("P1", "Application"),
  ];
  expect([...deriveFacts(evidenceOf([], logs)).hosts.virtualizationHosts]).toEqual(["HV01", "HV02"]);
});

test("a record without a computer's name belongs to no host", () => {
  const { hosts } = deriveFacts(evidenceOf([event({ time, computer: null })]));
  expect(hosts.names).toEqual([]);
  expect(hosts.nameOf(null)).toBe("(unnamed computer)");
});
