import type { NameKind } from "./pseudonyms.ts";
import type { TextKind } from "./redacted-text.ts";

/**
 * What a text of a report is, by the field that holds it. `code`: one of badnode's own words, if it has their form.
 * A name's kind: all of it is one name. Fields that nobody named here hold a `value`, which keeps only words that say nothing.
 */
export type FieldRule = "code" | "path" | "product" | "attribute" | "number" | NameKind | "domain" | TextKind;

/** Where a text stands. */
export interface Field {
  /** Of a list its own; of a phrase's argument the argument's. */
  readonly name: string;
  /** The object that has the field, and the field that has that object. */
  readonly holder: Readonly<Record<string, unknown>>;
  readonly holderName: string;
}

const RULES: Readonly<Record<string, FieldRule>> = {
  ...fields("code", "kind status verdict severity basis certainty code id firstKind"),
  ...fields("code", "how connectionPoint"),
  ...fields("path", "path paths"),
  ...fields("number", "recordId firstRecordId lastRecordId line"),
  ...fields("path", "file files folder folders"),
  ...fields("product", "channel channels skippedChannel event provider providers models product"),
  ...fields(
    "sentence",
    "happened likelyCause nextStep warnings warning message sentence note notes description rationale",
  ),
  ...fields("sentence", "title problem problems words expected consequence explanation"),
  ...fields("command", "command commands script undo"),
  ...fields("attribute", "attribute attributes"),
  ...fields(
    "host",
    "host hosts node nodes proxy proxies computer computers failedUnder passedUnder badNodes idleNodes claims",
  ),
  ...fields("host", "unjudged notFound server servers hidden badProxies member members peer seenBy"),
  ...fields("cluster", "cluster clusters clusterName"),
  ...fields("volume", "volume volumes otherVolume withoutOwner badVolumes disk lun"),
  ...fields("vm", "vm vms machine machines guest virtualMachine virtualMachines"),
  ...fields("job", "job jobs jobName"),
  ...fields("user", "user users reader account userName administrator caller"),
  ...fields("domain", "domain domains"),
};

/** Of names, by what the object beside them says it is. */
const KINDS: Readonly<Record<string, FieldRule>> = {
  node: "host",
  proxy: "host",
  volume: "volume",
  vm: "vm",
  "vm-host": "host",
  job: "job",
  hour: "value",
  onset: "value",
  leak: "value",
  backups: "value",
  object: "value",
  server: "host",
  client: "host",
  other: "user",
};

/** Of names, by the list that holds them. */
const HOLDERS: Readonly<Record<string, FieldRule>> = {
  nodes: "host",
  proxies: "host",
  hosts: "host",
  aliases: "host",
  owners: "host",
  leftOut: "host",
  history: "host",
  volumes: "volume",
  cells: "volume",
  contradictory: "volume",
  unmapped: "vm",
};

export function fieldRule({ name, holder, holderName }: Field): FieldRule {
  if (name === "name" || name === "names") {
    if (holder["reason"] === "cluster-name") return "cluster";
    const { kind } = holder;
    return (typeof kind === "string" ? KINDS[kind] : undefined) ?? HOLDERS[holderName] ?? "value";
  }
  if (name === "label") return holderName === "unmapped" ? "vm" : "value";
  // Who cleared a log or restarted a host, and what explains a failure.
  if (name === "by" && (holderName === "cleared" || holderName === "entries")) return "user";
  if (name === "owner" || name === "to" || name === "from") return holderName === "arguments" ? "value" : "host";
  return RULES[name] ?? "value";
}

function fields(rule: FieldRule, names: string): Readonly<Record<string, FieldRule>> {
  return Object.fromEntries(names.split(" ").map((name) => [name, rule]));
}
