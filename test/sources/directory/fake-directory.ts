import type {
  DirectoryConnection,
  SearchEntry,
  SearchFilter,
  SearchPage,
  SearchRequest,
} from "../../../src/sources/directory/connection.ts";
import type { AttributeValue } from "../../../src/sources/directory-objects/index.ts";
import { dnKey, firstValue, parentDn } from "../../../src/shared/distinguished-name.ts";
import { BadnodeError } from "../../../src/shared/errors.ts";

export type FakeValues = AttributeValue | readonly AttributeValue[];
export type FakeAttributes = Readonly<Record<string, FakeValues>>;

export interface FakeObject {
  readonly dn: string;
  readonly attributes: FakeAttributes;
  readonly isDeleted?: boolean;
  /** `hidden`: as if it were not there. `unreadable`: found by its DN alone, and without attributes. */
  readonly access?: "hidden" | "unreadable";
}

/** Makes the questions that it meets fail with a code, once so many of their pages have come. */
export interface Fault {
  readonly meets: (request: SearchRequest) => boolean;
  readonly code: string;
  readonly afterPages?: number;
}

export interface FakeDirectoryOptions {
  readonly rootDse?: FakeAttributes;
  readonly objects?: readonly FakeObject[];
  readonly faults?: readonly Fault[];
  readonly referrals?: readonly string[];
  readonly pageSize?: number;
  /** Values that are given of one attribute at once. */
  readonly valuesAtOnce?: number;
  /** Awaited before each page. */
  readonly beforePage?: (request: SearchRequest) => Promise<void>;
}

export const NAMING_CONTEXT = "DC=corp,DC=example";

/** Attributes that are shown only where they are named. */
const NAMED_ONLY: ReadonlySet<string> = new Set([
  "ntsecuritydescriptor",
  "tokengroups",
  "msds-replattributemetadata",
  "msds-principalname",
]);

/** A directory in memory that answers as a domain controller does, and remembers what it was asked. */
export class FakeDirectory implements DirectoryConnection {
  readonly server: string;
  /** Every search, in order, pages of one search together. */
  readonly searches: SearchRequest[] = [];
  requests = 1;
  closed = 0;
  readonly #options: FakeDirectoryOptions;
  readonly #objects: readonly StoredObject[];
  #endPages: (() => void) | null = null;

  constructor(server: string, options: FakeDirectoryOptions = {}) {
    this.server = server;
    this.#options = options;
    const rootDse: FakeAttributes = {
      objectClass: "top",
      dnsHostName: `${server}.corp.example`,
      defaultNamingContext: NAMING_CONTEXT,
      namingContexts: [NAMING_CONTEXT, `CN=Configuration,${NAMING_CONTEXT}`],
      currentTime: "20250608120000.0Z",
      isSynchronized: "TRUE",
      ...options.rootDse,
    };
    const top: FakeObject = { dn: NAMING_CONTEXT, attributes: { objectClass: ["top", "domainDNS"] } };
    this.#objects = [{ dn: "", attributes: rootDse }, top, ...(options.objects ?? [])].map(stored);
  }

