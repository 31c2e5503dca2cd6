import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import type { ByteSource } from "../../formats/evtx/index.ts";
import { BadnodeError } from "../../shared/errors.ts";
import { explainFileError, explainNoRegularFile } from "./path-problem.ts";

/** An open log. What a read threw last is kept in `failure`, for an error that names the path. */
export interface LogFile extends ByteSource {
  readonly failure: unknown;
  close(): void;
}

/** Opens what lies at `realPath`; what cannot be opened is told of `path`. */
export type OpenLog = (path: string, realPath: string) => LogFile;

// Windows has no O_NONBLOCK. Elsewhere it keeps open() from waiting for a pipe's writer, should a pipe have taken the
// place of the file that was found.
const OPEN_FLAGS = constants.O_RDONLY | ("O_NONBLOCK" in constants ? constants.O_NONBLOCK : 0);

/** Opens the file at `realPath`. @throws BadnodeError that names `path`, when it cannot be opened. */
export function openLogFile(path: string, realPath = path): LogFile {
  const descriptor = opened(path, realPath);
  const stats = fstatSync(descriptor);
  if (!stats.isFile()) {
    closeSync(descriptor);
    throw new BadnodeError(explainNoRegularFile(path, stats.isDirectory() ? "folder" : "pipe or device"));
  }
  let failure: unknown = null;
  return {
    size: stats.size,
    get failure() {
      return failure;
    },
    read(target, position) {
      try {
        return readSync(descriptor, target, 0, target.length, position);
      } catch (error) {
        failure = error;
        throw error;
      }
    },
    close: () => closeSync(descriptor),
  };
}

function opened(path: string, realPath: string): number {
  try {
    return openSync(realPath, OPEN_FLAGS);
  } catch (error) {
    throw new BadnodeError(explainFileError(path, error), { cause: error });
  }
}
