import type { Report } from "../report/index.ts";
import {
  EXPORT_DIRECTORY,
  EXPORT_OWNERS,
  EXPORT_PLACEMENT,
  EXPORT_RESOURCES,
  EXPORT_TASKS,
  EXPORT_VOLUMES,
} from "../shared/export-commands.ts";
import { type Field, fieldRule, type FieldRule } from "./field-rule.ts";
import { dnPseudonym, dnsPseudonym, hostPseudonym, pathPseudonym, userPseudonym } from "./name-parts.ts";
import { Pseudonyms } from "./pseudonyms.ts";
import { TextRedaction } from "./redacted-text.ts";
import { isPlainWord, isWindowsChannel } from "./well-known.ts";

/**
 * The same report with a pseudonym for each name: numbered by the order of the names, so that the same report gives the same
 * pseudonyms, and a name has one wherever it stands. All fields are gone through, whatever they are called: text that no rule
 * knows to be harmless does not stay.
 */
export function redactReport(report: Report): Report {
  const pseudonyms = new Pseudonyms();
  mapped(report, (text, field) => learnt(text, field, pseudonyms));
  pseudonyms.settle();
  // What texts tell of names beyond the fields for names; then what has to be numbered.
  for (const pass of ["learn", "count"] as const) {
    mapped(report, redactionWith(pseudonyms));
    if (pass === "learn") pseudonyms.settle();
  }
  pseudonyms.finish();
  return { ...mapped(report, redactionWith(pseudonyms)), redacted: true };
}

type TextMap = (text: string, field: Field) => string;

const ROOT: Field = { name: "", holder: {}, holderName: "" };

