/** `code` of an error, and of those that it joins: a name with several addresses fails once for each. */
export function errorCodes(error: unknown): readonly string[] {
  if (!(error instanceof Error)) return [];
  const own = "code" in error && typeof error.code === "string" ? [error.code] : [];
  const joined: readonly unknown[] = error instanceof AggregateError ? error.errors : [];
  return [...own, ...joined.flatMap(errorCodes)];
}
