import {
  type AskedWindow,
  CompactEvents,
  type DirectoryEvidence,
  type EarlierReportReading,
  type EventNeed,
  type Evidence,
  type ExportEvidence,
  isNeeded,
  isNeededEver,
} from "../evidence/index.ts";
import type { Comparison, ReportedBaseline } from "../report/index.ts";
import type { LogReading } from "../sources/log-evidence/index.ts";
import type { JudgedSince } from "./comparison/comparing.ts";
import { comparisonOf } from "./comparison.ts";

/** What was read, to be read once more. */
interface Inputs {
  readonly logs: (needs: readonly EventNeed[]) => Promise<LogReading>;
  readonly directory?: () => Promise<DirectoryEvidence>;
  readonly exports: () => Promise<ExportEvidence>;
}

/** Judges what is given to it within a window, as all that was given is judged. */
type Judge = (inputs: Inputs, window: AskedWindow) => Promise<JudgedSince>;

/**
 * An earlier report compared with what happened since it was made: what was read is judged once more, without what lies before. That begins where the
 * earlier report's evidence ends, or later where the window that was asked for does. null: it cannot be compared with.
 */
export async function comparedSince(
  { path, report }: EarlierReportReading,
  evidence: Evidence,
  judge: Judge,
): Promise<Comparison | null> {
  if (report === null) return null;
  const { since, until } = evidence.window;
  const from = since !== null && since > report.until ? since : report.until;
  // What the earlier report saw last is not since.
  const window = { since: from + 1n, until: until !== null && until <= from ? null : until };
  const later = await judge(inputsWithin(evidence), window);
  return comparisonOf({ path, report, from }, later);
}

export function baselineSources(earlier: EarlierReportReading | null): readonly ReportedBaseline[] {
  if (earlier === null) return [];
  const { path, problem } = earlier;
  return [{ kind: "baseline", path, status: problem === null ? "complete" : "unreadable", warnings: [], problem }];
}

/** What was read, once more; of events only those that are needed within the window. */
function inputsWithin({ events, compactEvents, logs, directory, exports }: Evidence): Inputs {
  return {
    logs: (needs) => {
      const isWanted = wantedBy(needs);
      const compact = new CompactEvents();
      for (const position of compactEvents.inOrder()) {
        const event = compactEvents.event(position);
        if (isWanted(event)) compact.add(event, event.ref.file);
      }
      return Promise.resolve({ events: events.filter(isWanted), compactEvents: compact, logs });
    },
    ...(directory.sources.length === 0 ? {} : { directory: () => Promise.resolve(directory) }),
    exports: () => Promise.resolve(exports),
  };
}

/** What no check asks for was read for another reason, and stays. */
function wantedBy(needs: readonly EventNeed[]): (event: Evidence["events"][number]) => boolean {
  const isWithin = isNeeded(needs);
  const isAsked = isNeededEver(needs);
  return (event) => isWithin(event) || !isAsked(event);
}
