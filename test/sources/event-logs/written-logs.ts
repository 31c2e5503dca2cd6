import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { type EventToWrite, writeLog } from "../../../samples/generate/evtx/index.ts";
import { isoToFiletime } from "../../../src/shared/filetime.ts";

/** A folder that is there while one test runs. */
export class TestFolder {
  readonly path = mkdtempSync(join(tmpdir(), "badnode-test-"));

  file(name: string, bytes: Uint8Array | string): string {
    const path = join(this.path, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
    return path;
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** What a test wants to say about one event; the rest is ordinary. */
export interface PlainEvent {
  readonly time?: string;
  readonly id?: number;
  readonly provider?: string;
  readonly eventSourceName?: string;
  readonly channel?: string;
  readonly computer?: string;
  readonly level?: number;
  readonly recordId?: bigint;
  readonly text?: string;
}

function plainEvent(event: PlainEvent = {}): EventToWrite {
  return {
    layout: "classic",
    provider: {
      name: event.provider ?? "VSS",
      ...(event.eventSourceName === undefined ? {} : { eventSourceName: event.eventSourceName }),
    },
    eventId: event.id ?? 8224,
    qualifiers: 0,
    level: event.level ?? 4,
    task: 0,
    keywords: 0x80_0000_0000_0000n,
    time: isoToFiletime(event.time ?? "2025-06-08T07:15:00Z") ?? 0n,
    channel: event.channel ?? "Application",
    computer: event.computer ?? "PROXY01",
    ...(event.recordId === undefined ? {} : { recordId: event.recordId }),
    payload: { kind: "strings", strings: [event.text ?? "idle"] },
  };
}

export function plainLog(events: readonly PlainEvent[], recordsPerChunk?: number): Uint8Array {
  return writeLog(events.map(plainEvent), recordsPerChunk === undefined ? {} : { recordsPerChunk });
}
