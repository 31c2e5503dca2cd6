import { describe, expect, test } from "vitest";
import type { DirectoryConnection, SearchPage, SearchRequest } from "../../../src/sources/directory/connection.ts";
import { MAX_ENTRIES_OF_ANSWER } from "../../../src/sources/directory/ldap-connection.ts";
import { MAX_ANSWER_BYTES } from "../../../src/sources/directory/protocol/channel.ts";
import { GARBAGE, OVER_LONG_LENGTH, type Reaction, RESULT, type TestDomain } from "../../ldap-server/index.ts";
import { encodedAttribute, encodedDn, entryMessage, resultMessage } from "../../ldap-server/answer.ts";
import { pageControl } from "../../ldap-server/controls.ts";
import { allClosed, connect, refusal, startCorp } from "./support/corp-server.ts";

const BASE = "DC=corp,DC=example";
const COMPUTERS: SearchRequest = {
  base: BASE,
  scope: "subtree",
  filter: { kind: "equals", attribute: "objectClass", value: "computer" },
  attributes: ["cn"],
};

async function pagesOf(connection: DirectoryConnection, request: SearchRequest): Promise<readonly SearchPage[]> {
  const pages: SearchPage[] = [];
  for await (const page of connection.search(request)) pages.push(page);
  return pages;
}

/** What came before it went wrong, and how it did. */
async function failing(connection: DirectoryConnection, request: SearchRequest) {
  const pages: SearchPage[] = [];
  const problem = await refusal(
    (async () => {
      for await (const page of connection.search(request)) pages.push(page);
    })(),
  );
  return { names: pages.flatMap(({ entries }) => entries.map(({ dn }) => dn)), problem };
}

function hosts(count: number): (corp: TestDomain) => void {
  return (corp) => {
    for (let index = 0; index < count; index++) {
      const name = `PC${String(index).padStart(4, "0")}`;
      corp.entry({
        dn: `CN=${name},CN=Computers,${BASE}`,
        attributes: [
          ["objectClass", ["computer"]],
          ["cn", [name]],
        ],
      });
    }
  };
}

