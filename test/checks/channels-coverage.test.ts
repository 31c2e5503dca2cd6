import { describe, expect, test } from "vitest";
import { channelsCoverage } from "../../src/checks/channels-coverage.ts";
import type { LogEvidence } from "../../src/evidence/index.ts";
import { deriveFacts } from "../../src/facts/index.ts";
import { evidenceOf, log, ticks, unreadableLog, VMMS_ADMIN } from "../evidence/build-evidence.ts";

const CHANNELS = [VMMS_ADMIN, "System"];

function coverage(...logs: readonly LogEvidence[]): ReturnType<typeof channelsCoverage> {
  const { horizon, hosts } = deriveFacts(evidenceOf([], logs));
  return channelsCoverage(horizon, CHANNELS, hosts.virtualizationHosts);
}

describe("silence in several channels", () => {
  test("says something when every host that should write to all was given with all of them, whole", () => {
    const proxy = log("PROXY01", "System");
    expect(coverage(log("HV01", VMMS_ADMIN), log("HV01", "System"), proxy)).toEqual({
      kind: "whole",
      reason: {
        code: "nothing-in-channels",
        arguments: {
          channels: { kind: "names", values: CHANNELS },
          hosts: { kind: "names", values: ["HV01", "PROXY01"] },
        },
      },
    });
  });

  test("names the hosts whose logs cover less than those of others", () => {
    const late = log("HV02", "System", { from: ticks("2025-06-05T00:00:00Z") });
    const logs = [log("HV01", VMMS_ADMIN), log("HV01", "System"), log("HV02", VMMS_ADMIN), late];
    expect(coverage(...logs)).toMatchObject({
      kind: "whole",
      reason: { code: "nothing-in-short-channels", arguments: { short: { values: ["HV02"] } } },
    });
  });

  test("says nothing without any log of them", () => {
    expect(coverage(log("PROXY01", "Application"))).toEqual({
      kind: "none",
      reason: { code: "no-log-of-channels", arguments: { channels: { kind: "names", values: CHANNELS } } },
    });
  });

  test.each([
    ["one host lacks one channel", [log("HV01", VMMS_ADMIN), log("HV01", "System"), log("HV02", VMMS_ADMIN)], "HV02"],
    ["one channel was not given at all", [log("HV01", VMMS_ADMIN)], "HV01"],
  ])("is partial when %s", (_, logs, host) => {
    expect(coverage(...logs)).toEqual({
      kind: "partial",
      reason: {
        code: "channel-missing",
        arguments: { channel: { kind: "text", value: "System" }, hosts: { kind: "names", values: [host] } },
      },
    });
  });

  test("is partial when no host is known to be the kind that writes to all, and one lacks a channel", () => {
    expect(coverage(log("WS01", "System"))).toMatchObject({
      kind: "partial",
      reason: { code: "channel-missing", arguments: { channel: { value: VMMS_ADMIN }, hosts: { values: ["WS01"] } } },
    });
  });

  test("is partial when a known host was given with none of them", () => {
    const other = log("HV02", "Microsoft-Windows-Hyper-V-Worker-Admin");
    expect(coverage(log("HV01", VMMS_ADMIN), log("HV01", "System"), other)).toMatchObject({
      kind: "partial",
      reason: { code: "channel-missing", arguments: { hosts: { values: ["HV02"] } } },
    });
  });

  test("of one channel is told as that of one", () => {
    const { horizon, hosts } = deriveFacts(evidenceOf([], [log("HV01", VMMS_ADMIN), log("HV01", "System")]));
    const one = channelsCoverage(horizon, ["System"], hosts.virtualizationHosts);
    expect(one).toMatchObject({ kind: "whole", reason: { code: "nothing-in-channel" } });
    const none = channelsCoverage(horizon, ["Application"], hosts.virtualizationHosts);
    expect(none).toMatchObject({ kind: "none", reason: { code: "no-log-of-channel" } });
  });

  test.each([
    ["a log of one channel is damaged", log("HV01", "System", { status: "damaged" }), "damaged-logs"],
    ["a log could not be read", unreadableLog("x"), "unknown-logs"],
  ])("is partial when %s", (_, second, code) => {
    expect(coverage(log("HV01", VMMS_ADMIN), log("HV01", "System"), second)).toMatchObject({
      kind: "partial",
      reason: { code },
    });
  });
});
