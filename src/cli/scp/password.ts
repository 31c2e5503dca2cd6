import { closeSync, fstatSync, openSync, readSync } from "node:fs";
import { BadnodeError, type Credentials } from "../../index.ts";
import { usageError } from "../command.ts";
import type { CliContext } from "../terminal.ts";
import type { AskedCredentials, PasswordSource } from "./scp-plan.ts";

/** No directory takes so long a password. */
const LONGEST_FILE = 64 * 1024;
const READABLE_BY_OTHERS = 0o044;

/** Who asks, with the password from where it was said to be. No message holds anything of it. */
export async function readCredentials(asked: AskedCredentials, context: CliContext): Promise<Credentials> {
  if (asked.kind === "kerberos") return asked;
  const { user, from } = asked;
  return { kind: "simple", user, password: await passwordOf(user, from, context) };
}

async function passwordOf(user: string, from: PasswordSource, context: CliContext): Promise<string> {
  switch (from.kind) {
    case "file":
      return firstLine(passwordFile(from.path, context), `The password file ${from.path}`);
    case "stdin":
      if (context.stdin.isTerminal) {
        throw usageError(
          "--password-stdin waits for a pipe, and standard input is a terminal, which would show the password.",
          "Leave --password-stdin out to be asked for it.",
        );
      }
      return firstLine(await context.stdin.readAll(LONGEST_FILE), "Standard input");
    case "prompt":
      return promptedPassword(user, context);
  }
}

async function promptedPassword(user: string, { stdin, stderr }: CliContext): Promise<string> {
  if (!stdin.isTerminal || !stderr.isTerminal) {
    throw usageError(
      "No password was given, and there is no terminal to ask for it.",
      "Add --password-file FILE or --password-stdin, or --kerberos instead of --user.",
    );
  }
  const password = await stdin.readHidden(`Password of ${withoutControls(user)}: `);
  if (password === null || password === "") {
    throw new BadnodeError({
      code: "password-empty",
      happened: "No password was typed.",
      nextStep: "Run it again and type the password, or take it from a file with --password-file.",
    });
  }
  return password;
}

function withoutControls(text: string): string {
  return text.replace(/[^\p{L}\p{M}\p{N}\p{P}\p{S} ]/gu, "?");
}

function passwordFile(path: string, { stderr }: CliContext): Uint8Array {
  const { bytes, mode } = readWhole(path);
  // Windows keeps access lists instead and shows every file as readable by all.
  if (process.platform !== "win32" && (mode & READABLE_BY_OTHERS) !== 0) {
    stderr.write(
      `badnode: Warning: the password file can be read by other users of this computer. Take that away: chmod 600 ${shellWord(path)}\n`,
    );
  }
  return bytes;
}

function shellWord(path: string): string {
  return /^[\w./:@%+-]+$/.test(path) ? path : `'${withoutControls(path).replaceAll("'", "'\\''")}'`;
}

function readWhole(path: string): { readonly bytes: Uint8Array; readonly mode: number } {
  let descriptor: number | null = null;
  try {
    descriptor = openSync(path, "r");
    const { mode } = fstatSync(descriptor);
    const bytes = new Uint8Array(LONGEST_FILE + 1);
    let length = 0;
    for (let read = 1; read > 0 && length < bytes.length; length += read) {
      read = readSync(descriptor, bytes, length, bytes.length - length, null);
    }
    if (length > LONGEST_FILE) {
      throw new BadnodeError({
        code: "password-file-too-long",
        happened: `The password file ${path} holds more than ${LONGEST_FILE} bytes.`,
        likelyCause: "It is another file.",
        nextStep: "Name a file whose first line is the password.",
      });
    }
    return { bytes: bytes.subarray(0, length), mode };
  } catch (error) {
    if (error instanceof BadnodeError) throw error;
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    throw new BadnodeError({
      code: "password-file-unreadable",
      happened: `The password file ${path} cannot be read (${code}).`,
      nextStep: "Check its name and your right to read it, or leave --password-file out to be asked.",
    });
  } finally {
    if (descriptor !== null) closeSync(descriptor);
  }
}

/** Without its line end. A password may begin or end with blanks. */
function firstLine(bytes: Uint8Array, source: string): string {
  const [line = ""] = decoded(bytes, source).split(/\r\n|\n|\r/, 1);
  if (line === "") throw emptyPassword(source);
  return line;
}

/** UTF-8, or UTF-16 as Windows PowerShell's Out-File writes it. */
function decoded(bytes: Uint8Array, source: string): string {
  const [first, second] = bytes;
  const encoding =
    first === 0xff && second === 0xfe ? "utf-16le" : first === 0xfe && second === 0xff ? "utf-16be" : "utf-8";
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    // The decoder's own error is left behind: nothing may lead from an error to the bytes.
    throw new BadnodeError({
      code: "password-encoding",
      happened: `${source} is neither UTF-8 nor UTF-16.`,
      nextStep: "Save the password as UTF-8, in one line.",
    });
  }
}

function emptyPassword(source: string): BadnodeError {
  return new BadnodeError({
    code: "password-empty",
    happened: `${source} holds no password.`,
    likelyCause:
      "Its first line is empty. A directory takes a name without a password for nobody, and answers as such.",
    nextStep: "Put the password into the first line, or leave the option out to be asked for it.",
  });
}
