import { dirname, isAbsolute, join } from "node:path";
import type { CommandArguments } from "../command.ts";
import type { ReadConfig } from "./read-config.ts";

/** What was typed, and what the configuration says where nothing was: the command line wins. */
export function configuredArguments(args: CommandArguments, read: ReadConfig | null): CommandArguments {
  if (read === null) return args;
  const values = configuredValues(args, read);
  return {
    operands: args.operands,
    text: (name) => args.text(name) ?? values.get(name)?.[0],
    list: (name) => (args.flag(name) ? args.list(name) : (values.get(name) ?? [])),
    flag: (name) => args.flag(name) || values.has(name),
  };
}

/** Options in whose place one that was typed stands: of two that contradict each other the typed one. */
const DISPLACED_BY: Readonly<Record<string, readonly string[]>> = {
  server: ["server", "domain"],
  domain: ["server", "domain"],
  base: ["base", "server", "domain"],
  user: ["user", "kerberos"],
  kerberos: ["kerberos", "user", "password-file", "password-stdin", "starttls"],
  "ca-file": ["ca-file", "insecure-tls"],
  starttls: ["starttls", "kerberos"],
};

function configuredValues(
  args: CommandArguments,
  { place, config }: ReadConfig,
): ReadonlyMap<string, readonly string[]> {
  const { directory, thresholds } = config;
  const { caFile, timeoutSeconds } = directory;
  const given: readonly (readonly [option: string, values: readonly string[]])[] = [
    ["server", directory.servers ?? []],
    ["domain", listOf(directory.domain)],
    ["base", listOf(directory.base)],
    ["user", listOf(directory.user)],
    ["ca-file", listOf(caFile === undefined || isAbsolute(caFile) ? caFile : join(dirname(place), caFile))],
    ["kerberos", directory.kerberos === true ? [""] : []],
    ["starttls", directory.starttls === true && !args.list("server").some(isEncryptedFromStart) ? [""] : []],
    ["timeout", listOf(timeoutSeconds === undefined ? undefined : String(timeoutSeconds))],
    ["fail-on", listOf(thresholds.failOn)],
    ["timezone", listOf(thresholds.timezone)],
    ["date-order", listOf(thresholds.dateOrder)],
    ["since", listOf(thresholds.since)],
  ];
  return new Map(
    given.filter(
      ([option, values]) => values.length > 0 && !(DISPLACED_BY[option] ?? [option]).some((typed) => args.flag(typed)),
    ),
  );
}

function isEncryptedFromStart(server: string): boolean {
  return /^ldaps:/i.test(server);
}

function listOf(value: string | undefined): readonly string[] {
  return value === undefined ? [] : [value];
}
