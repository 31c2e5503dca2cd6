import { describe, expect, it } from "vitest";
import { directoryIntegerTime, generalizedTimeToFiletime } from "../../src/shared/directory-time.ts";
import { isoToFiletime } from "../../src/shared/filetime.ts";

describe("Generalized time", () => {
  it.each([
    ["20260920220147.0Z", "2026-09-20T22:01:47Z"],
    ["20260920220147Z", "2026-09-20T22:01:47Z"],
    ["20260920220147.25Z", "2026-09-20T22:01:47.25Z"],
    ["20260920220147,1234567Z", "2026-09-20T22:01:47.1234567Z"],
    ["20260920220147.12345678901234567890Z", "2026-09-20T22:01:47.1234567Z"],
    ["20260920220147.0+0200", "2026-09-20T20:01:47Z"],
    ["20260920220147-0530", "2026-09-21T03:31:47Z"],
    ["2026092022+02", "2026-09-20T20:00:00Z"],
    ["202609202201Z", "2026-09-20T22:01:00Z"],
    ["202609202201.5Z", "2026-09-20T22:01:30Z"],
    ["2026092022.25Z", "2026-09-20T22:15:00Z"],
    ["16010101000000.0Z", "1601-01-01T00:00:00Z"],
    ["99991231235959.0Z", "9999-12-31T23:59:59Z"],
  ])("%s is %s", (text, iso) => {
    expect(generalizedTimeToFiletime(text)).toBe(isoToFiletime(iso));
    expect(isoToFiletime(iso)).not.toBeNull();
  });

  it.each([
    ["260920220147Z"],
    ["20260920220147"],
    ["20260931220147.0Z"],
    ["20260920250147.0Z"],
    ["20260920220147.Z"],
    ["20260920220147.0+2500"],
    ["16001231235959.0Z"],
    ["2026-09-20T22:01:47Z"],
    ["FALSE"],
    [""],
  ])("is not what %j says", (text) => {
    expect(generalizedTimeToFiletime(text)).toBeNull();
  });
});

describe("An integer time", () => {
  it("counts ticks", () => {
    expect(directoryIntegerTime("134337097302673280")).toBe(134_337_097_302_673_280n);
  });

  it.each([["0"], ["9223372036854775807"], ["-1"], ["1.5"], [""], ["99999999999999999999"]])(
    "%j is no time",
    (text) => {
      expect(directoryIntegerTime(text)).toBeNull();
    },
  );
});
