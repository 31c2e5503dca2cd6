/** Why bytes are no security descriptor. */
export interface DescriptorProblem {
  readonly kind: "truncated" | "revision" | "control" | "offset" | "sid" | "list" | "entry";
  /** Bytes from the start of the descriptor. */
  readonly position: number;
  readonly expected: string;
}

export function broken(kind: DescriptorProblem["kind"], position: number, expected: string): DescriptorProblem {
  return { kind, position, expected };
}

export function isProblem(value: unknown): value is DescriptorProblem {
  return typeof value === "object" && value !== null && "kind" in value && "expected" in value;
}
