import type { DirectorySource, DirectoryView } from "../../evidence/index.ts";
import type { DirectoryEntry } from "../directory-objects/index.ts";
import { readAbsentParents } from "./absent-parents.ts";
import { readAskedComputers } from "./asked-computers.ts";
import { attributesAskedFor } from "./audit-questions.ts";
import { findAuditScope } from "./audit-scope.ts";
import type { DirectoryConnection } from "./connection.ts";
import { readDeletedPoints } from "./deleted-points.ts";
import { readGuestPoints } from "./guest-points.ts";
import { readHostsAndPoints } from "./hosts-and-points.ts";
import { readOwnerNames } from "./owner-names.ts";
import { foreignText } from "./problems/foreign-text.ts";
import { readReaderSids, type RootDse, showsDeleted, showsSecurityDescriptors } from "./root-dse.ts";
import type { ServerQuestions } from "./server-questions.ts";
import { ServerReading } from "./server-reading.ts";
import { askForUnseenPoints } from "./unseen-points.ts";

export interface ReadServerOptions {
  readonly base: string | undefined;
  readonly hosts: readonly string[] | null;
  readonly onEntry: ((entry: DirectoryEntry) => void) | undefined;
}

/** A server that has said who it is. */
export interface GreetedServer {
  readonly connection: DirectoryConnection;
  readonly questions: ServerQuestions;
  readonly rootDse: RootDse;
}

export interface ServerAnswer {
  /** null: nothing came. */
  readonly view: DirectoryView | null;
  readonly source: Pick<DirectorySource, "status" | "objects" | "warnings" | "problem">;
}

/** What its view calls a server: its own name, else what was given. */
export function serverName({ rootDse, connection }: Pick<GreetedServer, "rootDse" | "connection">): string {
  return rootDse.dnsHostName ?? connection.server;
}

/** Asks one server all that an audit needs. Throws a BadnodeError where it holds nothing to look in. */
export async function readServer(server: GreetedServer, options: ReadServerOptions): Promise<ServerAnswer> {
  const { questions, rootDse } = server;
  const scope = await findAuditScope(questions, rootDse, options.base);
  questions.keepWithin(scope.namingContext);
  const securityDescriptors = showsSecurityDescriptors(rootDse);
  const reading = new ServerReading(questions, {
    frame: {
      server: serverName(server),
      time: rootDse.currentTime,
      attributes: attributesAskedFor({ securityDescriptors }),
      readerSids: await readReaderSids(questions),
    },
    scope,
    onEntry: options.onEntry,
  });
  if (rootDse.isSynchronized === false) {
    reading.warn("It has not finished its first replication: what it lacks may stand on other domain controllers.");
  }
  if (!securityDescriptors) reading.warn("It shows no owners and access lists to anybody.");

  await readHostsAndPoints(reading, { securityDescriptors });
  await readAbsentParents(reading, { securityDescriptors });
  if (options.hosts !== null) await readAskedComputers(reading, options.hosts, { securityDescriptors });
  await readGuestPoints(reading);
  await readDeletedPoints(reading, { isOffered: showsDeleted(rootDse) });
  await askForUnseenPoints(reading, { securityDescriptors, hosts: options.hosts ?? [] });
  const principals = await readOwnerNames(reading, reading.view());
  reading.noteCutEntries();
  reading.noteForeignEntries();
  return conclude(reading, principals);
}

function conclude(reading: ServerReading, principals: DirectoryView["principals"]): ServerAnswer {
  const { questions, problem } = reading;
  const warnings = [...reading.warnings, ...describeReferrals(questions.referrals)];
  const { objects } = questions;
  if (problem === null || objects > 0) {
    const status = problem === null ? "complete" : "damaged";
    return { view: { ...reading.view(), principals }, source: { status, objects, warnings, problem } };
  }
  return { view: null, source: { status: "unreadable", objects, warnings, problem } };
}

function describeReferrals(referrals: readonly string[]): readonly string[] {
  const [first] = referrals;
  if (first === undefined) return [];
  const references = referrals.length === 1 ? "1 reference" : `${referrals.length} references`;
  return [
    `${references} to other servers not followed, the first to ${foreignText(first)}: hosts there are not in this audit.`,
  ];
}
