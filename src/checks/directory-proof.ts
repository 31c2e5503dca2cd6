import type { DirectoryRef } from "../evidence/index.ts";
import type { Seen } from "../facts/directory/index.ts";
import type { Finding } from "../report/index.ts";
import { filetimeToIso } from "../shared/filetime.ts";
import { compareText } from "../shared/order.ts";

const LONGEST = 1024;

/** One attribute of one object, as the server or export showed it. */
export function attributeRef(
  { view, object }: Seen<{ readonly dn: string }>,
  attribute: string,
  value: string,
): DirectoryRef {
  return { kind: "directory", server: view.server, dn: object.dn, attribute, value: shortened(value) };
}

/** The same of a time, in UTC; null: it was not shown. */
export function timeRef(seen: Seen<{ readonly dn: string }>, attribute: string, ticks: bigint | null): DirectoryRef {
  return attributeRef(seen, attribute, ticks === null ? "not shown" : filetimeToIso(ticks));
}

/** For each account, that no connection point stands below it. An administrator looks below that DN. */
export function absenceRefs(accounts: readonly Seen<{ readonly dn: string }>[]): readonly DirectoryRef[] {
  return accounts.map((account) => attributeRef(account, "CN=Microsoft Hyper-V", "not there"));
}

/** For values that a directory gives in any order. */
export function compareRefs(a: DirectoryRef, b: DirectoryRef): number {
  return compareText(a.server, b.server) || compareText(a.attribute, b.attribute) || compareText(a.value, b.value);
}

/** A finding's proof in a directory: no events. `otherwise` is for no reference at all. */
export function directoryProof(
  refs: readonly DirectoryRef[],
  otherwise: DirectoryRef,
): Pick<Finding, "evidence" | "eventKinds"> {
  const [first = otherwise, ...rest] = refs;
  return { evidence: [first, ...rest], eventKinds: [] };
}

function shortened(value: string): string {
  if (value.length <= LONGEST) return value;
  // Code points, so that no character is cut in two.
  return `${Array.from(value.slice(0, LONGEST)).slice(0, -1).join("")}...`;
}
