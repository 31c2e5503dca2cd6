import { readFile, stat } from "node:fs/promises";
import { textOfBytes } from "../../formats/delimited/index.ts";
import { BadnodeError } from "../../shared/errors.ts";

/** A list of the nodes of the largest cluster, with all its volumes, is far smaller. */
const LARGEST_BYTES = 16 * 1024 * 1024;

/** A small text file whole, in whatever encoding Windows writes it. */
export async function readExportedText(path: string): Promise<string> {
  return textOfBytes(await readBytes(path));
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
