// Dumps a log as lines of JSON with npm winevtx, the way its README reads one: node dump-with-winevtx.js MODULE LOG
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const FLUSH_AT = 1 << 20;

const [module = "", log = ""] = process.argv.slice(2);
const winevtx: unknown = await import(pathToFileURL(module).href);
let pending = "";

function isIterable(value: unknown): value is Iterable<unknown> {
  return typeof value === "object" && value !== null && Symbol.iterator in value;
}

function recordsOf(bytes: Uint8Array): Iterable<unknown> {
  if (typeof winevtx === "object" && winevtx !== null && "parseEvtxFile" in winevtx) {
    const { parseEvtxFile } = winevtx;
    if (typeof parseEvtxFile === "function") {
      const records: unknown = Reflect.apply(parseEvtxFile, undefined, [bytes]);
      if (isIterable(records)) return records;
    }
  }
  throw new Error(`${module} has no parseEvtxFile that yields records; this bench knows winevtx 0.1.2.`);
}

const withoutBigint = (_key: string, value: unknown): unknown => (typeof value === "bigint" ? String(value) : value);

for (const record of recordsOf(readFileSync(log))) {
  pending += `${JSON.stringify(record, withoutBigint)}\n`;
  if (pending.length < FLUSH_AT) continue;
  process.stdout.write(pending);
  pending = "";
}
process.stdout.write(pending);
