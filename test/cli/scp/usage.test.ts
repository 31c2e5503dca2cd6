import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { Interrupted } from "../../../src/cli/terminal.ts";
import { badnode, NO_INPUT, type World } from "../test-context.ts";
import { fakeDirectory, unreadable } from "./fake-readers.ts";

const SECRET = "S3cret-Marker!";
const LIVE = ["scp", "--server", "dc1.corp.example"];
const USER = [...LIVE, "--user", "auditor@corp.example"];

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "badnode-scp-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | Uint8Array, mode = 0o600): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  chmodSync(path, mode);
  return path;
}

/** What the directory was asked with, by a server that could not be read. */
async function asked(args: readonly string[], world: World = {}) {
  const directory = fakeDirectory(unreadable("dc1.corp.example"));
  const outcome = await badnode(args, { ...world, commands: directory.commands });
  return { ...outcome, options: directory.asked[0], paths: directory.paths };
}

const TERMINAL = { stderrIsTerminal: true };
const typing = (line: string | null): World => ({
  ...TERMINAL,
  stdin: { ...NO_INPUT, isTerminal: true, readHidden: () => Promise.resolve(line) },
});

describe("wrong usage of badnode scp: one line on stderr, exit code 2, and nothing is asked", () => {
  test.each<[readonly string[], string]>([
    [["scp"], "needs a directory server, a domain, or an export"],
    [["scp", "--server", "dc1"], "needs to know who asks"],
    [["scp", "--domain", "corp.example", "--user", ""], "--user is empty"],
    [["scp", "--domain", "", "--kerberos"], "--domain is empty"],
    [["scp", "--ldif", "a.ldif", "--server", "dc1"], "--server is for a directory server, and an export (a.ldif)"],
    [["scp", "a.ldif", "--user", "x"], "--user is for a directory server"],
    [["scp", "a.ldif", "--save", "b.ldif"], "--save is for a directory server"],
    [[...LIVE, "--kerberos", "--user", "x"], "--kerberos contradicts --user"],
    [[...LIVE, "--kerberos", "--password-stdin"], "--kerberos contradicts --password-stdin"],
    [[...LIVE, "--kerberos", "--starttls"], "--kerberos contradicts --starttls"],
    [["scp", "--server", "ldaps://dc1", "--kerberos", "--starttls"], "contradicts"],
    [["scp", "--server", "ldaps://dc1", "--user", "x", "--starttls"], "--starttls contradicts --server ldaps://dc1"],
    [["scp", "--server", "ldap://dc1", "--user", "x"], "would be asked without encryption"],
    [[...USER, "--password-file", "a", "--password-stdin"], "--password-file contradicts --password-stdin"],
    [[...USER, "--insecure-tls", "--ca-file", "ca.pem"], "--insecure-tls contradicts --ca-file"],
    [[...USER, "--timeout", "0"], "--timeout cannot be read as seconds"],
    [[...USER, "--timeout", "1e3"], "--timeout cannot be read as seconds"],
    [[...LIVE, "--kerberos", "--hosts", ","], "--hosts names no host"],
    [[...LIVE, "--kerberos", "--hosts", "no/such.txt"], "there is no such file"],
    [[...LIVE, "--kerberos", "--format", "xml"], "--format does not know"],
    [[...LIVE, "--kerbros"], "Did you mean --kerberos?"],
    [USER, "no terminal to ask for it"],
  ])("%j", async (args, said) => {
    const { exitCode, stdout, stderr, options } = await asked(args);
    expect({ exitCode, stdout, options }).toEqual({ exitCode: 2, stdout: "", options: undefined });
    expect(stderr).toContain(said);
    expect(stderr.split("\n")).toHaveLength(2);
  });
});

