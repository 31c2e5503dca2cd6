import type { DirectoryRef } from "../../src/evidence/index.ts";
import {
  type AuditedDirectory,
  type AuditedHost,
  auditedServers,
  buildReport,
  type CheckResult,
  type CheckText,
  type Finding,
  type Report,
  type ReportedDirectory,
} from "../../src/report/index.ts";
import { ticks } from "../evidence/build-evidence.ts";

const SERVER = "dc1.corp.example";

function accountDn(name: string): string {
  return `CN=${name},OU=Hyper-V Hosts,DC=corp,DC=example`;
}

/** A host whose connection point is sound. */
export function host(name: string, given: Partial<AuditedHost> = {}): AuditedHost {
  return {
    name,
    domain: "corp.example",
    dn: accountDn(name),
    kind: "server",
    nested: false,
    clusterNode: true,
    askedFor: false,
    activity: "active",
    connectionPoint: { state: "sound", reason: null, faults: [] },
    owner: { kind: "self" },
    principalNames: "complete",
    changes: [],
    audit: "sound",
    reasons: [],
    ...given,
  };
}

export function missing(name: string, given: Partial<AuditedHost> = {}): AuditedHost {
  return host(name, {
    connectionPoint: { state: "missing", reason: null, faults: [MISSING.id] },
    owner: { kind: "none" },
    audit: "suspect",
    reasons: [MISSING.id],
    ...given,
  });
}

export function directoryRef(given: Partial<DirectoryRef> = {}): DirectoryRef {
  return {
    kind: "directory",
    server: SERVER,
    dn: accountDn("HV03"),
    attribute: "objectClass",
    value: "computer",
    ...given,
  };
}

export function directorySource(given: Partial<ReportedDirectory> = {}): ReportedDirectory {
  return {
    kind: "directory",
    path: SERVER,
    status: "complete",
    objects: 3023,
    warnings: [],
    problem: null,
    ...given,
  };
}

const MISSING: CheckText = {
  id: "scp-missing",
  title: "Every Hyper-V host has its service connection point",
  failureTitle: "Hyper-V hosts without a service connection point",
  label: "SCP missing",
  subjectRole: "suspect",
  severity: "critical",
  rationale: "Examples show what is meant.",
  threshold: "One is enough.",
  legend: "Each row is a host.",
  channels: [],
  messages: {
    missing: "no CN=Microsoft Hyper-V below the account",
    summary: "{hosts:host|hosts} without it",
    whole: "Nothing found on any host.",
  },
  remediation: [
    { id: "look-at-dc", kind: "look", text: "Look at {nodes} on {server}, {node} first." },
    { id: "repair", kind: "change", text: "Drain {node}." },
  ],
};

export function missingFinding(name: string, given: Partial<Finding> = {}): Finding {
  return {
    code: "missing",
    severity: "critical",
    subject: { kind: "node", name },
    arguments: { server: { kind: "text", value: SERVER } },
    evidence: [directoryRef({ dn: accountDn(name), attribute: "children", value: "none" })],
    eventKinds: [],
    ...given,
  };
}

/** The check for missing ones, as it came out for these hosts. */
export function missingCheck(names: readonly string[], given: Partial<CheckResult> = {}): CheckResult {
  return {
    text: MISSING,
    status: names.length === 0 ? "pass" : "fail",
    severity: "critical",
    reason:
      names.length === 0
        ? { code: "whole", arguments: {} }
        : { code: "summary", arguments: { hosts: { kind: "names", values: names } } },
    findings: names.map((name) => missingFinding(name)),
    ...given,
  };
}

export function directoryOf(hosts: readonly AuditedHost[], given: Partial<AuditedDirectory> = {}): AuditedDirectory {
  const domain = { domain: "corp.example", namingContext: "DC=corp,DC=example", servers: [SERVER], compared: false };
  return { domains: [domain], hosts, leftOut: [], notFound: [], ...given };
}

export function reportOfDirectory(
  directory: AuditedDirectory,
  checks: readonly CheckResult[],
  sources: readonly ReportedDirectory[] = [directorySource()],
): Report {
  return buildReport({
    tool: { name: "badnode", version: "1.2.3" },
    generatedAt: ticks("2026-09-28T06:00:00Z"),
    window: { from: null, to: null, askedFrom: false, askedTo: false },
    sources,
    coverage: [],
    directory,
    nodes: auditedServers(directory).map(({ name }) => name),
    proxies: [],
    aliases: new Map(),
    checks,
  });
}
