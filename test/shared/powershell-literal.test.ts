import { describe, expect, test } from "vitest";
import { powershellConstant, powershellLiteral, powershellNameLiteral } from "../../src/shared/powershell-literal.ts";

describe("a name in a PowerShell command", () => {
  test.each(["HV03", "hv-03.corp.example", "HV_03"])(
    "stays as it is where nothing in it means anything: %s",
    (name) => {
      expect(powershellLiteral(name)).toBe(name);
    },
  );

  test.each([
    ["a semicolon", "HV03; Stop-Computer", "'HV03; Stop-Computer'"],
    ["a subexpression", "$(Stop-Computer)", "'$(Stop-Computer)'"],
    ["a backtick", "HV`03", "'HV`03'"],
    ["a comma, which would make a list of it", "HV03,HV04", "'HV03,HV04'"],
    ["a splat", "@HV03", "'@HV03'"],
    ["letters that are no ASCII", "KÖLN01", "'KÖLN01'"],
    ["a number, which would be read as one", "1e5", "'1e5'"],
    ["its domain before it", "CORP\\HV03", "'CORP\\HV03'"],
  ])("is quoted where it holds %s", (_, name, literal) => {
    expect(powershellLiteral(name)).toBe(literal);
  });

  test.each(["'", "\u2018", "\u2019", "\u201a", "\u201b"])(
    "cannot end its quotes with %s, which is doubled",
    (quote) => {
      expect(powershellLiteral(`x${quote}; Stop-Computer; ${quote}`)).toBe(
        `'x${quote}${quote}; Stop-Computer; ${quote}${quote}'`,
      );
    },
  );

  test.each([
    ["a line feed", "HV03\nStop-Computer"],
    ["an escape", "HV03\u001b[2J"],
    ["a control of the upper half", "HV\u0085"],
    ["an override of the direction", "HV\u202e30"],
    ["a line separator", "HV\u2028"],
    ["half a character", "HV\ud800"],
    ["a double quote, which programs are given unescaped", 'HV03" --server "evil.example'],
    ["a backslash at the end, which would escape a quote", "HV03 \\"],
    ["a hyphen before it, which programs take for an option", "--server=evil.example"],
  ])("is refused with %s", (_, name) => {
    expect(powershellLiteral(name)).toBeNull();
  });

  test("is refused where there is none", () => {
    expect(powershellLiteral("")).toBeNull();
  });
});

describe("a name for a cmdlet that takes patterns", () => {
  test.each([
    ["Cluster Disk 3", "'Cluster Disk 3'"],
    ["HV03", "HV03"],
    ["a\u2019; Stop-Cluster", "'a\u2019\u2019; Stop-Cluster'"],
  ])("stands as any text does: %s", (name, literal) => {
    expect(powershellNameLiteral(name)).toBe(literal);
  });

  test.each([
    ["a pattern that would name every volume", "*"],
    ["a pattern of one character", "Disk ?"],
    ["a pattern in brackets", "Disk [1-9]"],
    ["a backtick, which escapes a pattern", "a`nb"],
    ["thousands of characters", "x".repeat(5000)],
    ["an escape", "a\u001b[2Jb"],
    ["what looks like an option", "-Force"],
  ])("is refused with %s", (_, name) => {
    expect(powershellNameLiteral(name)).toBeNull();
  });
});

describe("a constant of a script", () => {
  test.each([
    ["HV03", "'HV03'"],
    ["", "''"],
    ["C:\\Exports\\", "'C:\\Exports\\'"],
    ["it\u2019s", "'it\u2019\u2019s'"],
    ["$(Stop-Computer)", "'$(Stop-Computer)'"],
  ])("always stands in quotes: %s", (text, constant) => {
    expect(powershellConstant(text)).toBe(constant);
  });

  test.each(["a\nb", "a\u0085b", "a\u202eb", "a\u2028b", "a\ud800"])(
    "is refused where it is not seen as it is: %j",
    (text) => {
      expect(powershellConstant(text)).toBeNull();
    },
  );
});
