import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { domain, type LdapServer, selfSignedCertificate, type TestDomain } from "../../ldap-server/index.ts";
import { badnode, type Outcome } from "../test-context.ts";

const PASSWORD = "S3cret-Marker-9!";
const certificate = selfSignedCertificate();
const servers: LdapServer[] = [];

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "badnode-scp-"));
});
afterEach(async () => {
  for (const server of servers.splice(0)) await server.close();
  rmSync(folder, { recursive: true });
});

/** HV01 and HV02 are sound, HV03 lacks its connection point, HV04's may not be seen. */
function corp(): TestDomain {
  const corp = domain("DC=corp,DC=example");
  corp.user("auditor", PASSWORD);
  corp.hyperVHost("HV01").connectionPoint();
  corp.hyperVHost("HV02").connectionPoint();
  corp.hyperVHost("HV03");
  corp.hyperVHost("HV04").connectionPoint({ visibleTo: () => "name only" });
  return corp;
}

async function serve(corp: TestDomain): Promise<string> {
  const server = await corp.serve({ certificate });
  servers.push(server);
  return `${server.address}:${String(server.tlsPort)}`;
}

function passwordFile(password = PASSWORD): string {
  const path = join(folder, "password");
  writeFileSync(path, `${password}\n`, { mode: 0o600 });
  return path;
}

function scp(server: string, args: readonly string[] = [], password = PASSWORD): Promise<Outcome> {
  const user = ["--user", "auditor@corp.example", "--password-file", passwordFile(password)];
  return badnode(["scp", "--server", server, ...user, "--debug", ...args]);
}

function hostsOf({ stdout }: Outcome): readonly string[] {
  return [...stdout.matchAll(/^(HV\d\d) +(\w+) .* (sound|suspect|unknown)$/gm)].map(
    ([, host, point, audit]) => `${host} ${point} ${audit}`,
  );
}

const EXPECTED = ["HV03 missing suspect", "HV04 unknown unknown", "HV01 sound sound", "HV02 sound sound"];

describe("badnode scp over the real protocol", () => {
  test("audits a domain, and says loudly that the certificate is not checked", async () => {
    const outcome = await scp(await serve(corp()), ["--insecure-tls"]);
    expect(outcome.exitCode).toBe(1);
    expect(hostsOf(outcome)).toEqual(EXPECTED);
    expect(outcome.stderr).toMatch(/^badnode: WARNING: --insecure-tls: [^\n]+\n$/);
    expect(outcome.stdout.replace(/\n +/g, " ")).toMatch(
      /\nWarning +\S+ --insecure-tls: the server's certificate is not/,
    );
  });

  test("checks the certificate against the authority that is given", async () => {
    const authority = join(folder, "ca.pem");
    writeFileSync(authority, certificate.certificate);
    const server = await serve(corp());
    const trusted = await scp(server, ["--ca-file", authority]);
    expect(trusted).toMatchObject({ exitCode: 1, stderr: "" });
    expect(hostsOf(trusted)).toEqual(EXPECTED);
    const untrusted = await scp(server);
    expect(untrusted).toMatchObject({ exitCode: 2, stdout: "" });
    expect(untrusted.stderr).toContain("certificate");
  });

  test("saves what it read, and audits that again to the same hosts", async () => {
    const saved = join(folder, "corp.ldif");
    const live = await scp(await serve(corp()), ["--insecure-tls", "--save", saved]);
    expect(readFileSync(saved, "utf8")).not.toContain(PASSWORD);
    const again = await badnode(["scp", saved]);
    expect([again.exitCode, hostsOf(again)]).toEqual([live.exitCode, EXPECTED]);
  });

  test("saves nothing where a server could not be read, and says so", async () => {
    const save = join(folder, "corp.ldif");
    const args = ["--insecure-tls", "--server", "127.0.0.1:9", "--save", save];
    const { exitCode, stderr } = await scp(await serve(corp()), args);
    expect(exitCode).toBe(1);
    expect(stderr).toContain("badnode: Nothing was saved, for not everything was read whole");
    expect(readdirSync(folder)).toEqual(["password"]);
  });

  test.each([["table"], ["json"], ["markdown"], ["csv"]])("repeats no password, right or wrong: %s", async (format) => {
    const server = await serve(corp());
    const right = await scp(server, ["--insecure-tls", "--format", format]);
    const wrong = await scp(server, ["--insecure-tls", "--format", format], `wrong-${PASSWORD}`);
    expect([right.exitCode, wrong.exitCode, wrong.stdout]).toEqual([1, 2, ""]);
    expect(wrong.stderr).toContain("password");
    for (const text of [right.stdout, right.stderr, wrong.stderr]) {
      expect(text).not.toContain(PASSWORD);
      expect(text).not.toContain(Buffer.from(PASSWORD).toString("hex"));
      expect(text).not.toContain(Buffer.from(PASSWORD).toString("base64").slice(0, -4));
    }
  });

  test("audits the hosts that are asked for, and tells names that try to change the question from hosts", async () => {
    const evil = "*)(objectClass=*";
    const outcome = await scp(await serve(corp()), ["--insecure-tls", "--hosts", `HV01;${evil}`]);
    expect([outcome.exitCode, hostsOf(outcome)]).toEqual([3, ["HV01 sound sound"]]);
    expect(outcome.stdout).toContain(`bears ${evil},`);
  });

  test.each([
    ["does not exist", "OU=Nowhere,DC=corp,DC=example"],
    ["is no DN", "Hosts)(cn=*"],
  ])("a base that %s is an error, and no empty table", async (_, base) => {
    const { exitCode, stdout, stderr } = await scp(await serve(corp()), ["--insecure-tls", "--base", base]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toContain(base);
  });

  test("a domain without Hyper-V is an error, and no empty table", async () => {
    const empty = domain("DC=corp,DC=example");
    empty.user("auditor", PASSWORD);
    empty.computer("PC01");
    const { exitCode, stdout, stderr } = await scp(await serve(empty), ["--insecure-tls"]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toContain("No Hyper-V host was found");
  });
});
