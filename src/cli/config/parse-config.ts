import { CHECKS, type Suppression, writtenTime } from "../../index.ts";
import { BadnodeError } from "../../shared/errors.ts";
import { filetimeToIso, isoToFiletime } from "../../shared/filetime.ts";
import { hostShortName } from "../../shared/host-name.ts";
import { DATE_ORDERS } from "../correlate/date-orders.ts";
import { parseTimeOption } from "../time-option.ts";
import { type Config, type ConfiguredDirectory, type ConfiguredThresholds, FAIL_ON } from "./config.ts";
import { JsonField, meant } from "./json-field.ts";

/** A cluster has 64 nodes at most; a file may be for several. */
const MOST_HOSTS = 1000;
const MOST_SUPPRESSIONS = 1000;
const MOST_SERVERS = 64;
const LONGEST_HOST = 255;
/** DNs, paths and names of volumes. */
const LONGEST_NAME = 2048;
const LONGEST_REASON = 500;
const LONGEST_TIMEOUT_SECONDS = 3600;

/** @throws ConfigProblem for the first thing that is not as schema/config.schema.json says. `now`: milliseconds since 1970. */
export function parseConfig(json: unknown, now: number): Config {
  const { hosts, proxies, directory, thresholds, suppress, ...rest } = new JsonField(json).fields([
    "$schema",
    "hosts",
    "proxies",
    "directory",
    "thresholds",
    "suppress",
  ]);
  rest.$schema?.text(LONGEST_NAME);
  const nodes = hosts === undefined ? [] : hostNames(hosts);
  const importers = proxies === undefined ? [] : hostNames(proxies);
  refuseBoth(nodes, proxies, importers);
  return {
    hosts: nodes,
    proxies: importers,
    directory: directory === undefined ? {} : directoryOf(directory),
    thresholds: thresholds === undefined ? {} : thresholdsOf(thresholds, now),
    suppress: suppress === undefined ? [] : suppress.list({ most: MOST_SUPPRESSIONS }).map(suppressionOf),
  };
}

function hostNames(field: JsonField): readonly string[] {
  return field.list({ most: MOST_HOSTS }).map((item) => {
    const name = item.text(LONGEST_HOST);
    if (/^[^\s,;"/\\=]+$/.test(name)) return name;
    throw item.problem("is no name of one host", "Write one name for each entry: HV01 or hv01.corp.example.");
  });
}

function refuseBoth(hosts: readonly string[], field: JsonField | undefined, proxies: readonly string[]): void {
  const nodes = new Set(hosts.map(hostShortName));
  const both = proxies.find((name) => nodes.has(hostShortName(name)));
  if (both === undefined || field === undefined) return;
  throw field.problem(
    `${both} is named among the hosts too`,
    "A proxy is never taken for a node: leave it out of one of the two.",
  );
}

function directoryOf(field: JsonField): ConfiguredDirectory {
  const given = field.fields(["servers", "domain", "base", "user", "caFile", "kerberos", "starttls", "timeoutSeconds"]);
  const { servers, domain, base, user, caFile, timeoutSeconds } = given;
  const kerberos = given.kerberos?.flag();
  const starttls = given.starttls?.flag();
  if (kerberos === true && user !== undefined) {
    throw user.problem("contradicts kerberos, which takes whoever is logged on", "Leave one of the two out.");
  }
  if (kerberos === true && starttls === true) {
    throw field.problem("kerberos contradicts starttls", "Leave starttls out: Kerberos is used over LDAPS only.");
  }
  return {
    ...(servers === undefined ? {} : { servers: servers.list({ least: 1, most: MOST_SERVERS }).map(serverOf) }),
    ...(domain === undefined ? {} : { domain: domain.text(LONGEST_HOST) }),
    ...(base === undefined ? {} : { base: base.text(LONGEST_NAME) }),
    ...(user === undefined ? {} : { user: user.text(LONGEST_NAME) }),
    ...(caFile === undefined ? {} : { caFile: caFile.text(LONGEST_NAME) }),
    ...(kerberos === undefined ? {} : { kerberos }),
    ...(starttls === undefined ? {} : { starttls }),
    ...(timeoutSeconds === undefined ? {} : { timeoutSeconds: timeoutSeconds.wholeNumber(1, LONGEST_TIMEOUT_SECONDS) }),
  };
}

function serverOf(field: JsonField): string {
  const server = field.text(LONGEST_HOST);
  // Not repeated: what stands before the @ may be a password.
  if (server.includes("@")) throw field.problem("is no name or address alone", 'Write the user as "user".');
  return server;
}

function thresholdsOf(field: JsonField, now: number): ConfiguredThresholds {
  const { failOn, timezone, dateOrder, since } = field.fields(["failOn", "timezone", "dateOrder", "since"]);
  return {
    ...(failOn === undefined ? {} : { failOn: failOn.choice(FAIL_ON) }),
    ...(timezone === undefined ? {} : { timezone: timeZoneIn(timezone) }),
    ...(dateOrder === undefined ? {} : { dateOrder: dateOrder.choice(DATE_ORDERS) }),
    ...(since === undefined ? {} : { since: timeIn(since, now) }),
  };
}

function timeZoneIn(field: JsonField): string {
  const timeZone = field.text(LONGEST_HOST);
  try {
    writtenTime("2027-03-01 12:00:00", { timeZone, dateOrder: null });
    return timeZone;
  } catch (error) {
    if (!(error instanceof BadnodeError)) throw error;
    throw field.problem("is no time zone", "Write Europe/Berlin, W. Europe Standard Time, or +02:00.");
  }
}

function timeIn(field: JsonField, now: number): string {
  const time = field.text(LONGEST_HOST);
  try {
    parseTimeOption("since", time, now);
    return time;
  } catch (error) {
    if (!(error instanceof BadnodeError)) throw error;
    throw field.problem("is no time", "Write 2025-06-08T07:15:00Z, 2025-06-08, or 7d, 12h, 30m for a time ago.");
  }
}

const CHECK_IDS: readonly string[] = CHECKS.map(({ meta }) => meta.id);

function suppressionOf(field: JsonField): Suppression {
  const { check, subjects, reason, until } = field.fields(["check", "subjects", "reason", "until"]);
  if (check === undefined) throw field.lacks("check", "Name the check; badnode checks lists them.");
  if (reason === undefined) throw field.lacks("reason", "Say why, for whoever reads the report.");
  if (until === undefined) throw field.lacks("until", 'Write its last day, such as "2027-03-01"; or null for no end.');
  return {
    check: checkIn(check),
    subjects:
      subjects === undefined
        ? null
        : subjects.list({ least: 1, most: MOST_HOSTS }).map((item) => item.text(LONGEST_NAME)),
    reason: reason.text(LONGEST_REASON),
    lastDay: until.isNull() ? null : dayIn(until),
  };
}

function checkIn(field: JsonField): string {
  const id = field.text(LONGEST_NAME);
  if (CHECK_IDS.includes(id)) return id;
  throw field.problem(
    `there is no check "${id.slice(0, 60)}"`,
    `${meant(id, CHECK_IDS)}badnode checks lists them all.`,
  );
}

function dayIn(field: JsonField): bigint {
  const day = field.text(LONGEST_HOST);
  const ticks = /^\d{4}-\d\d-\d\d$/.test(day) ? isoToFiletime(day) : null;
  // 2027-02-30 must not become a day of March.
  if (ticks !== null && filetimeToIso(ticks).startsWith(day)) return ticks;
  throw field.problem("is no date", 'Write the last day on which it holds, such as "2027-03-01"; or null for no end.');
}
