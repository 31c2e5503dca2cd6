import type { EventFields } from "../evidence/index.ts";
import { VERIFIED } from "./certainties.ts";
import { datum, defineEvent, layout } from "./entry.ts";
import { isEvent } from "./is-event.ts";
import { readFields } from "./read-fields.ts";
import { shownText } from "./shown-text.ts";
import { manifestFields, messageTable } from "./sources.ts";

const PROVIDER = "Microsoft-Windows-Eventlog";
const SECURITY = "Security";

const EVENTLOG = {
  provider: PROVIDER,
  providerGuid: "{fc65ddd8-d6ef-4962-83d5-6e5cfe9ce148}",
  level: "information",
  payload: "user-data",
  certainty: VERIFIED,
} as const;

/** Any log but Security, which has 1102. */
export const LOG_CLEARED = defineEvent({
  ...EVENTLOG,
  id: 104,
  channel: "System",
  layouts: [
    layout(
      "The %3 log file was cleared.",
      datum("userName", "who cleared it", "SubjectUserName"),
      datum("userDomain", "that user's domain", "SubjectDomainName"),
      datum("channel", "channel", "Channel"),
      datum("backupPath", "where the log was saved before", "BackupPath"),
    ),
  ],
  meaning: "A log was cleared: before this it covers nothing.",
  sources: [manifestFields(PROVIDER), messageTable(PROVIDER)],
});

export const SECURITY_LOG_CLEARED = defineEvent({
  ...EVENTLOG,
  id: 1102,
  channel: SECURITY,
  layouts: [
    layout(
      "The audit log was cleared.\nSubject:\n\tSecurity ID:\t%1\n\tAccount Name:\t%2\n\tDomain Name:\t%3\n\tLogon ID:\t%4",
      datum("userSid", "who cleared it", "SubjectUserSid"),
      datum("userName", "that user's name", "SubjectUserName"),
      datum("userDomain", "that user's domain", "SubjectDomainName"),
      datum("logonId", "session", "SubjectLogonId"),
    ),
  ],
  meaning: "The Security log was cleared: before this it covers nothing.",
  sources: [messageTable(PROVIDER), "real records of public Security logs"],
});

export interface LogClearing {
  /** null: not shown. */
  readonly channel: string | null;
  /** `DOMAIN\user`, or the name alone; null: not shown. */
  readonly by: string | null;
}

/** What a 104 or 1102 says; null for another event. */
export function readLogClearing(
  event: Pick<EventFields, "provider" | "providerGuid" | "eventId" | "data">,
): LogClearing | null {
  if (isEvent(LOG_CLEARED, event)) {
    const { channel, userName, userDomain } = readFields(LOG_CLEARED, event).fields;
    return { channel: shownText(channel), by: account(userDomain, userName) };
  }
  if (!isEvent(SECURITY_LOG_CLEARED, event)) return null;
  const { userName, userDomain } = readFields(SECURITY_LOG_CLEARED, event).fields;
  return { channel: SECURITY, by: account(userDomain, userName) };
}

function account(domain: string | null, name: string | null): string | null {
  const [shownDomain, shownName] = [shownText(domain), shownText(name)];
  return shownDomain === null || shownName === null ? shownName : `${shownDomain}\\${shownName}`;
}
