import type { Alias } from "../../report/index.ts";
import { visibleText } from "../records/visible-text.ts";
import { timeWords } from "./time.ts";

/** `HVNEW03 until 2026-09-02 06:12:44Z`. */
export function aliasWords({ name, until }: Alias): string {
  return `${visibleText(name)} until ${timeWords(until)}`;
}
