import type { Argument, Arguments, CheckText, Phrase } from "../../report/index.ts";
import { visibleText } from "../records/visible-text.ts";
import { spanWords } from "./time.ts";

/** Reasons that any check may give. */
const REASONS: Readonly<Record<string, string>> = {
  "no-log-of-channel": "No log of channel {channel} was given.",
  "no-log-of-channels": "No log of channels {channels} was given.",
  "channel-missing": "Nothing found, but no log of channel {channel} was given of {hosts:host|hosts}.",
  "unknown-logs": "Nothing found, but {logs:log|logs} could not be read or placed, and may be of channel {channel}.",
  "damaged-logs": "Nothing found, but the logs of channel {channel} are damaged on {hosts}.",
  "filtered-logs":
    "Nothing found, but the logs of channel {channel} on {hosts} are filtered exports, in which most records are missing.",
  "uncounted-logs":
    "Nothing found, but nobody knows whether records are missing in the logs of channel {channel} on {hosts}.",
  "records-missing": "Nothing found, but records are missing in the logs of channel {channel} on {hosts}.",
  "log-cleared":
    "Nothing found, but the logs of channel {channel} were cleared on {hosts}: what they held before is gone.",
  "times-unknown": "Nothing found, but the records of channel {channel} on {hosts} bear no time that can be right.",
  "window-not-covered": "Nothing found, but the logs of channel {channel} do not cover the window on {hosts}.",
  "nothing-in-channel": "Nothing found in the logs of channel {channel} of {hosts:host|hosts}.",
  "nothing-in-short-logs":
    "Nothing found in the logs of channel {channel} of {hosts:host|hosts}; on {short} they cover less than on others.",
  "nothing-in-channels": "Nothing found in the logs of channels {channels} of {hosts:host|hosts}.",
  "nothing-in-short-channels":
    "Nothing found in the logs of channels {channels} of {hosts:host|hosts}; on {short} they cover less than on others.",
  "below-threshold": "What was seen stays below the threshold.",
  "check-threw": "The check itself failed ({message}): a defect of badnode, which says nothing about any host.",
};

/** The words for a phrase of a check, safe for any terminal. */
export function phraseWords(phrase: Phrase, check: CheckText): string {
  const template = check.messages[phrase.code] ?? REASONS[phrase.code];
  return template === undefined ? phrase.code : fillTemplate(template, phrase.arguments);
}

const PLACEHOLDER = /\{(\w+)(?::([^|{}]*)\|([^{}]*))?\}/g;

/** `{name}` gives the argument, `{name:one|many}` a count with its noun; of names, once they are many, only how many. An argument that is missing stays visible as its placeholder. */
export function fillTemplate(template: string, given: Arguments): string {
  return template.replace(PLACEHOLDER, (placeholder: string, name: string, one?: string, many?: string) => {
    const argument = given[name];
    if (argument === undefined) return placeholder;
    if (one === undefined || many === undefined) return argumentWords(argument);
    if (argument.kind === "names") return fewNamesWords(argument.values, many);
    const words = argumentWords(argument);
    return `${words} ${argument.kind === "count" && argument.value === 1 ? one : many}`;
  });
}

function argumentWords(argument: Argument): string {
  switch (argument.kind) {
    case "text":
      return visibleText(argument.value);
    case "count":
      return countWords(argument.value);
    case "span":
      return spanWords(argument.first, argument.last);
    case "names":
      return nameWords(listed(argument.values, FEW));
    case "probability":
      return probabilityWords(argument.value);
  }
}

/** `0.997`; never 0 or 1, which nothing is known to be. */
export function probabilityWords(value: number): string {
  if (value > 0.999) return "over 0.999";
  return value < 0.001 ? "under 0.001" : value.toFixed(3);
}

/** `33,297`. */
export function countWords(value: number | bigint): string {
  return value.toString().replace(/\B(?=(?:\d{3})+$)/g, ",");
}

/** Names that a sentence holds. */
export const FEW = 12;

/** Names while they are few; else `54 hosts`. */
export function hostWords(values: readonly string[]): string {
  return fewNamesWords(values, "hosts");
}

function fewNamesWords(values: readonly string[], many: string): string {
  return values.length <= FEW ? nameWords(values) : `${countWords(values.length)} ${many}`;
}

/** The first of them, and how many there are besides. */
export function listed(names: readonly string[], shown: number): readonly string[] {
  const left = names.length - shown;
  return left <= 0 ? names : [...names.slice(0, shown), `${countWords(left)} more`];
}

/** `HV03, HV06 and HV08`; `none` without any. */
export function nameWords(values: readonly string[]): string {
  const shown = values.map(visibleText);
  const last = shown.at(-1);
  if (last === undefined) return "none";
  return shown.length === 1 ? last : `${shown.slice(0, -1).join(", ")} and ${last}`;
}
