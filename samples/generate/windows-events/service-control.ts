import type { EventProvider, EventToWrite } from "../evtx/index.ts";
import type { Moment } from "../moment.ts";
import { type Host, LEVEL, utf16 } from "./host.ts";

const PROVIDER: EventProvider = {
  name: "Service Control Manager",
  guid: "{555908d1-a6d7-4695-8e1e-26931d2012f4}",
  eventSourceName: "Service Control Manager",
};

/** A service by the name a person reads and the one it is registered under. */
export interface Service {
  readonly displayName: string;
  readonly name: string;
}

/** 7036: param1, param2 and a Binary with the service's name and the state's number. */
export function serviceStateChanged(
  host: Host,
  time: Moment,
  service: Service,
  state: "running" | "stopped",
  processId: number,
): EventToWrite {
  return {
    provider: PROVIDER,
    eventId: 7036,
    qualifiers: 0x4000,
    version: 0,
    level: LEVEL.information,
    task: 0,
    opcode: 0,
    keywords: 0x8080_0000_0000_0000n,
    time,
    processId,
    threadId: processId + 96,
    channel: "System",
    computer: host.computer,
    payload: {
      kind: "event-data",
      fields: [
        { name: "param1", value: service.displayName },
        { name: "param2", value: state },
      ],
      binary: utf16(`${service.name}/${state === "running" ? "4" : "1"}\0`),
    },
  };
}
