import type { AuditedDirectory, AuditedHost, LeftOutComputer, UnjudgedReason } from "../../report/index.ts";
import type { LabelledWords } from "./labelled-words.ts";
import { listWords } from "./list-words.ts";

/** What one line per host has no room for; and the computers that were left out, with the reason. */
export function hostNotes({ hosts, leftOut }: AuditedDirectory): readonly LabelledWords[] {
  return [
    ...unjudgedNotes(hosts.filter(({ kind }) => kind === "server")),
    ...noteOn("Off", hosts, ({ activity }) => activity === "disabled", "account disabled"),
    ...noteOn("Off", hosts, ({ activity }) => activity === "stale", "no logon for 45 days"),
    ...noteOn("Nested", hosts, ({ nested }) => nested, "itself a virtual machine"),
    ...leftOutNotes(leftOut),
  ];
}

/** How the columns are to be read. */
export const HOST_LEGEND =
  "SCP: CN=Microsoft Hyper-V below the computer account; its owner is self where the host made it. Changes: of the account.";

function unjudgedNotes(hosts: readonly AuditedHost[]): readonly LabelledWords[] {
  return UNJUDGED.flatMap(([reason, words]) =>
    noteOn("Unjudged", hosts, ({ connectionPoint }) => connectionPoint.reason === reason, words),
  );
}

const UNJUDGED: readonly (readonly [UnjudgedReason, string])[] = [
  [
    "list-refused",
    "this account may not list what stands below the computer account, or is not shown the access list that would tell",
  ],
  ["access-not-shown", "the export shows no SCP, and no access lists either: one may be hidden"],
  ["account-unseen", "its SCP stands there, but its account may not be read"],
  ["unread", "a part of the directory that may hold the SCP was not read"],
  [
    "unreadable",
    "the SCP stands there, but none of its attributes may be read, or its class does not show it to be one",
  ],
  ["not-asked", "the export holds no SCP of any host, so none is known to be missing"],
  ["owner-unknown", "the SCP stands there, but no security descriptor shows who made it"],
  ["check-failed", "a check failed by a defect of badnode"],
];

function noteOn(
  label: string,
  hosts: readonly AuditedHost[],
  isMeant: (host: AuditedHost) => boolean,
  words: string,
): readonly LabelledWords[] {
  const names = hosts.filter(isMeant).map(({ name }) => name);
  return names.length === 0 ? [] : [{ label, words: `${listWords(names)}: ${words}` }];
}

const LEFT_OUT: readonly (readonly [LeftOutComputer["reason"], string, string])[] = [
  ["cluster-name", "cluster name, by its SPN", "cluster names, by their SPNs"],
  ["virtual-computer", "virtual computer of a cluster, by its SPN", "virtual computers of a cluster, by their SPNs"],
  ["guest", "virtual machine", "virtual machines"],
];

/** One line each kind. */
function leftOutNotes(leftOut: readonly LeftOutComputer[]): readonly LabelledWords[] {
  return LEFT_OUT.flatMap(([reason, one, many]) => {
    const names = leftOut.filter((computer) => computer.reason === reason).map(({ name }) => name);
    const words = names.length === 1 ? one : many;
    return names.length === 0 ? [] : [{ label: "Left out", words: `${listWords(names)}: ${words}` }];
  });
}
