import type { Moment } from "../moment.ts";
import { attributeId, type StampedAttribute } from "./attribute-id.ts";

/** The domain controller that a change was made on. */
export interface Originator {
  /** Lower case without braces. */
  readonly invocationId: string;
  /** Of its nTDSDSA object. */
  readonly settingsDn: string;
}

/** How often an attribute was changed, and when and where last. Replication keeps whole seconds. */
export interface AttributeStamp {
  readonly attribute: StampedAttribute;
  readonly version: number;
  readonly time: Moment;
  readonly originator: Originator;
  readonly originatingUsn: bigint;
  /** On the domain controller that was asked. */
  readonly localUsn: bigint;
}

export function byAttributeId(a: AttributeStamp, b: AttributeStamp): number {
  return attributeId(a.attribute) - attributeId(b.attribute);
}
