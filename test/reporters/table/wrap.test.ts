import { describe, expect, test } from "vitest";
import { hang, wrap } from "../../../src/reporters/table/wrap.ts";

describe("wrapping", () => {
  test("breaks at spaces", () => {
    expect(wrap("one two three", 7)).toEqual(["one two", "three"]);
  });

  test("breaks a path behind a folder, else behind a separator, else anywhere", () => {
    expect(wrap("samples/case/HV03/Microsoft-Windows.evtx", 24)).toEqual([
      "samples/case/HV03/",
      "Microsoft-Windows.evtx",
    ]);
    expect(wrap("Microsoft-Windows-Hyper-V", 12)).toEqual(["Microsoft-", "Windows-", "Hyper-V"]);
    expect(wrap("abcdefgh", 3)).toEqual(["abc", "def", "gh"]);
  });

  test("counts wide characters twice and never cuts inside a character", () => {
    expect(wrap("日本語", 4)).toEqual(["日本", "語"]);
    expect(wrap("e\u0301e\u0301e\u0301", 2)).toEqual(["e\u0301e\u0301", "e\u0301"]);
    expect(wrap("👩‍👩‍👧👩‍👩‍👧", 3)).toEqual(["👩‍👩‍👧", "👩‍👩‍👧"]);
  });

  test("keeps a time with its date where both fit", () => {
    expect(wrap("from 2025-06-01 12:00:00Z on", 22)).toEqual(["from", "2025-06-01 12:00:00Z", "on"]);
    expect(wrap("from 2025-06-01 12:00:00Z on", 16)).toEqual(["from 2025-06-01", "12:00:00Z on"]);
  });

  test("keeps the value of a directory filter's term in one line where it fits", () => {
    const command = 'Get-ADObject -LDAPFilter "(&(objectClass=x)(cn=Two Words))" lists them';
    expect(wrap(command, 50)).toEqual(["Get-ADObject -LDAPFilter", '"(&(objectClass=x)(cn=Two Words))" lists them']);
    expect(wrap("a=b (c = d) e", 8)).toEqual(["a=b (c =", "d) e"]);
  });

  test("loses nothing", () => {
    const text = "a-very_long.word/with\\all,separators and some short ones";
    for (let width = 1; width < 60; width++) {
      expect(wrap(text, width).join("").replaceAll(" ", "")).toBe(text.replaceAll(" ", ""));
    }
  });

  test("hangs further lines below the text of the first", () => {
    expect(hang("Read: ", "one two three four", 15)).toEqual(["Read: one two", "      three", "      four"]);
  });
});
