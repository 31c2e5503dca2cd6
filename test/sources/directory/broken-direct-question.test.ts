import { expect, test } from "vitest";
import { inspect } from "node:util";
import { readDirectory } from "../../../src/sources/directory/read-directory.ts";
import { resultMessage } from "../../ldap-server/answer.ts";
import { GARBAGE, type Reaction, type RecordedRequest, RESULT } from "../../ldap-server/index.ts";
import { shortNames } from "./directory-objects.ts";
import { asAuditor, PASSWORD, startCorp } from "./support/corp-server.ts";

const NOTICE: Reaction = {
  kind: "bytes",
  bytes: resultMessage(0, "extended", { code: RESULT.unavailable, diagnosticMessage: "going down" }),
};

test.each<[string, Reaction, readonly string[]]>([
  ["cuts the connection", { kind: "cut" }, ["HV02", "HV03"]],
  ["answers another message", { kind: "wrong message id" }, ["HV02", "HV03"]],
  ["says that it is going", NOTICE, ["HV02", "HV03"]],
  ["sends no LDAP", GARBAGE, ["HV02", "HV03"]],
  ["stalls", { kind: "stall" }, ["HV02", "HV03"]],
  ["is busy once", { kind: "result", result: { code: RESULT.busy } }, ["HV02"]],
  ["fails once", { kind: "result", result: { code: 80 } }, ["HV02"]],
])("a server that %s at a question by DN leaves unread whom it has not answered", async (_name, reaction, expected) => {
  const corp = await startCorp((domain) => {
    for (const name of ["HV01", "HV02", "HV03"]) domain.hyperVHost(name);
    domain.hyperVHost("HV04").connectionPoint();
  });
  const isMet = (request: RecordedRequest): boolean =>
    request.operation === "search" && request.base.startsWith("CN=Microsoft Hyper-V,CN=HV02,");
  corp.server.when(isMet, reaction, 1);
  const { views, sources } = await readDirectory({
    ...asAuditor(corp, { timeoutMilliseconds: 500 }),
    servers: [`${corp.server.address}:${String(corp.server.tlsPort)}`],
    hosts: null,
  });
  expect(views.flatMap(({ unread }) => shortNames(unread))).toEqual(expected);
  expect(views.flatMap(({ unread }) => unread.map(({ lacks }) => lacks))).toEqual(
    expected.map(() => "connection-points"),
  );
  expect(sources).toMatchObject([{ status: "damaged" }]);
});

test("a server that names itself by the password is not asked further, and the password is shown nowhere", async () => {
  const corp = await startCorp((domain) => domain.hyperVHost("HV01"), {
    dnsHostName: `${PASSWORD.toLowerCase()}.corp.example`,
  });
  const reading = await readDirectory({
    ...asAuditor(corp),
    servers: [`${corp.server.address}:${String(corp.server.tlsPort)}`],
    hosts: null,
  });
  expect(reading).toMatchObject({ views: [], sources: [{ problem: { code: "directory-password-repeated" } }] });
  expect(inspect(reading, { depth: Infinity }).toLowerCase()).not.toContain(PASSWORD.toLowerCase());
  expect(corp.server.searches).toHaveLength(1);
});
