import { join } from "node:path";
import type { LargeLog } from "./large-log.ts";
import type { Subject } from "./measure.ts";
import type { Peers } from "./peers.ts";
import type { EventKind } from "./rarest-event.ts";

export interface Bench {
  readonly node: string;
  /** bin/badnode.js */
  readonly badnode: string;
  /** The folder of this program, compiled. */
  readonly scripts: string;
  readonly large: LargeLog;
  readonly small: LargeLog;
  readonly rare: EventKind;
  readonly peers: Peers;
}

/** What is measured, in this order; the ids are what targets name. */
export function subjectsOf(bench: Bench): readonly Subject[] {
  const { node, scripts, large, small, rare, peers } = bench;
  const badnode = (...args: readonly string[]): readonly string[] => [node, bench.badnode, ...args];
  const jsonl = ["--format", "jsonl"];
  const onLarge = { inputBytes: large.bytes, lines: "records" } as const;
  const onSmall = { inputBytes: small.bytes, lines: "records" } as const;
  const silent = { lines: null } as const;
  const search = ["--provider", rare.provider, "--id", String(rare.eventId)];
  const subjects: (Subject | null)[] = [
    { id: "node", title: "node -e 0", command: [node, "-e", "0"], inputBytes: 0, ...silent },
    { id: "version", title: "badnode --version", command: badnode("--version"), inputBytes: 0, ...silent },
    {
      id: "read",
      title: "plain read by Node, 4 MiB blocks",
      command: [node, join(scripts, "plain-read.js"), large.path],
      inputBytes: large.bytes,
      ...silent,
    },
    {
      id: "select",
      title: "badnode events --provider --id, few hits",
      command: badnode("events", large.path, ...search, ...jsonl),
      inputBytes: large.bytes,
      ...silent,
    },
    { id: "full", title: "badnode events, all", command: badnode("events", large.path, ...jsonl), ...onLarge },
    {
      id: "full-1",
      title: "badnode events, all, --threads 1",
      command: badnode("events", large.path, ...jsonl, "--threads", "1"),
      ...onLarge,
    },
    {
      id: "merge",
      title: "badnode events --merge",
      command: badnode("events", large.path, ...jsonl, "--merge"),
      ...onLarge,
    },
    {
      id: "analyze",
      title: "badnode analyze",
      command: badnode("analyze", large.path, "--format", "json"),
      inputBytes: large.bytes,
      succeeds: [0, 1, 3],
      ...silent,
    },
    ...[1, 2].map((threads): Subject | null =>
      fromPeer(peers.evtxDump, (program) => ({
        id: `evtx_dump-${threads}`,
        title: `evtx_dump -t ${threads} (Rust), JSON lines`,
        command: [program, "-t", String(threads), "-o", "jsonl", large.path],
        ...onLarge,
      })),
    ),
    { id: "small-full", title: "badnode events, all", command: badnode("events", small.path, ...jsonl), ...onSmall },
    {
      id: "small-full-1",
      title: "badnode events, all, --threads 1",
      command: badnode("events", small.path, ...jsonl, "--threads", "1"),
      ...onSmall,
    },
    fromPeer(peers.winevtx, (module) => ({
      id: "winevtx",
      title: "npm winevtx, JSON lines",
      command: [node, join(scripts, "dump-with-winevtx.js"), module, small.path],
      ...onSmall,
    })),
    {
      id: "small-xml",
      title: "badnode events --format xml",
      command: badnode("events", small.path, "--format", "xml"),
      inputBytes: small.bytes,
      ...silent,
    },
    fromPeer(peers.evtxExport, (program) => ({
      id: "evtxexport",
      title: "evtxexport -f xml (libevtx)",
      command: [program, "-f", "xml", small.path],
      inputBytes: small.bytes,
      ...silent,
    })),
  ];
  return subjects.filter((subject) => subject !== null);
}

function fromPeer(program: string | null, subject: (program: string) => Subject): Subject | null {
  return program === null ? null : subject(program);
}
