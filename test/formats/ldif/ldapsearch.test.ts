import { describe, expect, it } from "vitest";
import { readLdif, shownEntries, shownProblems } from "./seams/reading.ts";

const HEADER = [
  "# extended LDIF",
  "#",
  "# LDAPv3",
  "# base <DC=corp,DC=example> with scope subtree",
  "# filter: (|(objectClass=computer)(objectClass=serviceConnectionPoint)(objectClass=",
  " container))",
  "# requesting: ALL",
  "#",
  "",
  "",
].join("\n");
const ENTRY = "# HV01, Hyper-V Hosts, corp.example\ndn: CN=HV01,DC=corp,DC=example\ncn: HV01\n\n";
const REFERENCE = "# search reference\nref: ldap://corp.example/CN=Configuration,DC=corp,DC=example\n\n";
const END = "# search result\nsearch: 2\nresult: 0 Success\n\n# numResponses: 3\n# numEntries: 1\n# numReferences: 1\n";
const page = (cookie: string): string =>
  `# search result\nsearch: 2\nresult: 0 Success\ncontrol: 1.2.840.113556.1.4.319 false MIQAAAAFAgEABAA=\npagedresults: cookie=${cookie}\n\n`;

describe("what ldapsearch writes", () => {
  it("is read with its header, references and end", () => {
    const reading = readLdif(HEADER + ENTRY + REFERENCE + END);
    expect(shownEntries(reading)).toEqual([["CN=HV01,DC=corp,DC=example", "cn=HV01"]]);
    expect(reading.problems).toEqual([]);
    expect(reading.counts).toEqual({ changes: 0, references: 1 });
    expect(reading.comments).toContain(
      "filter: (|(objectClass=computer)(objectClass=serviceConnectionPoint)(objectClass=container))",
    );
  });

  it("with -L tells its end by a comment", () => {
    const header = "version: 1\n\n#\n# LDAPv3\n# base <> with scope baseObject\n#\n\n";
    const end = "# search result\n\n# numResponses: 2\n# numEntries: 1\n";
    expect(readLdif(header + ENTRY + end).problems).toEqual([]);
    expect(readLdif(header + ENTRY + end + header + ENTRY + end).problems).toEqual([]);
    expect(readLdif(header + ENTRY).problems).toHaveLength(1);
    expect(readLdif(header + ENTRY + header + ENTRY + end).problems).toHaveLength(1);
  });

  it("with -LLL has entries only", () => {
    expect(readLdif("dn: CN=A,DC=x\ncn: A\n\n# refldap://corp.example/CN=Configuration,DC=x\n\n").problems).toEqual([]);
  });

  it("shows where its end is missing, even between two entries", () => {
    expect(shownProblems(readLdif(HEADER + ENTRY))).toEqual(["line 13: the file is cut off here"]);
    expect(shownProblems(readLdif(HEADER + ENTRY + HEADER + ENTRY + END))).toEqual([
      "line 14: the file is cut off here",
    ]);
  });

  it("shows whether all pages came", () => {
    expect(readLdif(HEADER + ENTRY + page("MDEx") + ENTRY + page("")).problems).toEqual([]);
    expect(readLdif(HEADER + ENTRY + page("MDEx") + ENTRY).problems).toHaveLength(1);
    expect(readLdif(HEADER + ENTRY + page("MDEx")).problems).toHaveLength(1);
    expect(
      readLdif(`${HEADER}${ENTRY}search: 2\nresult: 0 Success\n# pagedresults: cookie=MDEx\n\n`).problems,
    ).toHaveLength(1);
    expect(readLdif(`${ENTRY}# pagedresults: cookie=MDEx\n\n${ENTRY}`).problems).toHaveLength(1);
    expect(readLdif(`${ENTRY}# pagedresults: cookie=MDEx\n\n${ENTRY}# pagedresults: cookie=\n`).problems).toEqual([]);
  });

  it("has a header for each page, be it with -L or without", () => {
    const began = (cookie: string): string => page(cookie).trimEnd();
    expect(
      readLdif(`${HEADER}${ENTRY}${began("MDEx")}\n${HEADER}${ENTRY}${page("")}# numResponses: 2\n`).problems,
    ).toEqual([]);
    const header = "version: 1\n\n#\n# LDAPv3\n# base <DC=x> with scope subtree\n#\n\n";
    const end = (cookie: string): string => `# search result\n# pagedresults: estimate=2 cookie=${cookie}\n`;
    expect(readLdif(header + ENTRY + end("MDEx") + header + ENTRY + end("")).problems).toEqual([]);
    expect(readLdif(header + ENTRY + end("MDEx") + header + ENTRY).problems).toHaveLength(1);
    expect(readLdif(`${HEADER}${ENTRY}${began("MDEx")}\n${HEADER}${ENTRY}`).problems).toHaveLength(1);
  });

  it("is cut where another search begins instead of the next page", () => {
    const other = HEADER.replace("DC=corp,DC=example", "DC=other,DC=example");
    expect(shownProblems(readLdif(HEADER + ENTRY + page("MDEx") + other + ENTRY + END))).toEqual([
      "line 23: the file is cut off here",
    ]);
  });

  describe("has names with line feeds in its comments", () => {
    const guid = "0d6f1a52-9c3e-4b7a-8f21-5e6d7c8b9a01";
    const dn = `CN=Microsoft Hyper-V\\0ACNF:${guid},CN=HV15,DC=corp,DC=example`;
    const comment = `# Microsoft Hyper-V\nCNF:${guid}, HV15, corp.ex\n ample\n`;

    it("which are read over", () => {
      const reading = readLdif(`${HEADER}${ENTRY}${comment}dn: ${dn}\ncn: x\n\n${ENTRY}${END}`);
      expect(reading.problems).toEqual([]);
      expect(shownEntries(reading).map(([shown]) => shown)).toContain(dn);
      expect(reading.entries).toHaveLength(3);
    });

    it("two in one comment too", () => {
      const lost = `# Microsoft Hyper-V\nCNF:${guid}, HV01\nDEL:${guid}, corp.example\n`;
      const entry = `dn: CN=Microsoft Hyper-V\\0ACNF:${guid},CN=HV01\\0ADEL:${guid},DC=x\ncn: x\n\n`;
      expect(readLdif(`${HEADER}${lost}${entry}${END}`).problems).toEqual([]);
    });

    it.each([
      ["without the comment before it", `CNF:${guid}, HV15\ndn: ${dn}\ncn: x\n\n`],
      ["before the dn of another", `${comment}dn: CN=HV15,DC=corp,DC=example\ncn: x\n\n`],
      ["before no dn", `${comment}cn: x\n\n`],
      ["before an empty line", `${comment}\ndn: ${dn}\ncn: x\n\n`],
      ["before another comment", `${comment}# more\ndn: ${dn}\ncn: x\n\n`],
      ["that names no GUID", `# Microsoft Hyper-V\nCNF: HV15\ndn: ${dn}\ncn: x\n\n`],
    ])("and such a line %s is damage", (_, text) => {
      expect(readLdif(`${text}dn: CN=Z,DC=x\ncn: Z\n\n`).problems).toHaveLength(1);
    });

    it("and a file that ends behind it is damaged", () => {
      expect(readLdif(comment).problems).toHaveLength(1);
      expect(readLdif(`${HEADER}${comment}`).problems.length).toBeGreaterThan(0);
    });
  });

  it("is cut where its end is only announced", () => {
    expect(readLdif(`${HEADER}${ENTRY}# search result\n`).problems).toHaveLength(1);
  });

  it("shows a search that did not end well", () => {
    const reading = readLdif(`${HEADER}${ENTRY}search: 2\nresult: 4 Size limit exceeded\n\n`);
    expect(shownProblems(reading)).toEqual(["line 15: the search did not end well (result: 4 Size limit exceeded)"]);
    expect(reading.entries).toHaveLength(1);
  });
});