describe("a search", () => {
  test("takes 500 at a time, and counts what it asks", async () => {
    const corp = await startCorp(hosts(1_001), { references: ["ldap://east.corp.example/DC=east"] });
    const connection = await connect(corp);
    const pages = await pagesOf(connection, COMPUTERS);
    expect(pages.map(({ entries, referrals }) => ({ entries: entries.length, referrals }))).toEqual([
      { entries: 500, referrals: [] },
      { entries: 500, referrals: [] },
      { entries: 1, referrals: ["ldap://east.corp.example/DC=east"] },
    ]);
    expect(new Set(pages.flatMap(({ entries }) => entries.map(({ dn }) => dn))).size).toBe(1_001);
    expect(connection.requests).toBe(1 + 3);
    expect(corp.server.searches.map(({ pageSize, isContinued }) => ({ pageSize, isContinued }))).toEqual([
      { pageSize: 500, isContinued: false },
      { pageSize: 500, isContinued: true },
      { pageSize: 500, isContinued: true },
    ]);
  });

  test("asks the server too to end within the time that each operation has, in whole seconds", async () => {
    const corp = await startCorp(hosts(1));
    await pagesOf(await connect(corp, { timeoutMilliseconds: 2_500 }), COMPUTERS);
    expect(corp.server.searches.map(({ timeLimit }) => timeLimit)).toEqual([3]);
  });

  test("finds nothing without a page that says so", async () => {
    const corp = await startCorp(undefined, { references: [] });
    expect(await pagesOf(await connect(corp), COMPUTERS)).toEqual([]);
  });

  test("of one object is not paged: the rootDSE is no place for that", async () => {
    const corp = await startCorp();
    const connection = await connect(corp);
    const [page] = await pagesOf(connection, {
      base: "",
      scope: "base",
      filter: { kind: "present", attribute: "objectClass" },
      attributes: ["defaultNamingContext"],
    });
    expect(page?.entries).toEqual([{ dn: "", attributes: new Map([["defaultNamingContext", [BASE]]]) }]);
    expect(corp.server.searches[0]).toMatchObject({ scope: "base", pageSize: null, controls: [] });
  });

  test("asks for deleted objects and for owner, group and list of descriptors by control", async () => {
    const corp = await startCorp();
    await pagesOf(await connect(corp), { ...COMPUTERS, showDeleted: true, securityDescriptors: true });
    expect(corp.server.searches[0]).toMatchObject({ asksForDeleted: true, descriptorParts: 7, pageSize: 500 });
  });

  test("that a server cannot do as asked is refused by it, not done otherwise", async () => {
    const corp = await startCorp(undefined, { controls: ["1.2.840.113556.1.4.319"] });
    const { problem } = await failing(await connect(corp), { ...COMPUTERS, showDeleted: true });
    expect(problem.code).toBe("directory-control-refused");
  });

  test("has values as values, whatever is in them", async () => {
    const corp = await startCorp();
    const guid = Uint8Array.of(0x28, 0x29, 0x2a, 0x5c, 0x00, 0xff, 0x80, 0x41, 1, 2, 3, 4, 5, 6, 7, 8);
    await pagesOf(await connect(corp), {
      ...COMPUTERS,
      filter: {
        kind: "and",
        of: [
          { kind: "equals", attribute: "cn", value: "*)(objectClass=*" },
          { kind: "starts", attribute: "servicePrincipalName", value: "Hyper-V (R)*\\" },
          { kind: "not", of: { kind: "equals", attribute: "objectGUID", value: guid } },
          {
            kind: "or",
            of: [
              { kind: "present", attribute: "cn" },
              { kind: "starts", attribute: "cn", value: "" },
            ],
          },
        ],
      },
    });
    expect(corp.server.searches[0]?.filter.toLowerCase()).toBe(
      [
        "(&",
        "(cn=\\2a\\29\\28objectClass=\\2a)",
        "(servicePrincipalName=Hyper-V \\28R\\29\\2a\\5c*)",
        "(!(objectGUID=\\28\\29\\2a\\5c\\00\\ff\\80\\41\\01\\02\\03\\04\\05\\06\\07\\08))",
        "(|(cn=*)(cn=*))",
        ")",
      ]
        .join("")
        .toLowerCase(),
    );
  });

  test("may run beside another over one connection: they take turns", async () => {
    const connection = await connect(await startCorp(hosts(600), { references: [] }));
    const both = await Promise.all([pagesOf(connection, COMPUTERS), pagesOf(connection, COMPUTERS)]);
    expect(both.map((pages) => pages.flatMap(({ entries }) => entries).length)).toEqual([600, 600]);
  });

  test("goes on over empty pages, which a server may send when it looks long for the next match", async () => {
    const corp = await startCorp(undefined, { references: [] });
    const page = (id: number, cookie: string): Uint8Array =>
      resultMessage(id, "search", { code: RESULT.success }, { controls: [pageControl(0, cookie)] });
    const last = Buffer.concat([...entryMessage(4, encodedDn("CN=HV01"), []), page(4, "")]);
    const connection = await connect(corp);
    const isSearch = ({ operation }: { readonly operation: string }): boolean => operation === "search";
    corp.server
      .when(isSearch, { kind: "bytes", bytes: page(2, "a") }, 1)
      .when(isSearch, { kind: "bytes", bytes: page(3, "b") }, 1)
      .when(isSearch, { kind: "bytes", bytes: last }, 1);
    expect(await pagesOf(connection, COMPUTERS)).toEqual([
      { entries: [{ dn: "CN=HV01", attributes: new Map() }], referrals: [] },
    ]);
  });
});

