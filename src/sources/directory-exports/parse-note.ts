import type { DirectorySource, UnreadPart } from "../../evidence/index.ts";
import type { Explanation } from "../../shared/errors.ts";
import { systemTimeToFiletime } from "../../shared/filetime.ts";
import { NOTE_MARK, SAVED_VERSION, type SavedNote } from "./saved-notes.ts";

/** No sound note is longer. */
const LONGEST_NOTE = 1 << 20;
const LONGEST_SERVER = 300;

/**
 * null: a comment like any other. `bad`: it claims to be a note, and is none that can be understood. `newer`: it begins what
 * another version of badnode saved.
 */
export function parseNote(comment: string): SavedNote | "bad" | "newer" | null {
  if (!comment.startsWith(NOTE_MARK)) return null;
  if (comment.length > LONGEST_NOTE) return "bad";
  const [, word, json] = /^([a-z]+) (.*)$/.exec(comment.slice(NOTE_MARK.length)) ?? [];
  if (word === undefined || json === undefined) return "bad";
  const content = parsedJson(json);
  return noteOf(word, content) ?? (word === "begin" && isOfNewerVersion(content) ? "newer" : "bad");
}

function isOfNewerVersion(json: unknown): boolean {
  return isRecord(json) && isCount(json["version"]) && json["version"] > SAVED_VERSION;
}

function parsedJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function noteOf(word: string, json: unknown): SavedNote | null {
  switch (word) {
    case "begin":
      return namesServer(json) && json["version"] === SAVED_VERSION ? { word, server: json.server } : null;
    case "view":
    case "none":
      return namesServer(json) ? { word, server: json.server } : null;
    case "attributes":
      return isTexts(json) ? { word, names: json } : null;
    case "reader":
      return json === null || isTexts(json) ? { word, sids: json } : null;
    case "principals":
      return principalsNote(json);
    case "unread":
      return Array.isArray(json) && json.every(isUnreadPart) ? { word, parts: json } : null;
    case "end":
      return isRecord(json) ? endNote(json) : null;
    case "source":
      return isSource(json) ? { word, source: json } : null;
    case "whole":
      return isRecord(json) ? wholeNote(json) : null;
    default:
      return null;
  }
}

function principalsNote(json: unknown): SavedNote | null {
  if (!isRecord(json)) return null;
  const names: [string, string][] = [];
  for (const [sid, name] of Object.entries(json)) {
    if (!isText(name)) return null;
    names.push([sid, name]);
  }
  return { word: "principals", names };
}

function endNote(json: Readonly<Record<string, unknown>>): SavedNote | null {
  const { basis, namingContext, time, asksForConnectionPoints, asksForDeleted, entries } = json;
  const ticks = isText(time) ? systemTimeToFiletime(time) : null;
  if (basis !== "live" && basis !== "export") return null;
  if (!isText(namingContext) || (time !== null && ticks === null) || !isCount(entries)) return null;
  if (typeof asksForConnectionPoints !== "boolean" || typeof asksForDeleted !== "boolean") return null;
  return { word: "end", basis, namingContext, time: ticks, asksForConnectionPoints, asksForDeleted, entries };
}

function wholeNote({ servers, sum = null }: Readonly<Record<string, unknown>>): SavedNote | null {
  if (!isCount(servers) || (sum !== null && !(isText(sum) && /^[\da-f]{8}$/.test(sum)))) return null;
  return { word: "whole", servers, sum };
}

type JsonRecord = Readonly<Record<string, unknown>>;

function isRecord(value: unknown): value is JsonRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function namesServer(value: unknown): value is JsonRecord & { readonly server: string } {
  return isRecord(value) && isText(value["server"]) && value["server"].length <= LONGEST_SERVER;
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(isText);
}

function isCount(value: unknown): value is number {
  return typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
}

function isUnreadPart(value: unknown): value is UnreadPart {
  if (!isRecord(value) || !isText(value["dn"]) || !isExplanation(value["problem"])) return false;
  return [undefined, "computers", "connection-points"].some((lacks) => value["lacks"] === lacks);
}

function isSource(value: unknown): value is DirectorySource {
  if (!isRecord(value) || !isText(value["path"]) || !isCount(value["objects"]) || !isTexts(value["warnings"]))
    return false;
  if (!["complete", "damaged", "unreadable"].some((status) => value["status"] === status)) return false;
  return value["problem"] === null || isExplanation(value["problem"]);
}

function isExplanation(value: unknown): value is Explanation {
  if (!isRecord(value)) return false;
  const { code, happened, likelyCause, nextStep } = value;
  return isText(code) && isText(happened) && isText(nextStep) && (likelyCause === undefined || isText(likelyCause));
}
