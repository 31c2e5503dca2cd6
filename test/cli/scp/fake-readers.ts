import type { Command } from "../../../src/cli/command.ts";
import { scpCommand } from "../../../src/cli/commands/scp.ts";
import { Progress } from "../../../src/cli/progress.ts";
import { type DirectoryReaders, runScp } from "../../../src/cli/scp/run-scp.ts";
import type { DirectoryReading, ReadDirectoryOptions } from "../../../src/index.ts";

export interface FakeDirectory {
  readonly commands: readonly Command[];
  /** With what it was asked. */
  readonly asked: ReadDirectoryOptions[];
  readonly paths: string[];
}

/** `badnode scp` on a directory that needs no network: every server and file answers this. */
export function fakeDirectory(
  reading: DirectoryReading | ((options: ReadDirectoryOptions | null) => DirectoryReading | Promise<DirectoryReading>),
): FakeDirectory {
  const asked: ReadDirectoryOptions[] = [];
  const paths: string[] = [];
  const answer = typeof reading === "function" ? reading : (): DirectoryReading => reading;
  const readers: DirectoryReaders = {
    readDirectory: async (options) => {
      asked.push(options);
      return await answer(options);
    },
    readDirectoryExports: async (given) => {
      paths.push(...given.map((path) => (typeof path === "string" ? path : path.path)));
      return await answer(null);
    },
  };
  const command: Command = {
    ...scpCommand,
    run: (args, context) => runScp(args, context, new Progress(context), readers),
  };
  return { commands: [command], asked, paths };
}

/** Nothing could be read. */
export function unreadable(path: string): DirectoryReading {
  const problem = {
    code: "directory-port-closed",
    happened: `${path} refused the connection.`,
    nextStep: "Ask another.",
  };
  return { views: [], sources: [{ path, status: "unreadable", objects: 0, warnings: [], problem }] };
}
