import { filetimeToIso } from "../shared/filetime.ts";
import { type CommandArguments, usageError } from "./command.ts";
import { parseTimeOption } from "./time-option.ts";

/** What `--since` and `--until` say; FILETIME ticks. */
export interface AskedWindowOption {
  readonly window: { readonly since: bigint | null; readonly until: bigint | null };
  /** How a time was read that may have been meant otherwise. */
  readonly notes: readonly string[];
}

/** @throws BadnodeError for times that cannot be read, or in the wrong order. `now`: milliseconds since 1970. */
export function askedWindow(args: CommandArguments, now: number): AskedWindowOption {
  const since = parseTimeOption("since", args.text("since"), now);
  const until = parseTimeOption("until", args.text("until"), now);
  if (since !== undefined && until !== undefined && since.ticks > until.ticks) {
    throw usageError(
      `--since ${filetimeToIso(since.ticks)} lies after --until ${filetimeToIso(until.ticks)}.`,
      "Swap the two, or leave one out.",
    );
  }
  return {
    window: { since: since?.ticks ?? null, until: until?.ticks ?? null },
    notes: [since, until].flatMap((time) => time?.note ?? []),
  };
}
