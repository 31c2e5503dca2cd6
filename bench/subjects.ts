import { fileURLToPath } from "node:url";
import type { LargeLog } from "./large-log.ts";
import type { Subject } from "./measure.ts";
import type { Peers } from "./peers.ts";
import type { EventKind } from "./rarest-event.ts";

const PLAIN_READ = fileURLToPath(new URL("./plain-read.js", import.meta.url));
const DUMP_WITH_WINEVTX = fileURLToPath(new URL("./dump-with-winevtx.js", import.meta.url));

export interface Bench {
  readonly node: string;
  /** bin/badnode.js */
  readonly badnode: string;
  readonly large: LargeLog;
  readonly small: LargeLog;
  /** As large as the small one, of chunks that libevtx can read; null when it is not here. */
  readonly plain: LargeLog | null;
  readonly rare: EventKind;
  readonly peers: Peers;
}

/** What is measured, in this order; the ids are what targets name. */
export function subjectsOf(bench: Bench): readonly Subject[] {
  const { node, large, small, rare, peers } = bench;
  const badnode = (...args: readonly string[]): readonly string[] => [node, bench.badnode, ...args];
  const jsonl = ["--format", "jsonl"];
  const onLarge = { input: large, records: "printed" } as const;
  const onSmall = { input: small, records: "printed" } as const;
  const noInput = { input: null, records: "none" } as const;
  const search = ["--provider", rare.provider, "--id", String(rare.eventId)];
  const subjects: (Subject | null)[] = [
    { id: "node", title: "node -e 0", command: [node, "-e", "0"], ...noInput },
    { id: "version", title: "badnode --version", command: badnode("--version"), ...noInput },
    {
      id: "read",
      title: "plain read by Node, 4 MiB blocks",
      command: [node, PLAIN_READ, large.path],
      input: large,
      records: "none",
    },
    {
      id: "select",
      title: "badnode events --provider --id, few hits",
      command: badnode("events", large.path, ...search, ...jsonl),
      input: large,
      records: "read",
    },
    { id: "full", title: "badnode events, all", command: badnode("events", large.path, ...jsonl), ...onLarge },
    {
      id: "full-2",
      title: "badnode events, all, --threads 2",
      command: badnode("events", large.path, ...jsonl, "--threads", "2"),
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
      input: large,
      records: "read",
      succeeds: [0, 1, 3],
    },
    ...[1, 2].map((threads): Subject | null =>
      fromPeer(peers.evtxDump, (program) => ({
        id: `evtx_dump-${threads}`,
        title: `evtx_dump -t ${threads} (Rust), JSON lines`,
        command: [program, "-t", String(threads), "-o", "jsonl", large.path],
        ...onLarge,
      })),
    ),
    fromPeer(peers.winevtx, (module) => ({
      id: "winevtx",
      title: "npm winevtx, JSON lines",
      command: [node, DUMP_WITH_WINEVTX, module, large.path],
      ...onLarge,
    })),
    { id: "small-full", title: "badnode events, all", command: badnode("events", small.path, ...jsonl), ...onSmall },
    {
      id: "small-full-2",
      title: "badnode events, all, --threads 2",
      command: badnode("events", small.path, ...jsonl, "--threads", "2"),
      ...onSmall,
    },
    fromPeer(peers.winevtx, (module) => ({
      id: "small-winevtx",
      title: "npm winevtx, JSON lines",
      command: [node, DUMP_WITH_WINEVTX, module, small.path],
      ...onSmall,
    })),
    ...plainSubjects(bench),
  ];
  return subjects.filter((subject) => subject !== null);
}

function fromPeer(program: string | null, subject: (program: string) => Subject): Subject | null {
  return program === null ? null : subject(program);
}

/** libevtx prints XML, so it is compared with ours in XML. */
function plainSubjects({ node, badnode, plain, peers }: Bench): readonly Subject[] {
  if (plain === null || peers.evtxExport === null) return [];
  const onPlain = { input: plain, records: "read" } as const;
  return [
    {
      id: "plain-xml",
      title: "badnode events --format xml",
      command: [node, badnode, "events", plain.path, "--format", "xml"],
      ...onPlain,
    },
    {
      id: "evtxexport",
      title: "evtxexport -f xml (libevtx)",
      command: [peers.evtxExport, "-f", "xml", plain.path],
      ...onPlain,
    },
  ];
}