  async *search(request: SearchRequest): AsyncGenerator<SearchPage> {
    this.searches.push(request);
    this.requests++;
    const fault = this.#options.faults?.find(({ meets }) => meets(request));
    const size = this.#options.pageSize ?? 500;
    const found = fault !== undefined && (fault.afterPages ?? 0) === 0 ? [] : this.#find(request);
    const pages = Math.max(1, Math.ceil(found.length / size));
    for (let page = 0; page < pages; page++) {
      if (page > 0) this.requests++;
      await this.#ready(request);
      if (fault !== undefined && page === (fault.afterPages ?? 0)) throw failure(fault.code);
      const entries = found.slice(page * size, (page + 1) * size).map((object) => this.#show(object, request));
      const isLast = page === pages - 1 && request.scope === "subtree";
      yield { entries, referrals: isLast ? (this.#options.referrals ?? []) : [] };
    }
    if (fault !== undefined) throw failure(fault.code);
  }

  close(): Promise<void> {
    this.closed++;
    this.#endPages?.();
    return Promise.resolve();
  }

  async #ready(request: SearchRequest): Promise<void> {
    const ended = new Promise<"ended">((resolve) => (this.#endPages = () => resolve("ended")));
    const outcome = await Promise.race([this.#options.beforePage?.(request), ended]);
    if (outcome === "ended" || this.closed > 0) throw failure("directory-connection-lost");
  }

  #find({ base, scope, filter, showDeleted = false }: SearchRequest): readonly StoredObject[] {
    const top = dnKey(base);
    const visible = this.#objects.filter(({ access, isDeleted }) => access !== "hidden" && (showDeleted || !isDeleted));
    if (!visible.some(({ key }) => key === top)) throw failure("directory-no-such-object");
    const inScope = visible.filter(({ key, parentKey }) => {
      if (scope === "base") return key === top;
      return key !== "" && (scope === "one" ? parentKey === top : key === top || key.endsWith(`,${top}`));
    });
    // An object whose attributes may not be read comes only where it is named.
    return inScope.filter(({ access, attributes }) =>
      access === "unreadable" || !attributes.has("objectclass") ? scope === "base" : matches(filter, attributes),
    );
  }

  #show(object: StoredObject, request: SearchRequest): SearchEntry {
    const shown = new Map<string, readonly AttributeValue[]>();
    if (object.access === "unreadable") return { dn: object.dn, attributes: shown };
    const asked = new Map(request.attributes.map((name) => [name.toLowerCase().split(";")[0] ?? "", name]));
    for (const [key, { name, values }] of object.attributes) {
      if (key === "ntsecuritydescriptor" && request.securityDescriptors !== true) continue;
      const description = asked.get(key) ?? (asked.has("*") && !NAMED_ONLY.has(key) ? name : null);
      if (description !== null) this.#showValues(shown, name, description, values);
    }
    return { dn: object.dn, attributes: shown };
  }

  #showValues(
    shown: Map<string, readonly AttributeValue[]>,
    name: string,
    description: string,
    values: readonly AttributeValue[],
  ): void {
    const from = Number(/;range=(\d+)-\*$/.exec(description)?.[1] ?? 0);
    const atOnce = this.#options.valuesAtOnce ?? Number.POSITIVE_INFINITY;
    const isWhole = values.length <= from + atOnce;
    if (from === 0 && isWhole) shown.set(name, values);
    else shown.set(`${name};range=${from}-${isWhole ? "*" : from + atOnce - 1}`, values.slice(from, from + atOnce));
  }
}

export function failure(code: string): BadnodeError {
  return new BadnodeError({ code, happened: `The server answers ${code}.`, nextStep: "Try again." });
}

interface StoredObject extends Required<Pick<FakeObject, "dn" | "isDeleted">> {
  readonly access: FakeObject["access"] | null;
  readonly key: string;
  readonly parentKey: string;
  readonly attributes: Attributes;
}

function stored(object: FakeObject): StoredObject {
  const { dn, access = null, isDeleted = false } = object;
  return {
    dn,
    access,
    isDeleted,
    key: dnKey(dn),
    parentKey: dnKey(parentDn(dn) ?? ""),
    attributes: attributesOf(object),
  };
}

type Attributes = ReadonlyMap<string, { readonly name: string; readonly values: readonly AttributeValue[] }>;

function attributesOf({ dn, attributes, isDeleted }: FakeObject): Attributes {
  const name = firstValue(dn) ?? "";
  const all: FakeAttributes = {
    ...(dn === "" ? {} : { distinguishedName: dn, name, cn: name }),
    ...(isDeleted === true ? { isDeleted: "TRUE" } : {}),
    ...attributes,
  };
  return new Map(
    Object.entries(all).flatMap(([name, given]) => {
      const values = typeof given === "string" || given instanceof Uint8Array ? [given] : given;
      return values.length === 0 ? [] : [[name.toLowerCase(), { name, values }]];
    }),
  );
}

function matches(filter: SearchFilter, attributes: Attributes): boolean {
  switch (filter.kind) {
    case "and":
      return filter.of.every((part) => matches(part, attributes));
    case "or":
      return filter.of.some((part) => matches(part, attributes));
    case "not":
      return !matches(filter.of, attributes);
    case "present":
      return valuesOf(filter.attribute, attributes).length > 0;
    case "equals":
      return valuesOf(filter.attribute, attributes).some((value) => isSame(filter.attribute, value, filter.value));
    case "starts":
      return valuesOf(filter.attribute, attributes).some(
        (value) => typeof value === "string" && value.toLowerCase().startsWith(filter.value.toLowerCase()),
      );
  }
}

function valuesOf(attribute: string, attributes: Attributes): readonly AttributeValue[] {
  return attributes.get(attribute.toLowerCase())?.values ?? [];
}

function isSame(attribute: string, one: AttributeValue, other: AttributeValue): boolean {
  if (typeof one !== "string" || typeof other !== "string") return Buffer.compare(bytes(one), bytes(other)) === 0;
  if (attribute === "distinguishedName") return dnKey(one) === dnKey(other);
  return one.toLowerCase() === other.toLowerCase();
}

function bytes(value: AttributeValue): Uint8Array {
  return typeof value === "string" ? new TextEncoder().encode(value) : value;
}
