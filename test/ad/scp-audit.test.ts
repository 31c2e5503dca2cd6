import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { badnode, type Outcome } from "../cli/test-context.ts";
import { obstacle, START_TIMEOUT, startDomain, stopDomain, type TestDomain } from "./domain.ts";
import { HOSTS, NOT_IN_EXPORT, ORPHANS } from "./fixtures.ts";
import { findingsByHost, reportOf, verdicts } from "./read-report.ts";

const reason = obstacle();
const isRequired = process.env["CI"] === "true";
if (reason !== null && !isRequired) {
  process.stderr.write(`The tests against a real domain controller were left out: ${reason}.\n`);
}

describe.skipIf(reason !== null && !isRequired)("badnode scp against Samba's domain controllers", () => {
  const folder = mkdtempSync(join(tmpdir(), "badnode-ad-test-"));
  let ad: TestDomain;

  beforeAll(() => {
    ad = startDomain();
  }, START_TIMEOUT);

  afterAll(() => {
    stopDomain();
    rmSync(folder, { recursive: true, force: true });
  });

  const connection = (): readonly string[] => ["--server", `ldaps://${ad.address}`, "--ca-file", ad.ca];
  const asAuditor = (): readonly string[] => ["--user", ad.auditor, "--password-file", ad.auditorPasswordFile];
  const asAdministrator = (): readonly string[] => [
    "--user",
    ad.administrator,
    "--password-file",
    ad.administratorPasswordFile,
  ];
  const scp = (...args: readonly string[]): Promise<Outcome> =>
    badnode(["scp", ...args, "--format", "json"], { now: new Date().toISOString() });

  const expectEveryFixture = (outcome: Outcome): void => {
    const report = reportOf(outcome);
    const found = findingsByHost(report);
    const said = verdicts(report);
    const audited = new Map(report.directory.hosts.map((host) => [host.node, host]));
    expect(
      HOSTS.map(({ host }) => ({
        host,
        verdict: said.get(host),
        audit: audited.get(host)?.audit,
        point: audited.get(host)?.connectionPoint.state,
        findings: found.get(host) ?? [],
      })),
    ).toEqual(HOSTS.map(({ host, verdict, audit, point, findings }) => ({ host, verdict, audit, point, findings })));
    expect([...said.keys()].filter((host) => !HOSTS.some((fixture) => fixture.host === host))).toEqual([]);
    expect(outcome.exitCode).toBe(1);
  };

  test("every host gets exactly its verdict over LDAPS", async () => {
    expectEveryFixture(await scp(...connection(), ...asAuditor()));
  });

  test("every host gets exactly its verdict over StartTLS", async () => {
    const server = ["--server", ad.address, "--starttls", "--ca-file", ad.ca];
    expectEveryFixture(await scp(...server, ...asAuditor()));
  });

  test("every host gets exactly its verdict with a Kerberos ticket", async () => {
    const cache = `FILE:${join(folder, "tickets")}`;
    const password = readFileSync(ad.auditorPasswordFile, "utf8").trimEnd();
    const before = { config: process.env["KRB5_CONFIG"], cache: process.env["KRB5CCNAME"] };
    const environment = { ...process.env, KRB5_CONFIG: ad.kerberosConfiguration, KRB5CCNAME: cache };
    const { status, stderr } = spawnSync("kinit", [ad.principal], { input: password, env: environment });
    expect(status, stderr.toString()).toBe(0);
    process.env["KRB5_CONFIG"] = ad.kerberosConfiguration;
    process.env["KRB5CCNAME"] = cache;
    try {
      expectEveryFixture(await scp(...connection(), "--server-name", ad.server, "--kerberos"));
    } finally {
      restore("KRB5_CONFIG", before.config);
      restore("KRB5CCNAME", before.cache);
    }
  });

  test("connection points below no computer are orphans", async () => {
    const report = reportOf(await scp(...connection(), ...asAuditor()));
    const orphans = report.checks.find(({ id }) => id === "scp-orphan")?.findings ?? [];
    expect(orphans.map(({ evidence: [first] }) => first?.dn).sort()).toEqual(ORPHANS);
  });

  test("who asks for two hosts is told of these, and not of orphans and unreadable accounts elsewhere", async () => {
    const outcome = await scp(...connection(), ...asAuditor(), "--hosts", "HV01,HV02");
    const report = reportOf(outcome);
    expect([...verdicts(report).keys()]).toEqual(["HV01", "HV02"]);
    expect(report.checks.flatMap(({ findings }) => findings)).toEqual([]);
    expect(report.sources).toMatchObject([{ warnings: [] }]);
    expect(outcome.stdout).not.toContain("HV17");
    expect(outcome.exitCode).toBe(0);
  });

  test("a host may be asked for by its DN", async () => {
    const list = join(folder, "hosts.txt");
    writeFileSync(list, `CN=HV02,OU=Hyper-V,${ad.base}\nHV01\n`);
    const report = reportOf(await scp(...connection(), ...asAuditor(), "--hosts", list));
    expect([...verdicts(report).keys()]).toEqual(["HV01", "HV02"]);
  });

  describe("what ldapsearch exports as the auditor", () => {
    const exported = async (options: readonly string[], attributes: readonly string[] = []): Promise<Outcome> => {
      const filter = "(|(objectClass=computer)(objectClass=serviceConnectionPoint))";
      const logon = ["-x", "-D", ad.auditor, "-y", ad.auditorPasswordFile, "-H", `ldaps://${ad.address}`];
      const { stdout, status, stderr } = spawnSync(
        "ldapsearch",
        [...logon, "-b", ad.base, ...options, filter, ...attributes],
        { env: { ...process.env, LDAPTLS_CACERT: ad.ca }, maxBuffer: 1 << 28 },
      );
      expect(status, stderr.toString()).toBe(0);
      const path = join(folder, "exported.ldif");
      writeFileSync(path, stdout);
      return scp(path);
    };
    const missingIn = (outcome: Outcome): ReadonlyMap<string, string> => {
      const findings = reportOf(outcome).checks.find(({ id }) => id === "scp-missing")?.findings ?? [];
      return new Map(findings.map(({ node = "", severity }) => [node, severity]));
    };

    test.each([[["-LLL"]], [["-LL"]], [["-L"]], [[]], [["-E", "pr=500/noprompt"]], [["-L", "-E", "pr=500/noprompt"]]])(
      "without access lists accuses nobody of what may be hidden, and is read whole: %j",
      async (options) => {
        const outcome = await exported(options);
        const report = reportOf(outcome);
        expect(report.sources).toMatchObject([{ status: "complete", damaged: 0 }]);
        const missing = [...missingIn(outcome)].filter(([, severity]) => severity !== "info");
        expect(missing).toEqual(NOT_IN_EXPORT.map((name) => [name, "warning"]));
        expect(NOT_IN_EXPORT.map((name) => verdicts(report).get(name))).toEqual(NOT_IN_EXPORT.map(() => "unknown"));
      },
    );

    test("with access lists tells who lacks one, and whose nobody could see", async () => {
      const flags = ["-LLL", "-E", "!1.2.840.113556.1.4.801=::MAMCAQc="];
      const missing = missingIn(await exported(flags, ["*", "nTSecurityDescriptor"]));
      expect(missing.get("HV03")).toBe("critical");
      expect(missing.get("HV18")).toBeUndefined();
    });
  });

  test("the cluster's own names are left out, a client stands apart, an unreadable account is unknown", async () => {
    const report = reportOf(await scp(...connection(), ...asAuditor(), "--hosts", "HV01,HVCLU,HVFS,VM01,DEV01,HV17"));
    const { hosts, leftOut, notFound } = report.directory;
    expect(leftOut.map(({ computer, reason }) => [computer, reason]).sort()).toEqual([
      ["HVCLU", "cluster-name"],
      ["HVFS", "virtual-computer"],
      ["VM01", "guest"],
    ]);
    expect(hosts.map(({ node, kind }) => [node, kind])).toEqual([
      ["DEV01", "client"],
      ["HV01", "server"],
      ["HV17", "server"],
    ]);
    expect(notFound).toEqual([]);
    expect(verdicts(report).get("HV17")).toBe("unknown");
    expect(findingsByHost(report).get("HV17")).toEqual(["connection-points-readable info"]);
  });

  test("who may see deleted objects learns when a connection point was deleted, and reads what the auditor may not", async () => {
    const report = reportOf(await scp(...connection(), ...asAdministrator()));
    const found = findingsByHost(report);
    expect(found.get("HV08")).toEqual(["scp-deleted critical", "scp-missing critical"]);
    expect(found.get("HV17") ?? []).toEqual([]);
    expect(found.get("HV18") ?? []).toEqual([]);
    expect(found.get("HV19") ?? []).toEqual([]);
  });

  test("two domain controllers that disagree are told, and neither makes a connection point missing", async () => {
    const servers = [...connection(), "--server", `ldaps://${ad.address2}`];
    const report = reportOf(await scp(...servers, ...asAuditor(), "--hosts", "HV03,HV04,HV08"));
    const found = findingsByHost(report);
    expect(found.get("HV03")).toEqual(["domain-controllers-disagree warning", "scp-hand-made critical"]);
    expect(found.get("HV04")).toEqual(["domain-controllers-disagree warning"]);
    expect(found.get("HV08")).toEqual(["scp-missing critical"]);
  });

  test("what was saved gives the same verdicts elsewhere, and holds no secret", async () => {
    const saved = join(folder, "saved.ldif");
    expectEveryFixture(await scp(...connection(), ...asAuditor(), "--save", saved));
    expectEveryFixture(await scp("--ldif", saved));
    const text = readFileSync(saved, "utf8");
    expect(text).not.toContain(readFileSync(ad.auditorPasswordFile, "utf8").trimEnd());
    expect(text).not.toMatch(/unicodePwd|supplementalCredentials|ms-Mcs-AdmPwd/i);
  });

  describe("what goes wrong is said in plain words, with exit code 2 and no report", () => {
    const wrong = async (args: readonly string[], words: RegExp): Promise<void> => {
      const outcome = await scp(...args);
      expect({ exitCode: outcome.exitCode, stdout: outcome.stdout }).toEqual({ exitCode: 2, stdout: "" });
      expect(outcome.stderr).toMatch(words);
      for (const file of [ad.auditorPasswordFile, ad.administratorPasswordFile, ad.ca]) {
        expect(outcome.stderr).not.toContain(readFileSync(file, "utf8").trimEnd());
      }
    };

    test("a wrong password", () =>
      wrong([...connection(), "--user", ad.auditor, "--password-file", ad.administratorPasswordFile], /password/i));

    test("an authority that did not sign the certificate", () =>
      wrong(["--server", `ldaps://${ad.address}`, ...asAuditor()], /certificate/i));

    test("a certificate of another name", () =>
      wrong([...connection(), "--server-name", "dc9.corp.example.test", ...asAuditor()], /dc9\.corp\.example\.test/));

    test("a password that would go over plain LDAP", () =>
      wrong(["--server", `ldap://${ad.address}`, ...asAuditor()], /starttls/i));

    test("a port where nobody listens", () =>
      wrong(["--server", `ldaps://${ad.address}:6`, "--ca-file", ad.ca, ...asAuditor()], /port 6 .* is closed/i));

    test("a base that does not exist", () =>
      wrong([...connection(), ...asAuditor(), "--base", `OU=Nowhere,${ad.base}`], /OU=Nowhere/));

    test("a part of the domain without Hyper-V", () =>
      wrong([...connection(), ...asAuditor(), "--base", `CN=Users,${ad.base}`], /no Hyper-V host/i));

    test("names that try to change what is asked", async () => {
      const outcome = await scp(...connection(), ...asAuditor(), "--hosts", "*)(objectClass=*,HV01*");
      expect(outcome.exitCode).toBe(3);
      expect(reportOf(outcome).nodes).toEqual([]);
      expect(reportOf(outcome).directory.notFound).toEqual(["*)(objectClass=*", "HV01*"]);
    });
  });
});

function restore(name: string, value: string | undefined): void {
  if (value === undefined) Reflect.deleteProperty(process.env, name);
  else process.env[name] = value;
}
