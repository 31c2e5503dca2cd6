import type { RepairPlan, RepairStep } from "../../report/index.ts";
import { visibleText } from "../records/visible-text.ts";

/** Who is repaired, and on what ground. */
export function repairTitle({ node }: RepairPlan): string {
  return `Repair ${visibleText(node)}`;
}

/** What the repair rests on. Said once for all plans with the same ground. */
export function repairGround(basis: RepairPlan["basis"]): string {
  const source =
    "One node at a time, in the order of the published case; its author found a common factor and is not certain of the root " +
    "cause. Nothing of this is run by badnode.";
  switch (basis) {
    case "missing":
      return `Its service connection point is missing. ${source}`;
    case "unsound":
      return `Its service connection point is not as the host makes it. ${source}`;
    case "unknown":
      return (
        `Nobody knows whether its service connection point is missing: look first, and go on only if it is. ${source} Words in capitals ` +
        "stand for what nothing that was given tells, such as the account's distinguishedName."
      );
  }
}

export interface RepairWords {
  readonly words: string;
  /** What the check must show. */
  readonly check: string;
}

export function repairWords({ code, at, isOptional }: RepairStep, { node, volume }: RepairPlan): RepairWords {
  const host = visibleText(node);
  const [words, check] = wordsOf(code, host, volume === null ? "a volume that failed under it" : visibleText(volume));
  const where = at === "node" ? `On ${host}: ` : "";
  const text = `${where}${words}`;
  return { words: isOptional ? `If you want to be thorough. ${text}` : text, check };
}

function wordsOf(code: RepairStep["code"], host: string, volume: string): readonly [words: string, check: string] {
  switch (code) {
    case "audit-first":
      return [`See whether ${host} has a sound service connection point.`, "Go on if it is missing or not its own."];
    case "drain":
      return [`Drain ${host}: its machines and volumes move to other nodes.`, "Nothing is left on it."];
    case "delete-point":
      return [
        "Delete the connection point that the host did not make, or not whole. Never make one by hand: it would lack the security " +
          "settings that a host gives its own.",
        "No CN=Microsoft Hyper-V is listed.",
      ];
    case "let-register":
      return [
        "Restart the drained host: it makes its connection point as it boots, if nothing keeps it from that (inferred to help; quick to try).",
        "If it is sound now: Resume-ClusterNode, and go on with the last step.",
      ];
    case "evict":
      return [`Only if that did not help, evict ${host} from the cluster.`, `${host} is not listed.`];
    case "leave-domain":
      return ["Leave the domain. Have the password of a local administrator at hand.", "It shows False."];
    case "reset-account":
      return ["Reset the computer account, and leave it where it is.", "PasswordLastSet is of now."];
    case "remove-role":
      return [
        "Remove the Hyper-V role, once no virtual machine is left on the host.",
        "It is Available, not Installed.",
      ];
    case "join-again":
      return [
        "Join the domain again, under the same name. Updates since October 2022 may refuse an account that somebody else made (KB5020276): " +
          "join as whoever made it, or as its policy allows.",
        "It shows True.",
      ];
    case "add-role":
      return ["Add the Hyper-V role again, with its virtual switches.", "It is Installed."];
    case "verify-point":
      return [
        "See the service connection point that the host made itself, on each domain controller. Without it, go no further.",
        "It is sound, and its owner is the host itself.",
      ];
    case "add-back":
      return [`Add ${host} back to the cluster; validate first as you would with any node.`, "It is Up."];
    case "prove":
      return [
        `Move ${volume} back to ${host} and run its backup: it must pass now. Then export anew and compare with this report, kept as JSON.`,
        "It says resolved once enough backups have run.",
      ];
  }
}
