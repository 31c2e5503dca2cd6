const LONGEST = 200;
const HALF_A_CHARACTER = /[\ud800-\udbff]$/;

/** What an event tells, without the space around it and cut to a line's length; null where it tells nothing. */
export function toldText(text: string | null): string | null {
  const trimmed = text?.trim() ?? "";
  if (trimmed === "") return null;
  return trimmed.length <= LONGEST ? trimmed : `${trimmed.slice(0, LONGEST).replace(HALF_A_CHARACTER, "")}...`;
}
