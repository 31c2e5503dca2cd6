import { closeSync, fstatSync, openSync, readSync, statSync } from "node:fs";
import { join } from "node:path";
import { usageError } from "../command.ts";
import type { BadnodeError } from "../../shared/errors.ts";
import { parsedJson } from "../../shared/json-bytes.ts";
import type { Config } from "./config.ts";
import { ConfigProblem } from "./json-field.ts";
import { parseConfig } from "./parse-config.ts";

const CONFIG_NAME = "badnode.config.json";

/** Thousands of suppressions fit. */
const MOST_MEBIBYTES = 1;
const MOST_BYTES = MOST_MEBIBYTES * 1024 * 1024;

export interface ReadConfig {
  /** As it was given; of one that was found its name. */
  readonly path: string;
  /** Where it really lies. */
  readonly place: string;
  readonly config: Config;
}

export interface ConfigAsked {
  /** null: the one of the current folder, where there is one. */
  readonly file: string | null;
  readonly currentFolder: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** @throws BadnodeError with code `usage` that names the file, and where in it something is wrong */
export function readConfig({ file, currentFolder, now }: ConfigAsked): ReadConfig | null {
  const path = file ?? CONFIG_NAME;
  const place = file ?? join(currentFolder, CONFIG_NAME);
  const bytes = bytesOf(path, place);
  if (bytes === null) {
    if (file === null) return null;
    throw usageError(`--config ${file}: there is no such file.`, "Check the path, or leave --config out.");
  }
  const json = jsonOf(path, bytes);
  try {
    return { path, place, config: parseConfig(json, now) };
  } catch (error) {
    if (!(error instanceof ConfigProblem)) throw error;
    const { pointer, message, nextStep } = error;
    throw usageError(`${path}${pointer === "" ? "" : `, ${pointer}`}: ${message}.`, nextStep);
  }
}

/** null: there is none. */
function bytesOf(path: string, place: string): Uint8Array | null {
  let descriptor: number;
  try {
    // A pipe would be waited for when it is opened.
    if (!statSync(place).isFile()) throw usageError(`${path} is no file.`, "Give --config a file, or --no-config.");
    descriptor = openSync(place, "r");
  } catch (error) {
    if (codeOf(error) === "ENOENT" || codeOf(error) === "ENOTDIR") return null;
    if (codeOf(error) === null) throw error;
    throw unreadable(path, error);
  }
  try {
    const stats = fstatSync(descriptor);
    if (stats.size > MOST_BYTES) {
      throw usageError(
        `${path} has more than ${MOST_MEBIBYTES} MiB and is not read.`,
        "Is it a configuration of badnode? Give another one with --config, or --no-config.",
      );
    }
    const bytes = new Uint8Array(stats.size);
    let length = 0;
    while (length < bytes.length) {
      const read = readSync(descriptor, bytes, length, bytes.length - length, length);
      if (read === 0) break;
      length += read;
    }
    return bytes.subarray(0, length);
  } catch (error) {
    if (codeOf(error) === null) throw error;
    throw unreadable(path, error);
  } finally {
    closeSync(descriptor);
  }
}

function unreadable(path: string, error: unknown): BadnodeError {
  return usageError(
    `${path} could not be read (${codeOf(error) ?? "unknown reason"}).`,
    "Check its permissions, or ignore it with --no-config.",
  );
}

function jsonOf(path: string, bytes: Uint8Array): unknown {
  const json = parsedJson(bytes);
  if (json !== undefined) return json;
  throw usageError(
    bytes.length === 0 ? `${path} is empty.` : `${path} is no JSON.`,
    "Write at least {}, or ignore the file with --no-config.",
    "Comments, a comma behind the last entry and single backslashes are none of JSON.",
  );
}

function codeOf(error: unknown): string | null {
  return error instanceof Error && "code" in error && typeof error.code === "string" && !("explanation" in error)
    ? error.code
    : null;
}
