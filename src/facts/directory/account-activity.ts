import type { ComputerObject } from "../../evidence/index.ts";
import { compareBigint } from "../../shared/order.ts";
import type { Activity, SeenComputer } from "./directory-host.ts";

/** ADS_UF_ACCOUNTDISABLE (MS-ADTS 2.2.16). */
const DISABLED = 0x2;

const DAY = 86_400n * 10_000_000n;
/**
 * A computer changes its password every 30 days (the policy "Domain member: Maximum machine account password age"), and
 * lastLogonTimestamp lags up to 14 days behind (ms-DS-Logon-Time-Sync-Interval): one day more than both together.
 */
const STALE_AFTER = 45n * DAY;

export function activityOf(accounts: readonly SeenComputer[]): Activity {
  if (isDisabled(accounts)) return "disabled";
  const seen = latestOf(accounts.flatMap(({ object }) => signsOfLife(object)));
  const now = latestOf(accounts.flatMap(({ view }) => (view.time === null ? [] : [view.time])));
  if (seen === null || now === null) return "unknown";
  return now - seen > STALE_AFTER ? "stale" : "active";
}

/** By the latest view that shows it: it is replicated, so an older one may be behind. */
function isDisabled(accounts: readonly SeenComputer[]): boolean {
  const shown = accounts.filter(({ object }) => object.userAccountControl !== null);
  const [latest] = [...shown].sort((a, b) => compareBigint(b.view.time ?? 0n, a.view.time ?? 0n));
  return ((latest?.object.userAccountControl ?? 0) & DISABLED) !== 0;
}

/** The later of the two decides: a host that is off does neither. */
function signsOfLife({ lastLogonTimestamp, pwdLastSet }: ComputerObject): readonly bigint[] {
  return [lastLogonTimestamp, pwdLastSet].flatMap((time) => (time === null ? [] : [time]));
}

function latestOf(times: readonly bigint[]): bigint | null {
  return [...times].sort(compareBigint).at(-1) ?? null;
}
