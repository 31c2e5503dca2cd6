import type { DirectoryEvidence, DirectorySource, DirectoryView } from "../../evidence/index.ts";
import { BadnodeError } from "../../shared/errors.ts";
import { compareText } from "../../shared/order.ts";
import type { DirectoryEntry } from "../directory-objects/index.ts";
import type { DirectoryConnection } from "./connection.ts";
import { type GreetedServer, readServer, serverName } from "./read-server.ts";
import { readRootDse } from "./root-dse.ts";
import { ServerQuestions } from "./server-questions.ts";

export interface ServerToRead {
  /** What was given. */
  readonly path: string;
  /** A bound connection, and one line for each thing that had to be done another way. */
  readonly open: () => Promise<{ readonly connection: DirectoryConnection; readonly warnings: readonly string[] }>;
}

export type DirectoryReading = Pick<DirectoryEvidence, "views" | "sources">;

export interface ReadServersOptions {
  /** DN below which is looked, instead of the whole domain. */
  readonly base?: string;
  /** Names that were asked for, as they were given; null: every host. */
  readonly hosts: readonly string[] | null;
  readonly signal?: AbortSignal;
  /** Of one request, for what the whole reading may take. */
  readonly timeoutMilliseconds?: number;
  readonly onProgress?: (progress: { readonly server: string; readonly objects: number }) => void;
  /** Every entry that was read, with the name of its view's server, for saving; servers are then read one after the other. */
  readonly onEntry?: (server: string, entry: DirectoryEntry) => void;
}

interface OpenedServer extends GreetedServer {
  readonly path: string;
  readonly warnings: readonly string[];
}

interface Outcome {
  readonly view: DirectoryView | null;
  readonly source: DirectorySource;
}

const MAX_AT_ONCE = 4;
const DEFAULT_TIMEOUT_MILLISECONDS = 30_000;

/** Asks each server who it is, and each once what an audit needs, by whatever names it was given. */
export async function readServers(
  servers: readonly ServerToRead[],
  options: ReadServersOptions,
): Promise<DirectoryReading> {
  const { signal, onEntry } = options;
  const atOnce = onEntry === undefined ? MAX_AT_ONCE : 1;
  const connections = new Set<DirectoryConnection>();
  const closeAll = (): Promise<unknown> => Promise.all([...connections].map((connection) => connection.close()));
  // A server that does not answer is not waited for.
  const onAbort = (): void => void closeAll();
  signal?.addEventListener("abort", onAbort);
  try {
    const inOrder = [...servers].sort((one, other) => compareText(one.path, other.path));
    const opened = await eachAtOnce(inOrder, atOnce, (server) => openServer(server, connections, options));
    const { first, again } = tellApart(opened.filter((one) => "questions" in one));
    await Promise.all(again.map(({ server }) => server.connection.close()));
    const read = await eachAtOnce(first, atOnce, (server) => readOpened(server, again, options));
    return inOneOrder([...read, ...opened.filter((one) => "source" in one)]);
  } finally {
    signal?.removeEventListener("abort", onAbort);
    await closeAll();
  }
}

async function openServer(
  { path, open }: ServerToRead,
  connections: Set<DirectoryConnection>,
  { signal, timeoutMilliseconds = DEFAULT_TIMEOUT_MILLISECONDS, onProgress }: ReadServersOptions,
): Promise<OpenedServer | Outcome> {
  signal?.throwIfAborted();
  try {
    const { connection, warnings } = await open();
    connections.add(connection);
    const questions = new ServerQuestions(connection, {
      signal,
      timeoutMilliseconds,
      onObjects: (objects) => onProgress?.({ server: connection.server, objects }),
    });
    return { path, warnings, connection, questions, rootDse: await readRootDse(questions) };
  } catch (error) {
    signal?.throwIfAborted();
    return unreadable(path, error);
  }
}

async function readOpened(
  server: OpenedServer,
  again: readonly KnownServer[],
  { base, hosts, signal, onEntry }: ReadServersOptions,
): Promise<Outcome> {
  const { path, connection } = server;
  const same = again
    .filter(({ known }) => known === server)
    .map((other) => `${other.server.path} is the same server, and was not asked again.`);
  const warnings = [...server.warnings, ...same];
  server.questions.begin();
  try {
    const { view, source } = await readServer(server, {
      base,
      hosts,
      onEntry: onEntry === undefined ? undefined : (entry) => onEntry(serverName(server), entry),
    });
    return { view, source: { path, ...source, warnings: [...warnings, ...source.warnings] } };
  } catch (error) {
    signal?.throwIfAborted();
    return unreadable(path, error, warnings);
  } finally {
    server.questions.end();
    await connection.close();
  }
}

interface KnownServer {
  readonly server: OpenedServer;
  /** The one that it is. */
  readonly known: OpenedServer;
}

/** By the name that a server gives itself: `dc1`, its address and its full name are one. */
function tellApart(servers: readonly OpenedServer[]): {
  readonly first: readonly OpenedServer[];
  readonly again: readonly KnownServer[];
} {
  const byName = new Map<string, OpenedServer>();
  const first: OpenedServer[] = [];
  const again: KnownServer[] = [];
  for (const server of servers) {
    const name = server.rootDse.dnsHostName?.toLowerCase();
    const known = name === undefined ? undefined : byName.get(name);
    if (known !== undefined) again.push({ server, known });
    else {
      first.push(server);
      if (name !== undefined) byName.set(name, server);
    }
  }
  return { first, again };
}

/** Anything but a BadnodeError is a defect, and thrown on. */
function unreadable(path: string, error: unknown, warnings: readonly string[] = []): Outcome {
  if (!(error instanceof BadnodeError)) throw error;
  return { view: null, source: { path, status: "unreadable", objects: 0, warnings, problem: error.explanation } };
}

function inOneOrder(outcomes: readonly Outcome[]): DirectoryReading {
  return {
    views: outcomes
      .flatMap(({ view }) => (view === null ? [] : [view]))
      .sort((a, b) => compareText(a.namingContext, b.namingContext) || compareText(a.server, b.server)),
    sources: outcomes.map(({ source }) => source).sort((a, b) => compareText(a.path, b.path)),
  };
}

/** Results in the order of the items. After the first failure no further item is begun; it is thrown once those under way have ended. */
async function eachAtOnce<Item, Result>(
  items: readonly Item[],
  atOnce: number,
  work: (item: Item) => Promise<Result>,
): Promise<readonly Result[]> {
  const results: { readonly index: number; readonly result: Result }[] = [];
  const waiting = items.entries();
  let hasFailed = false;
  const lanes = Array.from({ length: Math.min(atOnce, items.length) }, async () => {
    for (const [index, item] of waiting) {
      if (hasFailed) return;
      try {
        results.push({ index, result: await work(item) });
      } catch (error) {
        hasFailed = true;
        throw error;
      }
    }
  });
  for (const lane of await Promise.allSettled(lanes)) if (lane.status === "rejected") throw lane.reason;
  return results.sort((a, b) => a.index - b.index).map(({ result }) => result);
}
