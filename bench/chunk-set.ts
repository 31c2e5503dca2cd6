import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { sampleLogBytes } from "../samples/generate/sample-log.ts";
import { missingScp } from "../samples/generate/scenarios/index.ts";

const CHUNK_SIZE = 65_536;
const FILE_HEADER_SIZE = 4096;
/** Chunks that are mostly slack would make the records per megabyte too few. */
const FULL = 55_000;

/** Different whole chunks of logs, to be written round and round. */
export interface ChunkSet {
  readonly origin: "real" | "samples";
  readonly chunks: readonly Uint8Array[];
  readonly digest: string;
}

/** Every full chunk whose checksums hold, each once: of the corpus' logs, or without a corpus of the samples. */
export function chunkSet(corpus: string | null): ChunkSet {
  const chunks = new Map<string, Uint8Array>();
  for (const log of corpus === null ? sampleLogs() : realLogs(corpus)) {
    for (const chunk of soundChunks(log)) chunks.set(createHash("sha256").update(chunk).digest("hex"), chunk);
  }
  if (chunks.size === 0)
    throw new Error(`There is no full, undamaged chunk in the logs of ${corpus ?? "the samples"}.`);
  const digest = createHash("sha256");
  for (const key of chunks.keys()) digest.update(key);
  return {
    origin: corpus === null ? "samples" : "real",
    chunks: [...chunks.values()],
    digest: digest.digest("hex").slice(0, 16),
  };
}

function* realLogs(corpus: string): Generator<Uint8Array> {
  const folder = join(corpus, "logs");
  for (const name of readdirSync(folder).toSorted()) yield readFileSync(join(folder, name));
}

function* sampleLogs(): Generator<Uint8Array> {
  for (const log of missingScp().logs) yield sampleLogBytes(log);
}

function* soundChunks(log: Uint8Array): Generator<Uint8Array> {
  for (let start = FILE_HEADER_SIZE; start + CHUNK_SIZE <= log.length; start += CHUNK_SIZE) {
    const chunk = log.subarray(start, start + CHUNK_SIZE);
    if (isSound(chunk)) yield chunk;
  }
}

function isSound(chunk: Uint8Array): boolean {
  const view = new DataView(chunk.buffer, chunk.byteOffset, chunk.byteLength);
  const signature = "ElfChnk\0";
  for (let index = 0; index < signature.length; index++) {
    if (chunk[index] !== signature.charCodeAt(index)) return false;
  }
  const used = view.getUint32(48, true);
  if (used <= FULL || used > CHUNK_SIZE) return false;
  const header = crc32(chunk.subarray(128, 512), crc32(chunk.subarray(0, 120)));
  return view.getUint32(52, true) === crc32(chunk.subarray(512, used)) && view.getUint32(124, true) === header;
}
