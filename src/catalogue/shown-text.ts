/** Without the space around it; null where the event shows none. */
export function shownText(text: string | null): string | null {
  const trimmed = text?.trim() ?? "";
  return trimmed === "" ? null : trimmed;
}
