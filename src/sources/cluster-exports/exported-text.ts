import { readFile, stat } from "node:fs/promises";
import { BadnodeError } from "../../shared/errors.ts";

/** A list of the nodes of the largest cluster, with all its volumes, is far smaller. */
const LARGEST_BYTES = 16 * 1024 * 1024;

/** A small text file whole: UTF-8, or UTF-16 as Windows PowerShell writes it. */
export async function readExportedText(path: string): Promise<string> {
  return decodedText(await readBytes(path), path);
}

/** The text of a list or an export; a byte order mark is taken off. */
export function decodedText(bytes: Uint8Array, path: string): string {
  const [first, second] = bytes;
  const isLittle = (first === 0xff && second === 0xfe) || (first !== 0 && second === 0);
  const isBig = (first === 0xfe && second === 0xff) || (first === 0 && second !== 0);
  try {
    return new TextDecoder(isLittle ? "utf-16le" : isBig ? "utf-16be" : "utf-8", { fatal: true }).decode(bytes);
  } catch (error) {
    throw new BadnodeError(
      {
        code: "text-encoding",
        happened: `${path} is neither UTF-8 nor UTF-16 text.`,
        likelyCause: "It is another kind of file, or was saved in an ANSI code page.",
        nextStep: "Save it as UTF-8 and run it again.",
      },
      { cause: error },
    );
  }
}

async function readBytes(path: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(path);
    if (size > LARGEST_BYTES) {
      throw new BadnodeError({
        code: "list-too-large",
        happened: `${path} is larger than 16 MiB, which no list of hosts is.`,
        likelyCause: "It is another file.",
        nextStep: "Name a file that holds names of hosts.",
      });
    }
    return await readFile(path);
  } catch (error) {
    if (error instanceof BadnodeError) throw error;
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    throw new BadnodeError(
      {
        code: "list-unreadable",
        happened: `${path} cannot be read (${code}).`,
        nextStep: "Check its name and your right to read it.",
      },
      { cause: error },
    );
  }
}
