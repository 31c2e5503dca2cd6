import type { DirectoryHost, SeenComputer, SeenConnectionPoint } from "../facts/directory/index.ts";
import type { Finding } from "../report/index.ts";

/** Why a host could not be judged, those first that say most. */
export const OPEN_REASONS = [
  "connection-point-unseen",
  "attribute-not-shown",
  "attribute-not-readable",
  "values-cut",
  "deleted-not-asked",
  "deleted-not-shown",
  "too-few-peers",
  "too-few-accounts",
] as const;

export type OpenReason = (typeof OPEN_REASONS)[number];

/** What a check makes of one host. */
export type HostJudgement =
  /** No finding: it passes. */
  | { readonly kind: "judged"; readonly findings: readonly Finding[] }
  | {
      readonly kind: "open";
      readonly reason: OpenReason;
      /** The attributes that would tell. */
      readonly lacks: readonly string[];
      /** What was found all the same. */
      readonly findings: readonly Finding[];
    }
  /** It does not have what the check looks at. */
  | { readonly kind: "not-concerned" };

export function judged(...findings: readonly Finding[]): HostJudgement {
  return { kind: "judged", findings };
}

export function open(reason: OpenReason, ...lacks: readonly string[]): HostJudgement {
  return { kind: "open", reason, lacks, findings: [] };
}

/** What was found of a host whose connection point could not be seen does not make it judged. */
export function judgeUnlessUnseen({ connectionPoint }: DirectoryHost, findings: readonly Finding[]): HostJudgement {
  if (connectionPoint.kind !== "unknown") return judged(...findings);
  return { kind: "open", reason: "connection-point-unseen", lacks: [], findings };
}

/** One of an attribute that no object of the host shows: whether it was asked for or exported at all tells what to do about that. */
export function openForLackOf(
  seen: readonly Pick<SeenComputer, "view">[],
  ...attributes: readonly [string, ...string[]]
): HostJudgement {
  const isShown = seen.some(({ view }) => attributes.some((name) => view.attributes.has(name.toLowerCase())));
  return open(isShown ? "attribute-not-readable" : "attribute-not-shown", ...attributes);
}

/** For what only a connection point that stands there can be judged by. */
export function judgeConnectionPoint(
  { connectionPoint }: DirectoryHost,
  judge: (points: readonly [SeenConnectionPoint, ...SeenConnectionPoint[]]) => HostJudgement,
): HostJudgement {
  switch (connectionPoint.kind) {
    case "present":
      return judge(connectionPoint.points);
    case "missing":
      return { kind: "not-concerned" };
    case "unknown":
      return open("connection-point-unseen");
  }
}
