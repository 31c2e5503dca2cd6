import { type DateOrder, ExportedTimes, timeZoneOf } from "../../formats/exported-time/index.ts";
import { BadnodeError } from "../../shared/errors.ts";

/** What exports do not say themselves. null: nobody said. */
export interface RowOptions {
  /** Where local times were written: a name of IANA or Windows, or an offset. */
  readonly timeZone: string | null;
  /** Of dates such as 03/04/2017. */
  readonly dateOrder: DateOrder | null;
  /** FILETIME ticks: when snapshots without a time were made. */
  readonly ownershipTime: bigint | null;
  /** FILETIME ticks: the present, and what clocks may be ahead of it. Rows of a later time are left out. */
  readonly latest: bigint | null;
}

export const NO_ROW_OPTIONS: RowOptions = { timeZone: null, dateOrder: null, ownershipTime: null, latest: null };

/** How the times of one export are read. */
export interface ColumnTimes {
  readonly written: ExportedTimes;
  /** Of columns whose name says UTC. */
  readonly utc: ExportedTimes;
}

/** @throws BadnodeError for a time zone that is not known */
export function columnTimes({ timeZone, dateOrder }: RowOptions): ColumnTimes {
  const zone = timeZone === null ? null : timeZoneOf(timeZone);
  if (zone === null && timeZone !== null) {
    throw new BadnodeError({
      code: "time-zone-unknown",
      happened: `${JSON.stringify(timeZone)} is no time zone that is known.`,
      likelyCause: "The name is misspelt, or is the one that Windows shows and not the one it uses.",
      nextStep:
        'Give an IANA name (Europe/Berlin), a Windows name (tzutil /g prints it) or an offset such as "+02:00".',
    });
  }
  return {
    written: new ExportedTimes(zone, dateOrder),
    utc: new ExportedTimes(timeZoneOf("UTC"), dateOrder),
  };
}

/** In which order dates of an export are, where those that were read show it alike; null: nothing shows it. */
export function shownOrderOf({ written, utc }: ColumnTimes): DateOrder | null {
  if (written.isContradicted || utc.isContradicted) return null;
  return written.shownOrder ?? utc.shownOrder;
}
