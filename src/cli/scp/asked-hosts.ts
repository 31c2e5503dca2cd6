import { statSync } from "node:fs";
import { hostNamesIn, readHostList, readNodeNames } from "../../index.ts";
import { parseDn } from "../../shared/distinguished-name.ts";
import { type CommandArguments, usageError } from "../command.ts";

export interface AskedHosts {
  /** As they were given, each once, in the order given; null: every host. */
  readonly names: readonly string[] | null;
  /** Files that they were read from. */
  readonly files: readonly string[];
}

/** The names of --hosts, and those that files of --hosts and --nodes-from hold. */
export async function askedHosts(args: CommandArguments): Promise<AskedHosts> {
  const given = args.list("hosts");
  const exports = args.list("nodes-from");
  if (given.length === 0 && exports.length === 0) return { names: null, files: [] };
  const lists = given.filter(isFile);
  const names = [
    ...(await Promise.all(lists.map(readHostList))).flat(),
    ...given.filter((value) => !isFile(value)).flatMap(typedNames),
    ...(await Promise.all(exports.map(readNodeNames))).flat(),
  ];
  return { names: [...new Set(names)], files: [...lists, ...exports] };
}

function isFile(value: string): boolean {
  try {
    return statSync(value, { throwIfNoEntry: false })?.isDirectory() === false;
  } catch {
    // A long list of names is too long for the name of a file.
    return false;
  }
}

function typedNames(value: string): readonly string[] {
  const dns = typedDns(value);
  if (dns !== null) return dns;
  if (/[\\/]|\.(?:txt|csv|lst|list)$/i.test(value)) {
    throw usageError(
      `--hosts ${value}: there is no such file.`,
      "Check the path, or give names: --hosts HV01,HV02",
      "It looks like the path of a list and not like a host's name.",
    );
  }
  const names = hostNamesIn(value);
  if (names === null) {
    throw usageError(
      `--hosts ${value}: neither one distinguished name nor names of hosts.`,
      "Write --hosts once for each DN, as the directory writes it, or give a file with one a line.",
    );
  }
  if (names.length === 0) throw usageError("--hosts names no host.", "For example: --hosts HV01,HV02");
  return names;
}

/** A DN is one name, whatever commas, slashes and backslashes stand in it; several are separated by semicolons. */
function typedDns(value: string): readonly string[] | null {
  if (!value.includes("=")) return null;
  const given = value.trim();
  // Of a DN with semicolons between its own parts, as RFC 1779 has it, most pieces are no DNs of objects.
  const pieces = given
    .split(/(?<!\\);/)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== "");
  if (pieces.every((piece) => (parseDn(piece)?.length ?? 0) > 1)) return pieces;
  return parseDn(given) === null ? null : [given];
}
