import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { describe, expect, test } from "vitest";
import { CHECKS } from "../../src/checks/index.ts";
import { isPlainWord, isWindowsChannel } from "../../src/redaction/well-known.ts";

const ROOMS = ["report", "evidence"];

/** Words that the types of a report allow: `"bad" | "suspect"`. */
function literalsOf(file: string): readonly string[] {
  const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isLiteralTypeNode(node) && ts.isStringLiteral(node.literal)) found.push(node.literal.text);
    else ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function filesOf(room: string): readonly string[] {
  const folder = fileURLToPath(new URL(`../../src/${room}`, import.meta.url));
  return readdirSync(folder).map((name) => `${folder}/${name}`);
}

const isLost = (code: string): boolean => code !== "" && !isPlainWord(code, false);

describe("words of badnode's own are no names; those that are missing belong into src/redaction/plain-words.ts", () => {
  test("the codes that a report's types allow", () => {
    const literals = ROOMS.flatMap(filesOf).flatMap(literalsOf);
    expect(literals.length).toBeGreaterThan(100);
    expect([...new Set(literals.filter(isLost))].filter((code) => /^[a-z]+(?:-[a-z]+)*$/.test(code))).toEqual([]);
  });

  test("ids of checks, and codes of findings", () => {
    const codes = CHECKS.flatMap(({ meta }) => [meta.id, ...Object.keys(meta.messages)]);
    expect([...new Set(codes.filter(isLost))]).toEqual([]);
  });

  test("channels", () => {
    const names = CHECKS.flatMap(({ meta }) => meta.channels);
    expect(names.filter((name) => !isWindowsChannel(name))).toEqual([]);
  });
});
