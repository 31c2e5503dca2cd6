import type { CheckResult, Finding } from "../report/index.ts";

export interface HostFinding {
  readonly finding: Finding;
  readonly check: CheckResult;
}

/** What all checks found, by host. */
export class HostFindings {
  readonly #byHost = new Map<string, HostFinding[]>();
  readonly #unjudged: ReadonlySet<string>;
  readonly #failed: ReadonlySet<string>;
  readonly #suppressed: ReadonlySet<Finding>;
  /** A check threw: what it looks for may be there. */
  readonly someCheckFailed: boolean;

  constructor(results: readonly CheckResult[], suppressed: ReadonlySet<Finding> = new Set()) {
    this.#suppressed = suppressed;
    for (const check of results) {
      for (const finding of check.findings) {
        if (finding.subject.kind !== "node") continue;
        const found = this.#byHost.get(finding.subject.name);
        if (found === undefined) this.#byHost.set(finding.subject.name, [{ finding, check }]);
        else found.push({ finding, check });
      }
    }
    this.#unjudged = new Set(results.flatMap(({ unjudged }) => unjudged ?? []));
    this.#failed = new Set(results.flatMap(({ status, text }) => (status === "error" ? [text.id] : [])));
    this.someCheckFailed = results.some(({ status, text }) => status === "error" && text.severity !== "info");
  }

  of(host: string): readonly HostFinding[] {
    return this.#byHost.get(host) ?? [];
  }

  /** It makes nobody suspect. */
  isSuppressed({ finding }: HostFinding): boolean {
    return this.#suppressed.has(finding);
  }

  /** The check threw, so that nobody knows what it would have found. */
  isOpen(checkId: string): boolean {
    return this.#failed.has(checkId);
  }

  /** Some check could not judge it. */
  isUnjudged(host: string): boolean {
    return this.#unjudged.has(host);
  }
}
