import type { ComputerObject } from "../../evidence/index.ts";
import { firstValue, isConflictName } from "../../shared/distinguished-name.ts";
import { hostShortName } from "../../shared/host-name.ts";
import { keyAbove } from "./view-index.ts";

/** NetBIOS cuts a longer name to this, and sAMAccountName is a NetBIOS name. */
export const NETBIOS_LENGTH = 15;

/** Replication renamed it beside another of its name. */
export function isConflictAccount({ cn, dn }: ComputerObject): boolean {
  return isConflictName(cn ?? "") || (dn.includes("CNF:") && isConflictName(firstValue(dn) ?? ""));
}

/** `HV01` of a name that replication made of it beside another `HV01`. */
function nameBeforeConflict(name: string): string {
  return name.replace(/\nCNF:[0-9a-f-]{36}$/i, "");
}

export function commonName({ cn, dn }: ComputerObject): string {
  return nameBeforeConflict(cn ?? firstValue(dn) ?? dn);
}

/** Its name and its container, by the dnKey of its DN: accounts of one place differ by what replication made of their names. */
export function placeOf(computer: ComputerObject, key: string): string {
  return JSON.stringify([commonName(computer).toLowerCase(), keyAbove(key)]);
}

/** sAMAccountName without its `$`: unique in the domain. */
export function accountName({ samAccountName }: ComputerObject): string | null {
  return given(samAccountName?.replace(/\$$/, ""));
}

export function dnsName({ dnsHostName }: ComputerObject): string | null {
  return given(dnsHostName?.replace(/\.$/, ""));
}

/** In upper case, each once: the first labels of all names that the account bears. */
export function labelsOf(computer: ComputerObject): readonly string[] {
  const names = [commonName(computer), accountName(computer), dnsName(computer), ...computer.additionalNames];
  return [...new Set(names.flatMap((name) => (name === null ? [] : [hostShortName(name.replace(/\$$/, ""))])))];
}

function given(name: string | undefined): string | null {
  return name === undefined || name.trim() === "" ? null : name;
}