describe("a search that is broken off", () => {
  const continued = (reaction: Reaction) => async () => {
    const corp = await startCorp(hosts(600), { references: [] });
    corp.server.when((request) => request.operation === "search" && request.isContinued, reaction);
    return failing(await connect(corp, { timeoutMilliseconds: 500 }), COMPUTERS);
  };

  test("at a limit of the server gives what came, and then the error", async () => {
    const result = { code: RESULT.sizeLimitExceeded };
    const { names, problem } = await continued({ kind: "result", result, afterEntries: 3 })();
    expect(names).toHaveLength(503);
    expect(problem).toMatchObject({
      code: "directory-size-limit",
      nextStep: "Ask for less with --base, or name another domain controller with --server.",
    });
  });

  test.each<[string, Reaction, string]>([
    ["between two entries", { kind: "cut", afterEntries: 3 }, "directory-connection-lost"],
    ["within an entry", { kind: "cut", afterEntries: 3, isWithinMessage: true }, "directory-connection-lost"],
    ["by silence", { kind: "stall", afterEntries: 3 }, "directory-timeout"],
    ["by bytes that are no LDAP", GARBAGE, "directory-unsound-answer"],
    ["by a message that claims 2 GiB", OVER_LONG_LENGTH, "directory-unsound-answer"],
    ["by an answer to something else", { kind: "wrong message id" }, "directory-unsound-answer"],
  ])("%s keeps the pages that were whole and says why no more come", async (_name, reaction, code) => {
    const { names, problem } = await continued(reaction)();
    expect(names).toHaveLength(500);
    expect(problem.code).toBe(code);
  });

  test("by a server that says farewell has its reason", async () => {
    // Notice of disconnection, RFC 4511, 4.4.1.
    const notice = resultMessage(
      0,
      "extended",
      { code: RESULT.unavailable, diagnosticMessage: "going down" },
      {
        responseName: "1.3.6.1.4.1.1466.20036",
      },
    );
    const { problem } = await continued({ kind: "bytes", bytes: notice })();
    expect(problem).toMatchObject({ code: "directory-connection-lost" });
    expect(problem.happened).toContain('with result 52. The server said: "going down".');
  });

  test("by the caller's signal gives the signal's reason", async () => {
    const corp = await startCorp(hosts(600), { references: [] });
    corp.server.when((request) => request.operation === "search" && request.isContinued, { kind: "stall" });
    const controller = new AbortController();
    const connection = await connect(corp, { signal: controller.signal });
    const pages = connection.search(COMPUTERS)[Symbol.asyncIterator]();
    await pages.next();
    const second = pages.next();
    const reason = new Error("Ctrl+C");
    controller.abort(reason);
    await expect(second).rejects.toBe(reason);
    await expect(connection.search(COMPUTERS)[Symbol.asyncIterator]().next()).rejects.toBe(reason);
    await allClosed(corp);
  });
});

describe("an answer without measure is refused", () => {
  const withBytes = async (bytes: Uint8Array) => {
    const corp = await startCorp();
    const connection = await connect(corp);
    corp.server.when(({ operation }) => operation === "search", { kind: "bytes", bytes });
    return (await failing(connection, COMPUTERS)).problem.happened;
  };

  test("when it has far more entries than a page was asked for", async () => {
    const entry = Buffer.concat(entryMessage(2, encodedDn("CN=HV01"), []));
    const bytes = Buffer.concat(Array.from({ length: MAX_ENTRIES_OF_ANSWER + 1 }, () => entry));
    expect(await withBytes(bytes)).toContain("more than 10000 entries in a page of 500");
  });

  test("when it has more bytes than 500 entries could", async () => {
    const value = new Uint8Array(4 * 1024 * 1024);
    const entry = Buffer.concat(entryMessage(2, encodedDn("CN=HV01"), [encodedAttribute("thumbnailPhoto", [value])]));
    const count = Math.ceil(MAX_ANSWER_BYTES / entry.length) + 1;
    expect(await withBytes(Buffer.concat(Array.from({ length: count }, () => entry)))).toContain(
      "an answer without an end",
    );
  });

  test("when empty pages follow each other without an end", async () => {
    const corp = await startCorp();
    const connection = await connect(corp);
    // Message ids count up, and the first search has 2.
    for (let id = 2; id < 120; id++) {
      const bytes = resultMessage(id, "search", { code: RESULT.success }, { controls: [pageControl(0, "more")] });
      corp.server.when(({ operation }) => operation === "search", { kind: "bytes", bytes }, 1);
    }
    expect((await failing(connection, COMPUTERS)).problem.happened).toContain(
      "more than 100 pages with nothing in them",
    );
  });
});
