import type { CheckText } from "../../report/index.ts";
import { hang, wrap } from "../table/wrap.ts";
import { stepsOfCheck } from "./check-steps.ts";

/** Where a check looks that looks in no channel. */
const DIRECTORY = "Active Directory, asked or exported (badnode scp)";

/** One entry per check: severity, id, what holds when it passes. */
export function checkList(checks: readonly CheckText[], width: number): string {
  const lines = checks.flatMap(({ id, severity, title }) => [
    `${severity.padEnd("critical".length)}  ${id}`,
    ...hang("          ", `${title}.`, width),
  ]);
  return `${[...lines, "", "badnode explain ID says more."].join("\n")}\n`;
}

/** A check's own account of itself. */
export function checkExplanation(check: CheckText, width: number): string {
  const section = (heading: string, lines: readonly string[]): readonly string[] => ["", heading, ...lines];
  const lines = [
    ...wrap(`${check.id} (${check.severity})`, width),
    ...wrap(`${check.title}.`, width),
    ...section("Why", hang("  ", check.rationale, width)),
    ...section("Threshold", hang("  ", check.threshold, width)),
    ...section("How to read it", hang("  ", check.legend, width)),
    ...section(
      "Looks in",
      placesOf(check).flatMap((place) => hang("  ", place, width)),
    ),
    ...section(
      "When it fails",
      stepsOfCheck(check).flatMap(({ text }, index) => hang(`  ${index + 1}. `, text, width)),
    ),
    "",
    ...wrap(`More: docs/checks/${check.id}.md`, width),
  ];
  return `${lines.join("\n")}\n`;
}

function placesOf({ channels, places = [] }: CheckText): readonly string[] {
  const all = [...channels, ...places];
  return all.length === 0 ? [DIRECTORY] : all;
}
