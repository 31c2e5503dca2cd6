import { readdir } from "node:fs/promises";
import { join, parse, sep } from "node:path";

/**
 * Expands `*`, `?`, `[abc]`, `{one,two}` and `**`. Windows' shells leave this to the program, and Node 20 has no stable
 * fs.glob; a library would bring extglobs, negation and dot rules that no log folder needs. Names match in any case,
 * because the extensions of exports come in any case.
 */
export interface PathPattern {
  /** The folder before the first wildcard; empty for the working folder. */
  readonly base: string;
  readonly segments: readonly PatternSegment[];
}

type PatternSegment = { readonly kind: "name"; readonly matches: RegExp } | { readonly kind: "any-depth" };

const WILDCARD = /[*?[\]{}]/;

/** null when the text holds no wildcard. */
export function parsePathPattern(text: string): PathPattern | null {
  if (!WILDCARD.test(text)) return null;
  const { root } = parse(text);
  const parts = text
    .slice(root.length)
    .split(sep === "\\" ? /[\\/]+/ : /\/+/)
    .filter((part) => part !== "");
  const first = parts.findIndex((part) => WILDCARD.test(part));
  if (first === -1) return null;
  return {
    base: join(root, ...parts.slice(0, first)),
    segments: parts
      .slice(first)
      .map((part) => (part === "**" ? { kind: "any-depth" } : { kind: "name", matches: nameExpression(part) })),
  };
}

function nameExpression(segment: string): RegExp {
  let source = "";
  let depth = 0;
  for (let at = 0; at < segment.length; at++) {
    const character = segment.charAt(at);
    const close = character === "[" ? segment.indexOf("]", at + 2) : -1;
    if (close !== -1) {
      const set = segment.slice(at + 1, close).replace(/^!/, "^");
      source += `[${set.replace(/[\\[\]]/g, "\\$&").replace(/(?!^)\^/g, "\\^")}]`;
      at = close;
    } else if (character === "*") {
      while (segment.charAt(at + 1) === "*") at++;
      source += ".*";
    } else if (character === "?") source += ".";
    else if (character === "{" && segment.includes("}", at)) {
      source += "(?:";
      depth++;
    } else if (character === "}" && depth > 0) {
      source += ")";
      depth--;
    } else if (character === "," && depth > 0) source += "|";
    else source += character.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&");
  }
  source += ")".repeat(depth);
  return compiled(`^${source}$`);
}

function compiled(source: string): RegExp {
  try {
    return new RegExp(source, "isu");
  } catch {
    // A set such as [z-a] has no members.
    return /(?!)/;
  }
}

/** The paths that match, in no particular order. Folders that cannot be listed match nothing. */
export async function expandPathPattern(pattern: PathPattern): Promise<readonly string[]> {
  const found = new Set<string>();
  await walk(pattern.base, pattern.segments, found);
  return [...found];
}

async function walk(folder: string, segments: readonly PatternSegment[], found: Set<string>): Promise<void> {
  const [segment, ...rest] = segments;
  if (segment === undefined) return;
  if (segment.kind === "any-depth" && rest.length > 0) await walk(folder, rest, found);
  for (const entry of await entriesOf(folder)) {
    const path = join(folder, entry.name);
    if (segment.kind === "any-depth") {
      // Links are not followed below **, so a loop of links ends.
      if (entry.isDirectory()) await walk(path, segments, found);
      else if (rest.length === 0) found.add(path);
    } else if (segment.matches.test(entry.name)) {
      if (rest.length === 0) found.add(path);
      else if (entry.isDirectory() || entry.isSymbolicLink()) await walk(path, rest, found);
    }
  }
}

async function entriesOf(folder: string) {
  try {
    return await readdir(folder === "" ? "." : folder, { withFileTypes: true });
  } catch {
    return [];
  }
}
