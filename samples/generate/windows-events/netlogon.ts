import type { EventToWrite } from "../evtx/index.ts";
import type { Moment } from "../moment.ts";
import { classicEvent, type Host, LEVEL } from "./host.ts";

const ACCESS_DENIED = { text: "Access is denied.", bytes: Uint8Array.of(5, 0, 0, 0) } as const;

/** NETLOGON 5788: the HOST service principal names could not be written to the directory. */
export function principalNamesNotWritten(host: Host, time: Moment): EventToWrite {
  return classicEvent(host, time, "System", {
    source: "NETLOGON",
    id: 5788,
    level: LEVEL.error,
    strings: [`HOST/${host.computer}`, `HOST/${host.name}`, ACCESS_DENIED.text],
    binary: ACCESS_DENIED.bytes,
  });
}

/** NETLOGON 5789: the DNS host name could not be written to the directory. */
export function hostNameNotWritten(host: Host, time: Moment): EventToWrite {
  return classicEvent(host, time, "System", {
    source: "NETLOGON",
    id: 5789,
    level: LEVEL.error,
    strings: [host.computer, ACCESS_DENIED.text],
    binary: ACCESS_DENIED.bytes,
  });
}
