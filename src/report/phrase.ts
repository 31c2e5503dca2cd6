/** One value of a phrase. Text and names may come from a log: reporters make them harmless. */
export type Argument =
  | { readonly kind: "text"; readonly value: string }
  | { readonly kind: "count"; readonly value: number }
  /** Earliest and latest, FILETIME ticks; null when no plausible time is known. */
  | {
      readonly kind: "span";
      readonly first: bigint | null;
      readonly last: bigint | null;
      /** It dates what may be the cause, not what was found. */
      readonly isOfCause?: true;
    }
  | { readonly kind: "names"; readonly values: readonly string[] }
  /** From 0 to 1. */
  | { readonly kind: "probability"; readonly value: number };

export type Arguments = Readonly<Record<string, Argument>>;

/** What is to be said, as a code with arguments; the words for the code are the check's or the reporters'. */
export interface Phrase {
  readonly code: string;
  readonly arguments: Arguments;
}

export const text = (value: string): Argument => ({ kind: "text", value });
export const count = (value: number): Argument => ({ kind: "count", value });
export const span = (first: bigint | null, last: bigint | null): Argument => ({ kind: "span", first, last });
export const causeTime = (time: bigint | null): Argument => ({
  kind: "span",
  first: time,
  last: time,
  isOfCause: true,
});
export const names = (values: readonly string[]): Argument => ({ kind: "names", values });
export const probability = (value: number): Argument => ({ kind: "probability", value });