describe("a password", () => {
  test.each([
    [[...USER, "--password", SECRET]],
    [[...USER, `--password=${SECRET}`]],
    [[...USER, "-p", SECRET]],
    [[...USER, `-w${SECRET}`]],
    [["--password", SECRET, "scp"]],
    [["scp", "--server", `ldaps://auditor:${SECRET}@dc1`, "--kerberos"]],
    [["analyze", "--pass", SECRET, "x"]],
  ])("on the command line is refused and not repeated: %j", async (args) => {
    const { exitCode, stdout, stderr, options } = await asked([...args, "--debug"]);
    expect({ exitCode, options }).toEqual({ exitCode: 2, options: undefined });
    expect(stdout + stderr).not.toContain(SECRET);
    expect(stderr).toMatch(/takes no password|without a user/);
  });

  test.each([
    ["UTF-8", `${SECRET}\r\nsecond line\n`],
    ["UTF-8 with a mark", `\ufeff${SECRET}`],
    ["UTF-16", Buffer.from(`\ufeff${SECRET}\r\n`, "utf16le")],
  ])("is the first line of a file: %s", async (_, content) => {
    const { options, stderr } = await asked([...USER, "--password-file", file("password", content)]);
    expect(options?.credentials).toEqual({ kind: "simple", user: "auditor@corp.example", password: SECRET });
    expect(stderr).not.toContain("Warning");
  });

  test("may begin and end with blanks, and be of several scripts", async () => {
    const { options } = await asked([...USER, "--password-file", file("password", "  pä ss日 \n")]);
    expect(options?.credentials).toMatchObject({ password: "  pä ss日 " });
  });

  test.skipIf(process.platform === "win32")("in a file that others can read is warned of", async () => {
    const { options, stderr } = await asked([...USER, "--password-file", file("password", SECRET, 0o644)]);
    expect(options?.credentials).toMatchObject({ password: SECRET });
    expect(stderr).toContain("Warning: the password file can be read by other users");
    expect(stderr).toContain(`chmod 600 ${join(folder, "password")}\n`);
    expect(stderr).not.toContain(SECRET);
  });

  test("is the first line of standard input", async () => {
    const stdin = { ...NO_INPUT, readAll: () => Promise.resolve(Buffer.from(`${SECRET}\n`)) };
    const { options } = await asked([...USER, "--password-stdin"], { stdin });
    expect(options?.credentials).toMatchObject({ password: SECRET });
  });

  test("is asked for at a terminal", async () => {
    const { options } = await asked(USER, typing(SECRET));
    expect(options?.credentials).toMatchObject({ password: SECRET });
  });

  test.each<[string, readonly string[], World, string]>([
    ["an empty file", ["--password-file", "EMPTY"], {}, "holds no password"],
    ["a file whose first line is empty", ["--password-file", "BLANK"], {}, "holds no password"],
    ["a file that is not there", ["--password-file", "MISSING"], {}, "cannot be read (ENOENT)"],
    ["a file that is no text", ["--password-file", "BINARY"], {}, "neither UTF-8 nor UTF-16"],
    ["a file that is too long", ["--password-file", "LONG"], {}, "more than 65536 bytes"],
    ["empty standard input", ["--password-stdin"], {}, "Standard input holds no password"],
    ["a terminal as standard input", ["--password-stdin"], typing(null), "is a terminal"],
    ["nothing typed", [], typing(""), "No password was typed"],
    ["Ctrl-D", [], typing(null), "No password was typed"],
  ])("that is not there stops before anything is asked: %s", async (_, args, world, said) => {
    file("EMPTY", "");
    file("BLANK", `\n${SECRET}`);
    file("BINARY", Buffer.concat([Buffer.from(SECRET), Buffer.from([0xff, 0xc0])]));
    file("LONG", SECRET.repeat(10_000));
    const paths = args.map((value) => (value.startsWith("--") ? value : join(folder, value)));
    const { exitCode, stderr, options } = await asked([...USER, ...paths, "--debug"], world);
    expect({ exitCode, options }).toEqual({ exitCode: 2, options: undefined });
    expect(stderr).toContain(said);
    expect(stderr).not.toContain(SECRET);
  });

  test("that is not typed to the end interrupts: exit code 130, and no file is left", async () => {
    const stdin = { ...NO_INPUT, isTerminal: true, readHidden: () => Promise.reject(new Interrupted()) };
    const save = join(folder, "saved.ldif");
    const { exitCode } = await asked([...USER, "--save", save, "-o", join(folder, "out")], { ...TERMINAL, stdin });
    expect([exitCode, readdirSync(folder)]).toEqual([130, []]);
  });
});

test("one file cannot take both what was read and the report", async () => {
  const both = join(folder, "both");
  const { exitCode, stderr, options } = await asked([
    ...LIVE,
    "--kerberos",
    "--save",
    both,
    "--output",
    `${folder}/./both`,
  ]);
  expect({ exitCode, options, files: readdirSync(folder) }).toEqual({ exitCode: 2, options: undefined, files: [] });
  expect(stderr).toMatch(/^badnode: --save and --output both name .*both\. Give each a file of its own/);
});

