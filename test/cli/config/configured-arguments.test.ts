import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { parseArguments } from "../../../src/cli/arguments.ts";
import type { CommandArguments } from "../../../src/cli/command.ts";
import { COMMANDS } from "../../../src/cli/commands/index.ts";
import type { Config } from "../../../src/cli/config/config.ts";
import { configuredArguments } from "../../../src/cli/config/configured-arguments.ts";

function argumentsOf(directory: Config["directory"], ...typed: readonly string[]): CommandArguments {
  const invocation = parseArguments(["diagnose", "exports", ...typed], COMMANDS);
  if (invocation.kind !== "run") throw new Error(invocation.kind);
  const config = { hosts: [], proxies: [], directory, thresholds: {}, suppress: [] };
  return configuredArguments(invocation.args, { path: "c.json", place: join("site", "c.json"), config });
}

const SITE = { servers: ["dc1", "dc2"], base: "OU=Hosts", user: "auditor", caFile: "ca.pem", starttls: true };

describe("the directory of a configuration", () => {
  test("is asked as if it had been typed; the authority's file lies beside the configuration", () => {
    const args = argumentsOf({ ...SITE, timeoutSeconds: 30 });
    expect(args.list("server")).toEqual(["dc1", "dc2"]);
    expect(args.text("user")).toBe("auditor");
    expect(args.text("ca-file")).toBe(join("site", "ca.pem"));
    expect(args.text("timeout")).toBe("30");
    expect([args.flag("server"), args.flag("starttls"), args.flag("kerberos")]).toEqual([true, true, false]);
  });

  test("gives way as a whole where another server or domain is typed, and who asks stays", () => {
    const args = argumentsOf(SITE, "--domain", "lab.example");
    expect([args.list("server"), args.text("domain"), args.text("base")]).toEqual([[], "lab.example", undefined]);
    expect(args.text("user")).toBe("auditor");
  });

  test.each<readonly [string, readonly string[], string]>([
    ["a user", ["--kerberos"], "user"],
    ["StartTLS", ["--kerberos"], "starttls"],
    ["StartTLS, which such a server does not use", ["--server", "ldaps://dc9"], "starttls"],
    ["an authority", ["--insecure-tls"], "ca-file"],
  ])("%s gives way to %s", (_, typed, option) => {
    expect(argumentsOf(SITE).flag(option)).toBe(true);
    expect(argumentsOf(SITE, ...typed).flag(option)).toBe(false);
  });

  test("a ticket gives way to a user who is typed", () => {
    expect(argumentsOf({ domain: "corp.example", kerberos: true }, "--user", "auditor").flag("kerberos")).toBe(false);
  });
});
