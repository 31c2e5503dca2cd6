import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type DateOrder, ExportedTimes, timeZoneOf } from "../../../src/formats/exported-time/index.ts";
import { filetimeToIso, isoToFiletime } from "../../../src/shared/filetime.ts";

function read(text: string, zone: string | null = null, order: DateOrder | null = null): string {
  const time = new ExportedTimes(zone === null ? null : timeZoneOf(zone), order).read(text);
  if (time.kind === "problem") return time.code;
  return filetimeToIso(time.ticks).replace(".0000000", "") + (time.isAmbiguous ? " ambiguous" : "");
}

describe("A time of an export", () => {
  it.each([
    ["2026-09-07T21:00:12Z", "2026-09-07T21:00:12Z"],
    ["2026-09-07 21:00:12.5z", "2026-09-07T21:00:12.5000000Z"],
    ["2026-09-07T21:00:12.12345678Z", "2026-09-07T21:00:12.1234567Z"],
    ["2026-09-07T21:00:12.3456789+02:00", "2026-09-07T19:00:12.3456789Z"],
    ["2026-09-07T21:00-0530", "2026-09-08T02:30:00Z"],
    ["2026-09-07 21:00:12 +02:00", "2026-09-07T19:00:12Z"],
    ["2024-02-29T00:00:00Z", "2024-02-29T00:00:00Z"],
  ])("%s needs to know nothing else", (text, ticks) => {
    expect(read(text)).toBe(ticks);
  });

  it.each([
    "",
    "-",
    "now",
    "2026-09-07T",
    "2026-09-07T21",
    "2026-09-07T21:00:1",
    "2026-09-07T21:00:12.",
    "2026-09-07T21:00:12+2",
    "2026-09-07T21:00:12Zulu",
    "2026-09-07T24:00:00Z",
    "2026-09-07T21:60:00Z",
    "2026-09-07T21:00:60Z",
    "2026-09-07T21:00:00+24:00",
    "2023-02-29T00:00:00Z",
    "2026-13-01T00:00:00Z",
    "2026-00-10T00:00:00Z",
    "1600-12-31T23:59:59Z",
    "0001-01-01T00:00:00Z",
    "12026-09-07T21:00:12Z",
  ])("%j is no time", (text) => {
    expect(read(text, "UTC", "dmy")).toBe("time-unreadable");
  });

  it.each([
    ["/Date(1757278812345)/", "2025-09-07T21:00:12.3450000Z"],
    ["\\/Date(1757278812345)\\/", "2025-09-07T21:00:12.3450000Z"],
    ["/Date(1757278812345+0200)/", "2025-09-07T21:00:12.3450000Z"],
    ["/Date(-62135596800000)/", "time-unreadable"],
  ])("%s is of Windows PowerShell 5.1", (text, ticks) => {
    expect(read(text)).toBe(ticks);
  });

  it.each<[string, DateOrder, string]>([
    ["03/04/2017 21:00:05", "dmy", "2017-04-03T21:00:05Z"],
    ["03/04/2017 21:00:05", "mdy", "2017-03-04T21:00:05Z"],
    ["3/4/2017 9:00:05 PM", "mdy", "2017-03-04T21:00:05Z"],
    ["3/4/2017 12:00:05\u202fAM", "mdy", "2017-03-04T00:00:05Z"],
    ["3/4/2017, 9:00 p. m.", "dmy", "2017-04-03T21:00:00Z"],
    ["3.4.2017", "dmy", "2017-04-03T00:00:00Z"],
    ["3. 4. 2017 21:00:05", "dmy", "2017-04-03T21:00:05Z"],
    ["3.4.2017 21.00.05", "dmy", "2017-04-03T21:00:05Z"],
    ["03-04-17 21:00:05.25", "dmy", "2017-04-03T21:00:05.2500000Z"],
    ["17/04/03 21:00", "ymd", "2017-04-03T21:00:00Z"],
    ["2017. 04. 03. 21:00:05", "ymd", "2017-04-03T21:00:05Z"],
    ["31/04/2017 21:00:05", "dmy", "time-unreadable"],
    ["03/13/2017 21:00:05", "dmy", "time-unreadable"],
    ["3/4/2017 13:00:05 PM", "mdy", "time-unreadable"],
    ["03/04/2017", "ymd", "time-order-unknown"],
    ["03/04/2017 21:00:05 +02:00", "dmy", "2017-04-03T19:00:05Z"],
  ])("%s in the order %s", (text, order, expected) => {
    expect(read(text, "UTC", order)).toBe(expected);
  });

  it("with day and month in either order is none until somebody says which", () => {
    expect(read("03/04/2017 21:00:05", "UTC")).toBe("time-order-unknown");
    expect(read("25/04/2017 21:00:05", "UTC")).toBe("time-order-unknown");
    expect(read("2017/04/03 21:00:05", "UTC")).toBe("2017-04-03T21:00:05Z");
  });

  it("without an offset is none until somebody says where", () => {
    expect(read("2026-09-07T21:00:12")).toBe("time-without-zone");
    expect(read("2026-09-07")).toBe("time-without-zone");
    expect(read("03.04.2017 21:00:05", null, "dmy")).toBe("time-without-zone");
  });

  it.each([
    ["Europe/Berlin", "2026-09-07T19:00:12Z"],
    ["W. Europe Standard Time", "2026-09-07T19:00:12Z"],
    ["w. europe standard time", "2026-09-07T19:00:12Z"],
    ["Pacific Standard Time", "2026-09-08T04:00:12Z"],
    ["India Standard Time", "2026-09-07T15:30:12Z"],
    ["UTC", "2026-09-07T21:00:12Z"],
    ["+05:45", "2026-09-07T15:15:12Z"],
    ["-3", "2026-09-08T00:00:12Z"],
  ])("is local in %s", (zone, expected) => {
    expect(read("2026-09-07T21:00:12", zone)).toBe(expected);
  });

  it("in the hour that occurs twice is the first of the two, and marked", () => {
    expect(read("2026-10-25T01:59:59", "Europe/Berlin")).toBe("2026-10-24T23:59:59Z");
    expect(read("2026-10-25T02:00:00", "Europe/Berlin")).toBe("2026-10-25T00:00:00Z ambiguous");
    expect(read("2026-10-25T02:59:59", "Europe/Berlin")).toBe("2026-10-25T00:59:59Z ambiguous");
    expect(read("2026-10-25T03:00:00", "Europe/Berlin")).toBe("2026-10-25T02:00:00Z");
    expect(read("2026-10-25T02:30:00+01:00", "Europe/Berlin")).toBe("2026-10-25T01:30:00Z");
    expect(read("2026-11-01T01:30:00", "Eastern Standard Time")).toBe("2026-11-01T05:30:00Z ambiguous");
    expect(read("2026-04-05T01:45:00", "Lord Howe Standard Time")).toBe("2026-04-04T14:45:00Z ambiguous");
  });

  it("in the hour that does not exist is none", () => {
    expect(read("2026-03-29T01:59:59", "Europe/Berlin")).toBe("2026-03-29T00:59:59Z");
    expect(read("2026-03-29T02:00:00", "Europe/Berlin")).toBe("time-skipped");
    expect(read("2026-03-29T02:59:59", "Europe/Berlin")).toBe("time-skipped");
    expect(read("2026-03-29T03:00:00", "Europe/Berlin")).toBe("2026-03-29T01:00:00Z");
  });

  it("may be on a day that a country left out", () => {
    expect(read("2011-12-29T12:00:00", "Pacific/Apia")).toBe("2011-12-29T22:00:00Z");
    expect(read("2011-12-30T12:00:00", "Pacific/Apia")).toBe("time-skipped");
    expect(read("2011-12-31T12:00:00", "Pacific/Apia")).toBe("2011-12-30T22:00:00Z");
  });

  it("has the ticks that every other time of its moment has", () => {
    const digits = (most: number) => fc.integer({ min: 0, max: most });
    const two = (value: number): string => value.toString().padStart(2, "0");
    const offset = fc.oneof(
      fc.constantFrom("Z", "z"),
      fc
        .tuple(fc.constantFrom("+", "-"), digits(25), fc.constantFrom(":", ""), digits(61))
        .map(([sign, hours, colon, minutes]) => `${sign}${two(hours)}${colon}${two(minutes)}`),
    );
    const time = fc
      .tuple(fc.integer({ min: 1590, max: 9999 }), digits(13), digits(32), digits(25), digits(61), digits(61), offset)
      .chain(([year, month, day, hour, minute, second, zone]) =>
        fc.constantFrom("", ".1", ".1234567", ".123456789").map((fraction) => {
          const date = `${year}-${two(month)}-${two(day)}`;
          return `${date}T${two(hour)}:${two(minute)}:${two(second)}${fraction}${zone}`;
        }),
      );
    const times = new ExportedTimes(null, null);
    fc.assert(
      fc.property(time, (text) => {
        const found = times.read(text);
        expect(found.kind === "ticks" ? found.ticks : null).toBe(isoToFiletime(text));
      }),
      { seed: 20_260_907, numRuns: 2000 },
    );
  });

  it("is read anywhere in a longer text", () => {
    const text = "a,2026-09-07T21:00:12Z,b";
    expect(new ExportedTimes(null, null).read(text, 2, 22)).toEqual({
      kind: "ticks",
      ticks: isoToFiletime("2026-09-07T21:00:12Z"),
      isAmbiguous: false,
    });
  });

  it("is read without failing whatever it is", () => {
    const times = new ExportedTimes(timeZoneOf("Europe/Berlin"), "dmy");
    const text = fc
      .array(fc.constantFrom("2", "0", "-", "/", ":", ".", " ", "T", "Z", "+", "PM", "/Date(", ")/", "1"), {
        maxLength: 30,
      })
      .map((parts) => parts.join(""));
    fc.assert(
      fc.property(text, (value) => {
        expect(["ticks", "problem"]).toContain(times.read(value).kind);
      }),
      { seed: 20_260_908, numRuns: 2000 },
    );
  });
});

describe("A time zone", () => {
  it.each(["", "Mars/Olympus", "W. Europe", "Central European Time, Berlin", "+25:00", "1", "../etc"])(
    "%j is not known",
    (name) => {
      expect(timeZoneOf(name)).toBeNull();
    },
  );

  it("finds every zone that Windows names", async () => {
    const { WINDOWS_ZONES } = await import("../../../src/formats/exported-time/windows-zones.ts");
    expect([...WINDOWS_ZONES.keys()].filter((name) => timeZoneOf(name) === null)).toEqual([]);
  });
});
