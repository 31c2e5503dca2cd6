import { describe, expect, it } from "vitest";
import { visibleLines, visibleText } from "../../../src/reporters/records/visible-text.ts";

describe("text of a log on a terminal", () => {
  it("shows controls as pictures, so that no escape sequence reaches the terminal", () => {
    expect(visibleText("a\x1b[31mred\x07\r\n\t\x7f")).toBe("a␛[31mred␇␍␊␉␡");
  });

  it("shows C1 controls, among them the one-byte CSI, by their code", () => {
    expect(visibleText("\x9b2J\x85")).toBe("\\x9b2J\\x85");
  });

  it("shows what would reorder or hide text", () => {
    expect(visibleText("\u202egpj.exe \u2066 \u200b\ufeff\u2028")).toBe(
      "\\u{202e}gpj.exe \\u{2066} \\u{200b}\\u{feff}\\u{2028}",
    );
  });

  it("replaces half of a surrogate pair and keeps whole ones", () => {
    expect(visibleText("\ud83d \udca9 💩")).toBe("\ufffd \ufffd 💩");
  });

  it("keeps letters of every script", () => {
    expect(visibleText("Sicherung schlug fehl: Größe, резервная копия, 备份, نسخ")).toBe(
      "Sicherung schlug fehl: Größe, резервная копия, 备份, نسخ",
    );
  });

  it("keeps the lines of output that has lines of its own, but no lone carriage return", () => {
    expect(visibleLines("a\tb\r\nc\rd\n\x1b")).toBe("a\tb\r\nc␍d\n␛");
  });
});
