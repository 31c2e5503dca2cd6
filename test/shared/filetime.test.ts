import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { filetimeToIso, isoToFiletime, systemTimeToFiletime, UNIX_EPOCH_TICKS } from "../../src/shared/filetime.ts";

const FIXED = { seed: 20_260_907, numRuns: 300 };
/** 10000-01-01T00:00:00Z; behind it years have five digits, which ISO 8601 needs an agreement for. */
const YEAR_10_000 = 2_650_467_744_000_000_000n;
const MINUTE = 600_000_000n;

describe("FILETIME ticks as text", () => {
  it.each([
    [0n, "1601-01-01T00:00:00.0000000Z"],
    [1n, "1601-01-01T00:00:00.0000001Z"],
    [UNIX_EPOCH_TICKS, "1970-01-01T00:00:00.0000000Z"],
    [133_938_405_000_513_480n, "2025-06-08T07:15:00.0513480Z"],
    // The leap day of a year that 400 divides.
    [125_962_560_000_000_000n, "2000-02-29T00:00:00.0000000Z"],
    [YEAR_10_000 - 1n, "9999-12-31T23:59:59.9999999Z"],
    [YEAR_10_000, "10000-01-01T00:00:00.0000000Z"],
    [2n ** 64n - 1n, "60056-05-28T05:36:10.9551615Z"],
  ])("%i is %s", (ticks, iso) => {
    expect(filetimeToIso(ticks)).toBe(iso);
  });

  it("agree with Date in every millisecond that both can say", () => {
    const dates = fc.date({ min: new Date("1601-01-01"), max: new Date("9999-12-31"), noInvalidDate: true });
    fc.assert(
      fc.property(dates, fc.integer({ min: 0, max: 9999 }), (date, ticks) => {
        const iso = filetimeToIso(BigInt(date.getTime()) * 10_000n + UNIX_EPOCH_TICKS + BigInt(ticks));
        expect(iso).toBe(date.toISOString().replace("Z", `${String(ticks).padStart(4, "0")}Z`));
      }),
      FIXED,
    );
  });

  it("read back as the same ticks", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: YEAR_10_000 - 1n }), (ticks) => {
        expect(isoToFiletime(filetimeToIso(ticks))).toBe(ticks);
      }),
      FIXED,
    );
  });
});

describe("ISO 8601 as FILETIME ticks", () => {
  const noon = isoToFiletime("2026-09-07T12:00:00Z");

  it.each([
    ["2026-09-07T12:00:00.0000000Z"],
    ["2026-09-07T12:00Z"],
    ["2026-09-07 12:00:00"],
    ["  2026-09-07t12:00:00z "],
    ["2026-09-07T14:00:00+02:00"],
    ["2026-09-07T06:30:00-0530"],
    ["2026-09-08T02:00:00+14:00"],
    // Collectors write nine digits; ticks have seven.
    ["2026-09-07T12:00:00.000000099Z"],
  ])("%s is noon in UTC", (text) => {
    expect(noon).not.toBeNull();
    expect(isoToFiletime(text)).toBe(noon);
  });

  it("takes a date alone for its midnight", () => {
    expect(isoToFiletime("2026-09-07")).toBe(isoToFiletime("2026-09-07T00:00:00Z"));
  });

  it("fills up a short fraction", () => {
    expect(isoToFiletime("1601-01-01T00:00:00.5Z")).toBe(5_000_000n);
  });

  it.each([
    [""],
    ["yesterday"],
    ["2026-13-01"],
    ["2026-02-29"],
    ["2026-04-31T00:00:00Z"],
    ["2026-09-07T24:00:00Z"],
    ["2026-09-07T12:60:00Z"],
    ["2026-09-07T12:00:60Z"],
    ["2026-09-07T12:00:00+24:00"],
    ["2026-09-07T12:00:00+01:60"],
    ["2026-09-07T12"],
    ["2026-9-7"],
    ["07.09.2026"],
    ["2026-09-07T12:00:00 Z"],
    ["2026-09-07T12:00:00ZZ"],
  ])("%j is no time", (text) => {
    expect(isoToFiletime(text)).toBeNull();
  });

  it.each([["0050-01-01"], ["1600-12-31T23:59:59.9999999Z"], ["1601-01-01T00:30:00+01:00"]])(
    "%s lies before the first tick",
    (text) => {
      expect(isoToFiletime(text)).toBeNull();
    },
  );

  it("subtracts an offset, whatever its sign", () => {
    const minutes = fc.integer({ min: -14 * 60, max: 14 * 60 });
    const ticks = fc.bigInt({ min: 15n * 60n * MINUTE, max: YEAR_10_000 - 1n });
    fc.assert(
      fc.property(ticks, minutes, (local, offset) => {
        const size = Math.abs(offset);
        const two = (value: number): string => String(value).padStart(2, "0");
        const zone = `${offset < 0 ? "-" : "+"}${two(Math.floor(size / 60))}:${two(size % 60)}`;
        expect(isoToFiletime(filetimeToIso(local).replace("Z", zone))).toBe(local - BigInt(offset) * MINUTE);
      }),
      FIXED,
    );
  });
});

describe("a time as Windows writes it to ticks", () => {
  it("knows the years past 9999 that no other time may have, to the last tick", () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 64n - 1n }), (ticks) => {
        expect(systemTimeToFiletime(filetimeToIso(ticks))).toBe(ticks);
      }),
      FIXED,
    );
    expect(isoToFiletime("10000-01-01")).toBeNull();
    expect(systemTimeToFiletime("60057-01-01")).toBeNull();
  });
});
