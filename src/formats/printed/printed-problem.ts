export interface PrintedProblem {
  /** From 1. */
  readonly line: number;
  readonly expected: string;
}

/** No line that a console shows is so long. */
export const LONGEST_LINE = 1 << 16;

/** `{C:\ClusterStorage\Volume1, C:\ClusterStorage\Volume2}` as PowerShell shows a list; null: something was cut off. */
export function shownValue(text: string): string | readonly string[] | null {
  if (/(?:\.\.\.|\u2026)\}?$/.test(text)) return null;
  const inner = /^\{(.*)\}$/.exec(text)?.[1];
  if (inner === undefined || /^[0-9a-f-]{36}$/i.test(inner)) return text;
  return inner.split(", ").filter((item) => item !== "");
}