/** The same with other texts. What checks say of themselves is the same for everybody, and so is the tool. */
function mapped<T>(value: T, map: TextMap, field?: Field): T;
function mapped(value: unknown, map: TextMap, field: Field = ROOT): unknown {
  if (typeof value === "string") return map(value, field);
  if (Array.isArray(value)) return value.map((one: unknown) => mapped(one, map, field));
  if (value instanceof Map) {
    return new Map(
      [...value].map(([key, one]: [unknown, unknown]) => [mapped(key, map, field), mapped(one, map, field)]),
    );
  }
  if (value instanceof Set) return new Set([...value].map((one: unknown) => mapped(one, map, field)));
  if (!isRecord(value) || isOwnWords(value, field)) return value;
  const isArgument = value["kind"] === "text" || value["kind"] === "names";
  return Object.fromEntries(
    Object.entries(value).map(([name, one]) => {
      const isOfArgument = isArgument && (name === "value" || name === "values");
      const own = isOfArgument
        ? { ...field, holderName: "arguments" }
        : { name, holder: value, holderName: field.name };
      return [/^[a-z][A-Za-z]*$/.test(name) ? name : map(name, { ...ROOT, name: "" }), mapped(one, map, own)];
    }),
  );
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function isOwnWords(value: Readonly<Record<string, unknown>>, { name }: Field): boolean {
  return name === "tool" || (name === "text" && "rationale" in value && "messages" in value);
}

const NAME_RULES: ReadonlySet<FieldRule> = new Set(["host", "cluster", "volume", "vm", "job", "user"]);

/** Takes names from the fields that hold nothing else. */
function learnt(text: string, field: Field, pseudonyms: Pseudonyms): string {
  const rule = fieldRule(field);
  const name = text.trim();
  if (rule === "domain" && name.includes(".")) pseudonyms.learn(name, "domain");
  if (!isName(name, rule)) return text;
  if (rule === "host" || rule === "cluster") {
    const [, short = "", domain = ""] = /^([^.]+)\.(.+\..+)$/.exec(name) ?? [];
    if (domain !== "") pseudonyms.learn(domain, "domain");
    pseudonyms.learn(short === "" ? name : short, rule);
  } else if (rule === "volume") {
    // Beside other clusters' a volume bears its cluster's name.
    const [, own, cluster] = /^(.*) \(([^()\s]+)\)$/.exec(name) ?? [];
    pseudonyms.learn(name, "volume");
    if (own !== undefined) pseudonyms.learn(own, "volume");
    if (cluster !== undefined) pseudonyms.learn(cluster, "cluster");
  } else if (rule === "vm" || rule === "job") pseudonyms.learn(name, rule);
  return text;
}

/** Whether a field for names holds one as it is written, and no path, address or number of Windows. */
function isName(text: string, rule: FieldRule): boolean {
  if (!NAME_RULES.has(rule) || text === "" || /^\d{1,2}$/.test(text)) return false;
  if (rule === "host" || rule === "cluster") return /^[^\s\\/:@=,]+$/.test(text) && !isAddressLike(text);
  return !/^S-1-\d/i.test(text);
}

function isAddressLike(text: string): boolean {
  return (
    /^[\d.]+$/.test(text) || /^S-1-\d/i.test(text) || /\.(?:ldif?|csv|xml|json|clixml|txt|evtx|zip|log)$/i.test(text)
  );
}

const OWN_COMMANDS: ReadonlySet<string> = new Set([
  EXPORT_DIRECTORY,
  EXPORT_OWNERS,
  EXPORT_PLACEMENT,
  EXPORT_RESOURCES,
  EXPORT_TASKS,
  EXPORT_VOLUMES,
]);

const CODE = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

function redactionWith(pseudonyms: Pseudonyms): TextMap {
  const texts = new TextRedaction(pseudonyms);
  const redacted = new Map<string, string>();
  return (text, field) => {
    const rule = fieldRule(field);
    const key = `${rule} ${text}`;
    const own = redacted.get(key) ?? redactedText(text, rule, texts, pseudonyms);
    redacted.set(key, own);
    return own;
  };
}

function redactedText(text: string, rule: FieldRule, texts: TextRedaction, pseudonyms: Pseudonyms): string {
  if (text.trim() === "") return text;
  switch (rule) {
    case "code":
      return isCode(text, pseudonyms) ? text : texts.redact(text, "value");
    case "number":
      return /^\d+$/.test(text) ? text : texts.redact(text, "value");
    case "path":
      return /^[^:]+:\/\/|^[^\\/.]+(?:\.[^\\/.]+)*$/.test(text) && !isPath(text)
        ? texts.redact(text, "value")
        : pathPseudonym(text, pseudonyms);
    case "product":
      return isWindowsChannel(text) ? text : texts.redact(text, "product");
    case "attribute":
      return texts.redact(text, "value");
    case "domain":
      return /^[^\s\\/:@=,]+$/.test(text) ? domainName(text, pseudonyms) : texts.redact(text, "value");
    case "user":
      return /^S-1-\d/i.test(text) || text.includes("=")
        ? texts.redact(text, "value")
        : userPseudonym(text, pseudonyms);
    case "host":
    case "cluster":
      return isName(text, rule) || /^[\d.]+$/.test(text)
        ? hostPseudonym(text, pseudonyms, rule)
        : elsewhere(text, texts, pseudonyms);
    case "volume":
    case "vm":
    case "job":
      return isName(text, rule) ? pseudonyms.ofName(text, rule) : texts.redact(text, "value");
    case "command":
      return OWN_COMMANDS.has(text) ? text : texts.redact(text, "command");
    case "name":
    case "sentence":
    case "value":
      return rule === "sentence" ? texts.redact(text, "sentence") : elsewhere(text, texts, pseudonyms);
  }
}

/** A code of badnode's has its words; one that was added since and has others bears no known name. */
function isCode(text: string, pseudonyms: Pseudonyms): boolean {
  return (
    CODE.test(text) && (isPlainWord(text, false) || text.split("-").every((part) => pseudonyms.kindOf(part) === null))
  );
}

/** A path, where it is plainly one. */
function elsewhere(text: string, texts: TextRedaction, pseudonyms: Pseudonyms): string {
  const isWhole = isPath(text) && dnPseudonym(text, pseudonyms) === null;
  return isWhole ? pathPseudonym(text, pseudonyms) : texts.redact(text, "value");
}

function isPath(text: string): boolean {
  return (
    /^(?:[a-z]:[\\/]|[\\/]{1,2}|\.{1,2}[\\/])/i.test(text) ||
    (/[\\/]/.test(text) &&
      /\.(?:evtx?|ldif?|csv|xml|json|clixml|txt|zip|log|pem|cer)$/i.test(text) &&
      !/^[a-z]+:\/\//i.test(text))
  );
}

function domainName(text: string, pseudonyms: Pseudonyms): string {
  return text.includes(".") ? dnsPseudonym(text, "host", pseudonyms) : pseudonyms.ofDomain(text).toUpperCase();
}
