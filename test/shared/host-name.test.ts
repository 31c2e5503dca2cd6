import { describe, expect, it } from "vitest";
import { hostShortName } from "../../src/shared/host-name.ts";

describe("a host's short name", () => {
  it.each([
    ["hv06.corp.example", "HV06"],
    ["HV06", "HV06"],
    ["Hv06.", "HV06"],
    ["", ""],
    [".corp", ".CORP"],
  ])("of %j is %j", (name, short) => {
    expect(hostShortName(name)).toBe(short);
  });
});
