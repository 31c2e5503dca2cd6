import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { markdownCode, markdownCodeBlock, markdownText } from "../../../src/reporters/markdown/markdown-text.ts";
import { visibleText } from "../../../src/reporters/records/visible-text.ts";
import { hostileText, readBack } from "./read-back.ts";

describe("text in Markdown", () => {
  test.each([
    ["a plain sentence (VMMS 12660), 1.5 s; VSS_E_UNEXPECTED_PROVIDER_ERROR - 50 %", undefined],
    ["SAN & Co, R&D;", "SAN & Co, R&amp;D;"],
    ["C:\\Logs\\HV01", undefined],
    ["\\\\nas\\logs\\", "\\\\\\nas\\logs\\\\"],
    ["a|b", "a\\|b"],
    ["a\\|b", "a\\\\\\|b"],
    ["`x` *y* _z_ ~~w~~", "\\`x\\` \\*y\\* \\_z\\_ \\~\\~w\\~\\~"],
    ["[x](y) ![i](j) [ ]", "\\[x\\](y) !\\[i\\](j) \\[ \\]"],
    ["<b>&amp;</b>", "&lt;b&gt;&amp;amp;&lt;/b&gt;"],
    ["x\r\n\t\u001b[2J\u202e", "x␍␊␉␛\\[2J\\u{202e}"],
  ])("%j reads as it stands", (given, expected = given) => {
    expect(markdownText(given)).toBe(expected);
  });

  test.each([
    ["# x", "\\# x"],
    ["- x", "\\- x"],
    ["+ x", "\\+ x"],
    ["> x", "&gt; x"],
    ["=====", "\\====="],
    ["---", "\\---"],
    ["12. x", "12\\. x"],
    ["1) x", "1\\) x"],
    ["    x", "x"],
    ["1.5 s", "1.5 s"],
  ])("%j begins no block", (given, expected) => {
    expect(markdownText(given)).toBe(expected);
  });

  test.each([
    ["see http://evil.example/x, now", "see `http://evil.example/x`, now"],
    ["(www.evil.example)", "(`www.evil.example`)"],
    ["write to a@b.example!", "write to `a@b.example`!"],
    ["@everyone", "`@everyone`"],
    ["closes #1", "closes `#1`"],
    ["GH-7", "`GH-7`"],
    ["$x$", "`$x$`"],
    ["//10.0.0.1/x", "`//10.0.0.1/x`"],
    ["evil.example", "`evil.example`"],
    ["почта.рф", "`почта.рф`"],
  ])("%j, which links or acts without mark-up, is code", (given, expected) => {
    expect(markdownText(given)).toBe(expected);
  });

  test("reads back as it was, whatever it holds, and nothing in it is mark-up", () => {
    fc.assert(
      fc.property(hostileText, (given) => {
        expect(readBack(markdownText(given))).toBe(visibleText(given).trim());
      }),
      { numRuns: 1000 },
    );
  });
});

describe("code in Markdown", () => {
  test.each([
    ["logs/HV01.evtx", "`logs/HV01.evtx`"],
    ["a`b", "``a`b``"],
    ["`a", "`` `a ``"],
    [" a ", "`  a  `"],
    ["a|b", "`a`&#124;`b`"],
    ["|", "&#124;"],
    ["a\\", "`a\\`"],
    ["", ""],
    ["<b>\n", "`<b>␊`"],
  ])("%j reads as it stands", (given, expected) => {
    expect(markdownCode(given)).toBe(expected);
  });

  test("reads back as it was, whatever it holds", () => {
    fc.assert(
      fc.property(hostileText, (given) => {
        expect(readBack(markdownCode(given))).toBe(visibleText(given));
      }),
      { numRuns: 1000 },
    );
  });

  test("of lines of its own ends at no fence within", () => {
    expect(markdownCodeBlock("badnode events x")).toEqual(["```", "badnode events x", "```"]);
    expect(markdownCodeBlock("a ```` b\n```")).toEqual(["`````", "a ```` b␊```", "`````"]);
  });
});
