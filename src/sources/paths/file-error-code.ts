/** The code of a file system error (`ENOENT`), or null for anything else that was thrown. */
export function fileErrorCode(error: unknown): string | null {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : null;
}
