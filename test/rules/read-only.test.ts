import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { describe, expect, test } from "vitest";

const folder = join(import.meta.dirname, "..", "..", "src", "sources", "directory");

/** All that the directory source may take from the LDAP library: what says a question, and nothing that opens a connection or changes an object. */
const READING = new Set([
  "AndFilter",
  "Ber",
  "BerWriter",
  "BindRequest",
  "Control",
  "EqualityFilter",
  "ExtendedRequest",
  "Filter",
  "NotFilter",
  "OrFilter",
  "PagedResultsControl",
  "PresenceFilter",
  "ProtocolOperation",
  "SearchRequest",
  "SubstringFilter",
  "UnbindRequest",
]);

/** Request tags of RFC 4511 that change something or compare: modify, add, delete, rename, compare. */
const CHANGING = ["LDAP_REQ_MODIFY", "LDAP_REQ_ADD", "LDAP_REQ_DELETE", "LDAP_REQ_MODRDN", "LDAP_REQ_COMPARE"];

/** What a file does that could change a directory, one line each. */
function changes(name: string, text: string): string[] {
  const found: string[] = [];
  const source = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true);
  const visit = (node: ts.Node): void => {
    if (
      ts.isImportDeclaration(node) &&
      ts.isStringLiteral(node.moduleSpecifier) &&
      node.moduleSpecifier.text === "ldapts"
    ) {
      const names = node.importClause?.namedBindings;
      if (names === undefined || !ts.isNamedImports(names)) found.push("takes ldapts as a whole");
      else {
        for (const { name: local, propertyName } of names.elements) {
          const taken = (propertyName ?? local).text;
          if (!READING.has(taken)) found.push(`takes ${taken}`);
        }
      }
    }
    const isDynamic = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword;
    if (isDynamic && node.arguments[0]?.getText().includes("ldapts")) found.push("loads ldapts as a whole");
    if (ts.isExportDeclaration(node) && node.moduleSpecifier?.getText().includes("ldapts"))
      found.push("passes ldapts on");
    if (ts.isPropertyAccessExpression(node) && CHANGING.includes(node.name.text)) found.push(`sends ${node.name.text}`);
    if (ts.isNewExpression(node) && node.expression.getText() === "ExtendedRequest") {
      const [options] = node.arguments ?? [];
      if (!/\boid: START_TLS\b/.test(options?.getText() ?? "")) found.push("extended operation other than StartTLS");
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));

test("nothing in the directory source can change a directory", () => {
  expect(files.length).toBeGreaterThan(20);
  const found = files.flatMap((name) =>
    changes(name, readFileSync(join(folder, name), "utf8")).map((change) => `${name}: ${change}`),
  );
  expect(found).toEqual([]);
});

describe("planted violations are found", () => {
  test.each([
    ['import { Client } from "ldapts";', "takes Client"],
    ['import { ModifyRequest as Question } from "ldapts";', "takes ModifyRequest"],
    ['import { AddRequest } from "ldapts";', "takes AddRequest"],
    ['import { DeleteRequest } from "ldapts";', "takes DeleteRequest"],
    ['import { ModifyDNRequest } from "ldapts";', "takes ModifyDNRequest"],
    ['import * as ldap from "ldapts";', "takes ldapts as a whole"],
    ['import ldap from "ldapts";', "takes ldapts as a whole"],
    ['const ldap = await import("ldapts");', "loads ldapts as a whole"],
    ['export { Client } from "ldapts";', "passes ldapts on"],
    ["writer.startSequence(ProtocolOperation.LDAP_REQ_DELETE);", "sends LDAP_REQ_DELETE"],
    [
      'new ExtendedRequest({ messageId, oid: "1.3.6.1.4.1.4203.1.11.1" }).write();',
      "extended operation other than StartTLS",
    ],
  ])("%s", (line, change) => {
    expect(changes("planted.ts", line)).toEqual([change]);
  });
});
