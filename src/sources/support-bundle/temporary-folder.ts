import { mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { BadnodeError } from "../../shared/errors.ts";
import { fileErrorCode } from "../paths/index.ts";
import { explainTemporaryFolder } from "./bundle-problem.ts";

/**
 * A folder that nobody else may enter, with files under numbers. Nothing in a ZIP names a file on disk, so that no name can lead out of the folder,
 * meet a device or be too long.
 */
export class TemporaryFolder {
  readonly #parent: string;
  #path: string | null = null;
  #files = 0;

  constructor(parent: string) {
    this.#parent = parent;
  }

  /** Unless it is there. @throws BadnodeError when it cannot be made */
  async make(): Promise<void> {
    try {
      // Made with mode 0700.
      this.#path ??= await mkdtemp(join(this.#parent, "badnode-"));
    } catch (error) {
      throw new BadnodeError(explainTemporaryFolder(fileErrorCode(error)), { cause: error });
    }
  }

  /** A path that nothing has yet. */
  newFile(): string {
    return join(this.#path ?? this.#parent, String(this.#files++));
  }

  /** With all that is in it. */
  async remove(): Promise<void> {
    const path = this.#path;
    this.#path = null;
    // On Windows a scanner may hold a new file for a moment.
    if (path !== null) await rm(path, { recursive: true, force: true, maxRetries: 5 });
  }
}
