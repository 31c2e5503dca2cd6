import { compareSeverity, type Finding } from "../../report/index.ts";

/** How many findings of one check a reader is shown. */
export interface Room {
  readonly findings: number;
  /** About one host, proxy or volume. */
  readonly perSubject: number;
}

/** How many findings about one host, proxy or volume there are, and how many of them are shown. */
export interface SubjectCount {
  readonly name: string;
  readonly total: number;
  readonly shown: number;
}

export interface Selection {
  readonly shown: readonly Finding[];
  readonly subjects: readonly SubjectCount[];
}

interface Ranked {
  readonly finding: Finding;
  readonly index: number;
  /** 0 for the weightiest finding about its subject. */
  readonly rank: number;
}

/**
 * Every subject's weightiest finding comes before any subject's second: the gravest, then the latest, the first, then
 * those with the most proof. What is shown stays in the order given, by time.
 */
export function selectShown(findings: readonly Finding[], room: Room): Selection {
  const groups = new Map<string, { finding: Finding; index: number }[]>();
  findings.forEach((finding, index) => {
    const group = groups.get(subjectKey(finding)) ?? [];
    groups.set(subjectKey(finding), group);
    group.push({ finding, index });
  });
  const chosen = [...groups.values()]
    .flatMap((group) => {
      const ends = [group.at(-1)?.index, group[0]?.index];
      return [...group]
        .sort((a, b) => compareSeverity(a.finding.severity, b.finding.severity) || endsFirst(a, b, ends))
        .slice(0, room.perSubject)
        .map((member, rank): Ranked => ({ ...member, rank }));
    })
    .sort((a, b) => a.rank - b.rank || compareWeight(a, b))
    .slice(0, room.findings)
    .sort((a, b) => a.index - b.index)
    .map(({ finding }) => finding);
  const shownOf = new Map<string, number>();
  for (const finding of chosen) shownOf.set(subjectKey(finding), (shownOf.get(subjectKey(finding)) ?? 0) + 1);
  return {
    shown: chosen,
    subjects: [...groups].map(([key, group]) => ({
      name: group[0]?.finding.subject.name ?? "",
      total: group.length,
      shown: shownOf.get(key) ?? 0,
    })),
  };
}

export function subjectKey({ subject }: Finding): string {
  return `${subject.kind} ${subject.name}`;
}

type Placed = Omit<Ranked, "rank">;

/** `ends`: the latest and the first, which go before all others. */
function endsFirst(a: Placed, b: Placed, ends: readonly (number | undefined)[]): number {
  const placeOf = ({ index }: Placed): number => (ends.includes(index) ? ends.indexOf(index) : ends.length);
  return placeOf(a) - placeOf(b) || compareProof(a, b) || b.index - a.index;
}

function compareWeight(a: Placed, b: Placed): number {
  return compareSeverity(a.finding.severity, b.finding.severity) || compareProof(a, b) || a.index - b.index;
}

function compareProof(a: Placed, b: Placed): number {
  return b.finding.evidence.length - a.finding.evidence.length;
}
