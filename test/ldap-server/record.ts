import { asksForDeleted, descriptorPartsAsked, pageAsked } from "./controls.ts";
import { filterText } from "./filter.ts";
import type { Message, Operation, Scope } from "./request.ts";

/** The state of the connection when a request came. */
export interface RequestContext {
  /** Counted from 1. */
  readonly connection: number;
  readonly isEncrypted: boolean;
  /** The first of the names of who is bound; null: nobody. */
  readonly user: string | null;
}

/** A request as a test wants to see it. Passwords are not kept. */
export type RecordedRequest = RequestContext &
  (
    | {
        readonly operation: "search";
        readonly base: string;
        readonly scope: Scope;
        /** RFC 4515. */
        readonly filter: string;
        readonly attributes: readonly string[];
        readonly sizeLimit: number;
        readonly timeLimit: number;
        /** OIDs of all controls. */
        readonly controls: readonly string[];
        /** null: without the control for pages. */
        readonly pageSize: number | null;
        /** Whether it asks for a page after the first. */
        readonly isContinued: boolean;
        readonly asksForDeleted: boolean;
        /** Flags of the control for security descriptors; null: it was not sent. */
        readonly descriptorParts: number | null;
      }
    | { readonly operation: "bind"; readonly name: string; readonly mechanism: string | null }
    | { readonly operation: "extended"; readonly oid: string }
    | { readonly operation: Exclude<Operation["operation"], "search" | "bind" | "extended"> }
  );

export function recordOf({ request, controls }: Message, context: RequestContext): RecordedRequest {
  const { operation } = request;
  if (operation === "bind") return { ...context, operation, name: request.name, mechanism: request.mechanism };
  if (operation === "extended") return { ...context, operation, oid: request.oid };
  if (operation !== "search") return { ...context, operation };
  const { base, scope, filter, attributes, sizeLimit, timeLimit } = request;
  const page = pageAsked(controls);
  return {
    ...context,
    operation,
    base,
    scope,
    filter: filterText(filter),
    attributes,
    sizeLimit,
    timeLimit,
    controls: controls.map(({ oid }) => oid),
    pageSize: page?.size ?? null,
    isContinued: page !== null && page.cookie !== "",
    asksForDeleted: asksForDeleted(controls),
    descriptorParts: descriptorPartsAsked(controls),
  };
}
