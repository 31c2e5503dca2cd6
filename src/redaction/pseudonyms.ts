import { compareText } from "../shared/order.ts";

/** What a name is of. Of a name that several things bear the first kind here counts: one name is one pseudonym. */
const KINDS = ["host", "cluster", "volume", "vm", "job", "user", "name"] as const;

export type NameKind = (typeof KINDS)[number];

/** What is numbered by itself, as no name is one of these. */
export type IdentifierKind = "domain" | "sid-domain" | "sid-account" | "guid" | "ipv4" | "ipv6" | "mac";

const LABELS: Readonly<Record<NameKind, string>> = {
  host: "HOST",
  cluster: "CLUSTER",
  volume: "volume",
  vm: "vm",
  job: "job",
  user: "user",
  name: "name",
};

/** Of names that are learnt, and of their pseudonyms. */
export class Pseudonyms {
  readonly #kinds = new Map<string, NameKind>();
  readonly #domains = new Set<string>();
  /** By the first word of names that are more than one. */
  readonly #longNames = new Map<string, readonly string[]>();
  readonly #learnt: { readonly name: string; readonly kind: NameKind | "domain" }[] = [];
  readonly #met = new Map<string, Set<string>>();
  readonly #numbers = new Map<string, ReadonlyMap<string, number>>();

  /** Counts from the next `settle` on, so that it does not matter where a name is met first. */
  learn(name: string, kind: NameKind | "domain"): void {
    this.#learnt.push({ name, kind });
  }

  settle(): void {
    for (const { name, kind } of this.#learnt.splice(0)) {
      const key = keyOf(name);
      if (key === "") continue;
      if (kind === "domain") this.#domains.add(key);
      else this.#kinds.set(key, weightier(kind, this.#kinds.get(key)));
    }
    // What was met with less known may be something else now.
    this.#met.clear();
    this.#longNames.clear();
    for (const key of [...this.#kinds.keys()].sort((a, b) => b.length - a.length || compareText(a, b))) {
      if (/^[\p{L}\p{N}_-]+$/u.test(key)) continue;
      const first = firstWord(key, 0);
      this.#longNames.set(first, [...(this.#longNames.get(first) ?? []), key]);
    }
  }

  kindOf(name: string): NameKind | null {
    return this.#kinds.get(keyOf(name)) ?? null;
  }

  isDomain(name: string): boolean {
    return this.#domains.has(keyOf(name));
  }

  /** A name of several words that stands there as a whole. */
  longNameAt(text: string, at: number): string | null {
    for (const key of this.#longNames.get(firstWord(text, at).toLowerCase()) ?? []) {
      const found = text.slice(at, at + key.length);
      const isWhole = !isWordCharacter(text, at + key.length) || !isWordCharacter(key, key.length - 1);
      if (isWhole && keyOf(found) === key) return found;
    }
    return null;
  }

  /** Of a name that nobody knows the kind given. */
  ofName(name: string, kind: NameKind): string {
    const own = this.kindOf(name) ?? kind;
    return `${LABELS[own]}-${this.number(own, keyOf(name))}`;
  }

  /** `domain-1`: of `corp.example`, and of `CORP` where that is the first label of one domain alone. */
  ofDomain(name: string): string {
    const key = keyOf(name);
    const longer = key.includes(".") ? [] : [...this.#domains].filter((domain) => domain.startsWith(`${key}.`));
    return `domain-${this.number("domain", (longer.length === 1 ? longer[0] : undefined) ?? key)}`;
  }

  /** From 1, by the order of all that were met before `finish`. */
  number(kind: NameKind | IdentifierKind, key: string): number {
    const numbers = this.#numbers.get(kind);
    if (numbers !== undefined) return numbers.get(key) ?? 0;
    const met = this.#met.get(kind) ?? new Set();
    this.#met.set(kind, met.add(key));
    return 0;
  }

  /** Numbers all that were met. */
  finish(): void {
    for (const [kind, keys] of this.#met) {
      this.#numbers.set(kind, new Map([...keys].sort(compareText).map((key, index) => [key, index + 1])));
    }
  }
}

function keyOf(name: string): string {
  return name.trim().toLowerCase();
}

function weightier(kind: NameKind, other: NameKind | undefined): NameKind {
  return other !== undefined && KINDS.indexOf(other) < KINDS.indexOf(kind) ? other : kind;
}

const FIRST_WORD = /[\p{L}\p{N}_]+|[^]/uy;

function firstWord(text: string, at: number): string {
  FIRST_WORD.lastIndex = at;
  return FIRST_WORD.exec(text)?.[0] ?? "";
}

export function isWordCharacter(text: string, at: number): boolean {
  return at >= 0 && at < text.length && /[\p{L}\p{N}_-]/u.test(text.charAt(at));
}
