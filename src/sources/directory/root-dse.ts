import { type Explanation, BadnodeError } from "../../shared/errors.ts";
import { generalizedTimeToFiletime } from "../../shared/directory-time.ts";
import { sidText } from "../../shared/sid.ts";
import type { DirectoryEntry } from "../directory-objects/index.ts";
import type { SearchRequest } from "./connection.ts";
import { EVERYTHING } from "./audit-questions.ts";
import { bytesOf, textOf, textsOf, valuesOf } from "./entry-values.ts";
import type { ServerQuestions } from "./server-questions.ts";

/** What a server says about itself (MS-ADTS 3.1.1.3.2). */
export interface RootDse {
  readonly dnsHostName: string | null;
  readonly defaultNamingContext: string | null;
  readonly namingContexts: readonly string[];
  /** FILETIME ticks. */
  readonly currentTime: bigint | null;
  /** OIDs; null: it does not say. */
  readonly supportedControls: ReadonlySet<string> | null;
  /** FALSE until a new domain controller has its first copy of the domain. */
  readonly isSynchronized: boolean | null;
}

const SHOW_DELETED = "1.2.840.113556.1.4.417";
const SECURITY_DESCRIPTOR_FLAGS = "1.2.840.113556.1.4.801";

/** Throws a BadnodeError where it does not come: then nothing else would. */
export async function readRootDse(questions: ServerQuestions): Promise<RootDse> {
  const found = await askRootDse(questions, [
    "currentTime",
    "defaultNamingContext",
    "namingContexts",
    "dnsHostName",
    "supportedControl",
    "isSynchronized",
  ]);
  if (found.entry === null) throw new BadnodeError(found.problem ?? SILENT);
  const entry = found.entry;
  const controls = textsOf(entry, "supportedControl");
  const isSynchronized = textOf(entry, "isSynchronized");
  return {
    dnsHostName: textOf(entry, "dnsHostName"),
    defaultNamingContext: textOf(entry, "defaultNamingContext"),
    namingContexts: textsOf(entry, "namingContexts"),
    currentTime: generalizedTimeToFiletime(textOf(entry, "currentTime") ?? ""),
    supportedControls: controls.length === 0 ? null : new Set(controls),
    isSynchronized: isSynchronized === null ? null : isSynchronized.toUpperCase() === "TRUE",
  };
}

/**
 * SIDs of the reader and of all its groups; null where the server does not say. Asked alone, so that a refusal spoils
 * nothing else; active domain controllers show tokenGroups only where it is named.
 */
export async function readReaderSids(questions: ServerQuestions): Promise<ReadonlySet<string> | null> {
  const { entry } = await askRootDse(questions, ["tokenGroups"]);
  if (entry === null) return null;
  const sids = valuesOf(entry, "tokenGroups").map((value) => sidText(bytesOf(value)));
  const known = sids.filter((sid) => sid !== null);
  // With one group unknown, what its members may read is unknown too.
  return known.length === 0 || known.length < sids.length ? null : new Set(known);
}

export function showsDeleted({ supportedControls }: RootDse): boolean {
  return supportedControls?.has(SHOW_DELETED) ?? true;
}

export function showsSecurityDescriptors({ supportedControls }: RootDse): boolean {
  return supportedControls?.has(SECURITY_DESCRIPTOR_FLAGS) ?? true;
}

const SILENT: Explanation = {
  code: "directory-no-root",
  happened: "The server says nothing about itself: its rootDSE came empty.",
  likelyCause: "What answers there is no domain controller.",
  nextStep: "Name a domain controller with --server.",
};

async function askRootDse(
  questions: ServerQuestions,
  attributes: readonly string[],
): Promise<{ readonly entry: DirectoryEntry | null; readonly problem: Explanation | null }> {
  const entries: DirectoryEntry[] = [];
  const request: SearchRequest = { base: "", scope: "base", filter: EVERYTHING, attributes };
  const { problem } = await questions.ask(request, (entry) => entries.push(entry));
  return { entry: entries[0] ?? null, problem };
}
