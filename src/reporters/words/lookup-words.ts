import type { ObjectLookup } from "../excerpt/lookup-object.ts";

const WORDS: Readonly<Record<ObjectLookup["shows"], string>> = {
  object: "To see the first object whole:",
  children: "To see what stands below the first account:",
  servers: "To see what each server has of the first one:",
};

/** What stands above the commands. */
export function lookupWords({ shows }: ObjectLookup): string {
  return WORDS[shows];
}
