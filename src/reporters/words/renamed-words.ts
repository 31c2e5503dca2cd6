import type { Alias, CandidateVerdict, Report } from "../../report/index.ts";
import { visibleText } from "../records/visible-text.ts";
import { aliasWords } from "./alias-words.ts";
import { countWords } from "./phrase-words.ts";

const SHOWN_HOSTS = 12;
const SHOWN_SET_UPS = 6;
const SHOWN_EARLIER = 3;

/** One entry for each host that was renamed, and one for all that had no domain and no Hyper-V log before. */
export function renamedWords({ nodes, proxies }: Report): readonly string[] {
  const hosts = new Map([...nodes, ...proxies].map((host) => [host.name, host]));
  const renamed = [...hosts.values()].filter(({ aliases }) => aliases.length > 0);
  const inService = renamed.filter(({ aliases }) => !aliases.every(({ isOfSetUp }) => isOfSetUp));
  const setUp = renamed.filter(({ aliases }) => aliases.every(({ isOfSetUp }) => isOfSetUp));
  const left = inService.length - SHOWN_HOSTS;
  return [
    ...inService.slice(0, SHOWN_HOSTS).map(hostWords),
    ...(left > 0 ? [`and ${countWords(left)} more: --format json`] : []),
    ...(setUp.length > 0 ? [setUpWords(setUp)] : []),
  ];
}

/** `HV03 was HVNEW03 until 2026-09-02 06:12:44Z (EventLog 6011, HV03/System.evtx, record 21187)`. */
function hostWords({ name, aliases }: CandidateVerdict): string {
  const latest = aliases.at(-1);
  if (latest === undefined) return "";
  const earlier = aliases.slice(0, -1).reverse();
  const left = earlier.length - SHOWN_EARLIER;
  const before = [
    ...earlier.slice(0, SHOWN_EARLIER).map(aliasWords),
    ...(left > 0 ? [`and ${countWords(left)} more ${left === 1 ? "name" : "names"}`] : []),
  ];
  const words = `${visibleText(name)} was ${aliasWords(latest)} (${proofWords(latest)})`;
  return before.length === 0 ? words : `${words}; before that ${before.join(", ")}`;
}

function proofWords({ basis, evidence: [first, second] }: Alias): string {
  if (first.kind !== "event") return basis;
  const file = visibleText(first.file);
  if (basis === "verified") return `EventLog 6011, ${file}, record ${visibleText(first.recordId)}`;
  const records = [first, second].flatMap((ref) => (ref?.kind === "event" ? [visibleText(ref.recordId)] : []));
  return `inferred: ${file} changes the name between records ${records.join(" and ")}`;
}

function setUpWords(hosts: readonly CandidateVerdict[]): string {
  const shown = hosts.slice(0, SHOWN_SET_UPS).map(({ name, aliases }) => {
    const latest = aliases.at(-1);
    return `${visibleText(name)}${latest === undefined ? "" : ` (${visibleText(latest.name)})`}`;
  });
  const left = hosts.length - shown.length;
  const more = left > 0 ? `, and ${countWords(left)} more: --format json` : "";
  return `outside any domain and cluster, as at a set-up: ${shown.join(", ")}${more}`;
}
