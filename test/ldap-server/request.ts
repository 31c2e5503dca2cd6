import { type BerElement, decode, isTrue, numberOf, textOf } from "./ber.ts";
import { type Control, controlOf } from "./controls.ts";
import { type Filter, filterOf } from "./filter.ts";

export type Scope = "base" | "one" | "subtree";

export type Operation =
  | {
      readonly operation: "bind";
      readonly name: string;
      /** null: not by a password but by this mechanism. */
      readonly password: string | null;
      readonly mechanism: string | null;
    }
  | {
      readonly operation: "search";
      readonly base: string;
      readonly scope: Scope;
      /** 0: none. */
      readonly sizeLimit: number;
      /** Seconds; 0: none. */
      readonly timeLimit: number;
      readonly typesOnly: boolean;
      readonly filter: Filter;
      readonly attributes: readonly string[];
    }
  | { readonly operation: "extended"; readonly oid: string }
  | { readonly operation: "unbind" }
  | { readonly operation: "abandon" }
  /** Whatever would change the directory. */
  | { readonly operation: "modify" | "add" | "delete" | "rename" | "compare" };

export interface Message {
  readonly id: number;
  readonly request: Operation;
  readonly controls: readonly Control[];
}

/** Tags of protocolOp, RFC 4511, 4.1.1. */
const TAG = { bind: 0x60, unbind: 0x42, search: 0x63, abandon: 0x50, extended: 0x77 } as const;
const OTHERS: ReadonlyMap<number, "modify" | "add" | "delete" | "rename" | "compare"> = new Map([
  [0x66, "modify"],
  [0x68, "add"],
  [0x4a, "delete"],
  [0x6c, "rename"],
  [0x6e, "compare"],
]);
const CONTROLS = 0xa0;
const SCOPES = ["base", "one", "subtree"] as const;
const SIMPLE = 0x80;
const SASL = 0xa3;

/** @throws Error when the bytes are no request. */
export function messageOf(bytes: Uint8Array): Message {
  const [id, operation, controls] = decode(bytes).parts;
  if (operation === undefined) throw new Error("no operation");
  return {
    id: numberOf(id),
    request: operationOf(operation),
    controls: controls?.tag === CONTROLS ? controls.parts.map(controlOf) : [],
  };
}

function operationOf({ tag, parts }: BerElement): Operation {
  if (tag === TAG.search) return searchOf(parts);
  if (tag === TAG.bind) return bindOf(parts);
  if (tag === TAG.extended) return { operation: "extended", oid: textOf(parts[0]) };
  if (tag === TAG.unbind) return { operation: "unbind" };
  if (tag === TAG.abandon) return { operation: "abandon" };
  const operation = OTHERS.get(tag);
  if (operation === undefined) throw new Error(`no operation has the tag ${tag}`);
  return { operation };
}

function bindOf([, name, authentication]: readonly BerElement[]): Operation {
  const isSimple = authentication?.tag === SIMPLE;
  return {
    operation: "bind",
    name: textOf(name),
    password: isSimple ? textOf(authentication) : null,
    mechanism: authentication?.tag === SASL ? textOf(authentication.parts[0]) : null,
  };
}

function searchOf(parts: readonly BerElement[]): Operation {
  const [base, scope, , sizeLimit, timeLimit, typesOnly, filter, attributes] = parts;
  const named = SCOPES[numberOf(scope)];
  if (named === undefined || filter === undefined) throw new Error("no search");
  return {
    operation: "search",
    base: textOf(base),
    scope: named,
    sizeLimit: numberOf(sizeLimit),
    timeLimit: numberOf(timeLimit),
    typesOnly: isTrue(typesOnly),
    filter: filterOf(filter),
    attributes: attributes?.parts.map(textOf) ?? [],
  };
}
