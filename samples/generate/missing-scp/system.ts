import type { EventToWrite } from "../evtx/index.ts";
import { jittered, later, type Moment, secondsBetween } from "../moment.ts";
import type { SeededRandom } from "../seeded-random.ts";
import {
  hiveSaved,
  lastBootGood,
  operatingSystemStarted,
  operatingSystemStopping,
  powerTransition,
  restartInitiated,
  timeSourceReachable,
} from "../windows-events/boot.ts";
import {
  eventLogStarted,
  eventLogStopped,
  operatingSystemVersion,
  systemUptime,
} from "../windows-events/event-log-service.ts";
import type { Host } from "../windows-events/host.ts";
import { type Service, serviceStateChanged } from "../windows-events/service-control.ts";
import { DAY_SECONDS, DAYS, NODES, WEEK_START } from "./cluster.ts";
import { inTimeOrder } from "./proxy-application.ts";

const WEEK_SECONDS = DAYS * DAY_SECONDS;
const ADMINISTRATOR = { account: "CORP\\clusteradmin", sid: "S-1-5-21-1004336348-1177238915-682003330-1106" } as const;

/** Services that start and stop by themselves all day. */
const SERVICES: readonly [Service, ...Service[]] = [
  { displayName: "Windows Modules Installer", name: "TrustedInstaller" },
  { displayName: "WMI Performance Adapter", name: "wmiApSrv" },
  { displayName: "Virtual Disk", name: "vds" },
  { displayName: "Windows Error Reporting Service", name: "WerSvc" },
  { displayName: "Software Protection", name: "sppsvc" },
  { displayName: "Background Intelligent Transfer Service", name: "BITS" },
];

/** One host's System log in time order: a restart on Monday morning, then a quiet week. */
export function systemLog(host: Host, random: SeededRandom): readonly EventToWrite[] {
  const position = NODES.findIndex(({ name }) => name === host.name);
  const down = later(WEEK_START, 4 * 3_600 + position * 1_500 + random.between(0, 300));
  const up = later(down, random.between(240, 420));
  return inTimeOrder([
    ...restart(host, down, up, random),
    ...uptimes(host, up, random),
    ...services(host, up, random),
    ...hives(host, up, random),
  ]);
}

function restart(host: Host, down: Moment, up: Moment, random: SeededRandom): readonly EventToWrite[] {
  const kernelStart = jittered(later(up, -14), random);
  const logStart = later(kernelStart, 11);
  return [
    restartInitiated(host, jittered(down, random), ADMINISTRATOR.account, ADMINISTRATOR.sid),
    eventLogStopped(host, later(down, 4.3)),
    powerTransition(host, later(down, 8.6)),
    operatingSystemStopping(host, later(down, 9.1)),
    operatingSystemStarted(host, kernelStart, later(kernelStart, -0.174)),
    lastBootGood(host, later(kernelStart, 0.0001)),
    operatingSystemVersion(host, logStart),
    eventLogStarted(host, later(logStart, 0.00002)),
    systemUptime(host, later(logStart, 0.016), 12),
    timeSourceReachable(host, later(logStart, 38.2), "DC01.corp.example (ntp.d|0x0|10.20.0.11:123)", 304),
  ];
}

/** 6013 comes at noon. */
function uptimes(host: Host, up: Moment, random: SeededRandom): readonly EventToWrite[] {
  return Array.from({ length: DAYS }, (_, day) => {
    const noon = jittered(later(WEEK_START, day * DAY_SECONDS + DAY_SECONDS / 2), random);
    return systemUptime(host, noon, Math.floor(secondsBetween(up, noon)));
  });
}

function services(host: Host, up: Moment, random: SeededRandom): readonly EventToWrite[] {
  const available = WEEK_SECONDS - secondsBetween(WEEK_START, up) - 7_200;
  return Array.from({ length: 300 }, (_, index) => {
    const start = jittered(later(up, 120 + (index * available) / 300 + random.between(0, 900)), random);
    const service = random.pick(...SERVICES);
    return [
      serviceStateChanged(host, start, service, "running", 560),
      serviceStateChanged(host, later(start, random.between(30, 900)), service, "stopped", 560),
    ];
  }).flat();
}

function hives(host: Host, up: Moment, random: SeededRandom): readonly EventToWrite[] {
  return Array.from({ length: 12 }, (_, index) =>
    hiveSaved(
      host,
      jittered(later(up, 600 + index * 43_200), random),
      `\\SystemRoot\\System32\\Config\\${random.pick("SOFTWARE", "SYSTEM", "DEFAULT")}`,
      random.between(200, 9_000),
    ),
  );
}