describe("what was asked for reaches the directory", () => {
  test("servers, base, security and time", async () => {
    const { options } = await asked([
      ...["scp", "--server", "dc1", "--server", "dc2", "--base", "OU=Hosts,DC=corp,DC=example", "--kerberos"],
      ...["--ca-file", "ca.pem", "--server-name", "dc1.corp.example", "--timeout", "5"],
    ]);
    expect(options).toMatchObject({
      servers: ["dc1", "dc2"],
      base: "OU=Hosts,DC=corp,DC=example",
      hosts: null,
      security: { kind: "ldaps", caFile: "ca.pem", serverName: "dc1.corp.example", verifies: true },
      credentials: { kind: "kerberos" },
      timeoutMilliseconds: 5000,
    });
  });

  test("15 seconds and LDAPS without a word", async () => {
    const { options } = await asked(["scp", "--domain", "corp.example", "--kerberos"]);
    expect(options).toMatchObject({
      servers: [],
      domain: "corp.example",
      security: { kind: "ldaps", verifies: true },
      timeoutMilliseconds: 15_000,
    });
  });

  test("--insecure-tls, said loudly in every run", async () => {
    const { options, stderr } = await asked([...LIVE, "--kerberos", "--insecure-tls"]);
    expect(options?.security).toMatchObject({ verifies: false });
    expect(stderr).toMatch(/^badnode: WARNING: --insecure-tls: the server's certificate is not checked\./);
  });

  test("names that were typed, listed in a file, and exported of a cluster, each once", async () => {
    const list = file(
      "hosts.txt",
      Buffer.from("\ufeff# our hosts\r\nHV01, HV02 # two\r\n\r\nhv03.corp.example\r\n", "utf16le"),
    );
    const owners = file("owners.csv", '"time","volume","node"\r\n"2026-01-01T00:00:00Z","Disk 1","HV05"\r\n');
    const args = ["--hosts", list, "--hosts", "HV02,HV04", "--nodes-from", owners];
    const { options } = await asked([...LIVE, "--kerberos", ...args]);
    expect(options?.hosts).toEqual(["HV01", "HV02", "hv03.corp.example", "HV04", "HV05"]);
  });

  test.each<[string, readonly string[]]>([
    ["CN=HV01,OU=Hosts,DC=corp,DC=example", ["CN=HV01,OU=Hosts,DC=corp,DC=example"]],
    [String.raw`CN=HV01\, rack 2/3,DC=corp,DC=example`, [String.raw`CN=HV01\, rack 2/3,DC=corp,DC=example`]],
    [
      "CN=HV01,DC=corp,DC=example; CN=HV02,DC=corp,DC=example",
      ["CN=HV01,DC=corp,DC=example", "CN=HV02,DC=corp,DC=example"],
    ],
    ["CN=HV01;OU=Hosts;DC=corp;DC=example", ["CN=HV01;OU=Hosts;DC=corp;DC=example"]],
  ])("a DN that was typed, whatever stands in it: %s", async (typed, hosts) => {
    const { options } = await asked([...LIVE, "--kerberos", "--hosts", typed]);
    expect(options?.hosts).toEqual(hosts);
  });

  test("a long list of names, which is the name of no file", async () => {
    const names = Array.from({ length: 500 }, (_, at) => `HV${at}`);
    const { options } = await asked([...LIVE, "--kerberos", "--hosts", names.join(",")]);
    expect(options?.hosts).toEqual(names);
  });

  test("files, as options and as operands", async () => {
    const { paths, exitCode } = await asked(["scp", "a.json", "--ldif", "b.ldif", "c.xml"]);
    expect([exitCode, paths]).toEqual([2, ["b.ldif", "a.json", "c.xml"]]);
  });
});

test("a terminal is told meanwhile that the directory is being read", async () => {
  const directory = fakeDirectory(unreadable("dc1.corp.example"));
  const notes: string[] = [];
  const world = { ...TERMINAL, commands: directory.commands, onNote: (text: string) => notes.push(text) };
  await badnode([...LIVE, "--kerberos"], world);
  expect(notes).toContain("\rReading the directory ...\x1b[K");
});

test("a terminal is told how many objects have come, of all servers together", async () => {
  let milliseconds = 0;
  const directory = fakeDirectory((options) => {
    for (const [server, objects] of [
      ["dc1", 500],
      ["dc2", 300],
      ["dc1", 1_000],
    ] as const) {
      milliseconds += 200;
      options?.onProgress?.({ server, objects });
    }
    return unreadable("dc1.corp.example");
  });
  const world = { ...TERMINAL, clock: () => milliseconds, commands: directory.commands };
  const { stderr } = await badnode([...LIVE, "--kerberos"], world);
  expect(stderr.match(/[\d,]+ objects/g)).toEqual(["500 objects", "800 objects", "1,300 objects"]);
});

describe("nothing that could be read", () => {
  test("is explained on stderr: exit code 2, and nothing on stdout or in a file", async () => {
    const { exitCode, stdout, stderr } = await asked([...LIVE, "--kerberos", "-o", join(folder, "out")]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: "" });
    expect(stderr).toBe("badnode: dc1.corp.example refused the connection. Ask another.\n");
    expect(readdirSync(folder)).toEqual([]);
  });
});
