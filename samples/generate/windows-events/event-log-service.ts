import type { EventToWrite } from "../evtx/index.ts";
import { filetimeToIso } from "../../../src/shared/filetime.ts";
import type { Moment } from "../moment.ts";
import { classicEvent, type Host, LEVEL, utf16 } from "./host.ts";

const QUALIFIERS = 0x8000;

function eventLogEvent(
  host: Host,
  time: Moment,
  id: number,
  strings: readonly string[] | null,
  binary?: Uint8Array,
): EventToWrite {
  const event = { source: "EventLog", id, level: LEVEL.information, qualifiers: QUALIFIERS };
  return classicEvent(host, time, "System", {
    ...event,
    ...(strings === null ? {} : { strings }),
    ...(binary === undefined ? {} : { binary }),
  });
}

/** 6005: Binary is the boot's SYSTEMTIME and a count. */
export function eventLogStarted(host: Host, time: Moment): EventToWrite {
  const [date = "", clock = ""] = filetimeToIso(time).split("T");
  const [year, month, day] = date.split("-").map(Number);
  const [hour, minute, second] = clock.split(":").map((part) => Number.parseInt(part, 10));
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  const binary = new Uint8Array(24);
  const view = new DataView(binary.buffer);
  [year, month, weekday, day, hour, minute, second, 0].forEach((part, index) =>
    view.setUint16(index * 2, part ?? 0, true),
  );
  return eventLogEvent(host, time, 6005, null, binary);
}

/** 6006 */
export function eventLogStopped(host: Host, time: Moment): EventToWrite {
  return eventLogEvent(host, time, 6006, null, Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0));
}

/** 6009 */
export function operatingSystemVersion(host: Host, time: Moment): EventToWrite {
  const { shortText, build } = host.version;
  return eventLogEvent(host, time, 6009, [shortText, build.toString(), "", "Multiprocessor Free", "0"]);
}

/** 6011, at the first start under the new name: the record's computer is the new one already. */
export function computerRenamed(host: Host, time: Moment, from: string, to: string): EventToWrite {
  return eventLogEvent(host, time, 6011, [from, to]);
}

/** 6013: the uptime is the fifth string, the time zone the seventh; Binary repeats the machine's description. */
export function systemUptime(host: Host, time: Moment, seconds: number): EventToWrite {
  const { caption, major, minor, build, buildLab } = host.version;
  const description = [
    ...["1.1", "0", caption, `${major}.${minor}.${build} Build ${build}  `, "Multiprocessor Free"],
    ...[buildLab, "00000000", "Not Available", "Not Available", "9", "2", "262036", "409"],
    ...[host.computer, "", ""],
  ];
  return eventLogEvent(
    host,
    time,
    6013,
    ["", "", "", "", seconds.toString(), "60", "0 Coordinated Universal Time"],
    utf16(description.join("\0")),
  );
}
