import { BOOTED_VERSION, isEvent, readBootedVersion, readFields, SYSTEM_STARTED } from "../catalogue/index.ts";
import type { EventEvidence, EventNeed, Evidence } from "../evidence/index.ts";
import { plausibleSpan } from "../shared/plausible-time.ts";
import type { Hosts } from "./hosts.ts";
import { sortedGroups } from "./sorted-groups.ts";

/** Which Windows a host booted last, as far as its logs tell. */
export interface BootedBuild {
  readonly host: string;
  /** `14393`: Windows Server 2016. */
  readonly build: string;
  /** `14393.7428`: with the monthly update; null where no boot shows it. */
  readonly revision: string | null;
  /** What shows each: of the last boot that does. */
  readonly buildEvent: EventEvidence;
  readonly revisionEvent: EventEvidence | null;
}

/** A host that has not been restarted within the window runs what it booted before. */
export const BOOTED_BUILD_NEEDS: readonly EventNeed[] = [BOOTED_VERSION, SYSTEM_STARTED].map(({ need }) => ({
  ...need,
  anyTime: true,
}));

interface Boot {
  readonly host: string;
  readonly event: EventEvidence;
  readonly build: string;
  readonly revision: string | null;
}

/** By host. */
export function deriveBootedBuilds(
  { events, latest }: Pick<Evidence, "events" | "latest">,
  hosts: Hosts,
): readonly BootedBuild[] {
  const boots = events.flatMap((event): Boot | [] => {
    const version = plausibleSpan([event.time], latest).first === null ? null : versionIn(event);
    return version === null ? [] : { host: hosts.nameOf(event.computer, event.time), event, ...version };
  });
  return sortedGroups(boots, ({ host }) => host).map(([host, group]) => {
    const last = group.at(-1) ?? group[0];
    // 6009 shows no revision; one of another build is none of this Windows.
    const shown = group.findLast(({ build, revision }) => revision !== null && build === last.build);
    return {
      host,
      build: last.build,
      revision: shown?.revision ?? null,
      buildEvent: last.event,
      revisionEvent: shown?.event ?? null,
    };
  });
}

function versionIn(event: EventEvidence): Pick<Boot, "build" | "revision"> | null {
  if (isEvent(BOOTED_VERSION, event)) {
    const version = readBootedVersion(event);
    return version === null ? null : { build: version.build.toString(), revision: null };
  }
  if (!isEvent(SYSTEM_STARTED, event)) return null;
  const { build, revision } = readFields(SYSTEM_STARTED, event).fields;
  if (!isNumber(build)) return null;
  return { build, revision: isNumber(revision) ? `${build}.${revision}` : null };
}

function isNumber(text: string | null): text is string {
  return text !== null && /^\d{1,9}$/.test(text);
}
