import { open } from "node:fs/promises";
import { FORM_BYTES } from "./export-form.ts";

const BLOCK_BYTES = 1 << 20;

/** The first bytes of a file. @throws what the file system does */
export async function readStart(path: string): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const block of blocksOf(path, FORM_BYTES)) {
    parts.push(block.slice());
    length += block.length;
    if (length >= FORM_BYTES) break;
  }
  return Buffer.concat(parts);
}

/** A file in pieces, each valid until the next is asked for. @throws what the file system does */
export async function* blocksOf(path: string, blockBytes: number = BLOCK_BYTES): AsyncGenerator<Uint8Array> {
  const file = await open(path);
  try {
    const block = new Uint8Array(blockBytes);
    for (;;) {
      const { bytesRead } = await file.read(block, 0, block.length, null);
      if (bytesRead === 0) return;
      yield block.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}
