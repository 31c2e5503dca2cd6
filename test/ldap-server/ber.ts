import {
  type BaseBlock,
  Boolean as BooleanBlock,
  Constructed,
  Enumerated,
  fromBER,
  Integer,
  OctetString,
  Primitive,
  Sequence,
  Set as SetBlock,
} from "asn1js";

// LDAP's few types of BER (RFC 4511, 5.1), by way of asn1js, which shares no code with the client under test.

/** The classes of X.690, 8.1.2.2. */
const CLASS = { application: 2, context: 3 } as const;

/** One decoded element: where it is constructed it has parts, else bytes. */
export interface BerElement {
  /** Its first octet: class, form and number. */
  readonly tag: number;
  readonly parts: readonly BerElement[];
  readonly bytes: Uint8Array;
}

/** @throws Error when the bytes are no single element. */
export function decode(bytes: Uint8Array): BerElement {
  const { offset, result } = fromBER(bytes, { maxNodes: 1_000_000, parseEmbedded: false });
  if (offset !== bytes.length) throw new Error(`no BER: ${result.error}`);
  return elementOf(result);
}

function elementOf(block: BaseBlock): BerElement {
  const { tagClass, tagNumber, isConstructed } = block.idBlock;
  const whole = block.valueBeforeDecodeView;
  return {
    tag: ((tagClass - 1) << 6) | (isConstructed ? 0x20 : 0) | tagNumber,
    parts: block instanceof Constructed ? block.valueBlock.value.map(elementOf) : [],
    bytes: whole.subarray(whole.length - block.lenBlock.length),
  };
}

export function textOf(element: BerElement | undefined): string {
  return new TextDecoder().decode(element?.bytes);
}

/** @throws Error for one of more than 32 bits. */
export function numberOf(element: BerElement | undefined): number {
  if (element === undefined || element.bytes.length === 0 || element.bytes.length > 4) throw new Error("no number");
  return element.bytes.reduce((value, byte) => (value << 8) | byte, (element.bytes[0] ?? 0) & 0x80 ? -1 : 0);
}

export function isTrue(element: BerElement | undefined): boolean {
  return (element?.bytes[0] ?? 0) !== 0;
}

/** Something that asn1js encodes. */
export type Block = BaseBlock;

export function encode(block: Block): Uint8Array {
  return new Uint8Array(block.toBER());
}

export function sequence(...parts: readonly Block[]): Block {
  return new Sequence({ value: [...parts] });
}

export function set(parts: readonly Block[]): Block {
  return new SetBlock({ value: [...parts] });
}

export function octets(value: string | Uint8Array): Block {
  return new OctetString({ valueHex: typeof value === "string" ? new TextEncoder().encode(value) : value });
}

export function integer(value: number): Block {
  return new Integer({ value });
}

export function enumerated(value: number): Block {
  return new Enumerated({ value });
}

export function boolean(value: boolean): Block {
  return new BooleanBlock({ value });
}

export function application(tagNumber: number, parts: readonly Block[]): Block {
  return new Constructed({ idBlock: { tagClass: CLASS.application, tagNumber }, value: [...parts] });
}

export function context(tagNumber: number, parts: readonly Block[]): Block {
  return new Constructed({ idBlock: { tagClass: CLASS.context, tagNumber }, value: [...parts] });
}

export function contextOctets(tagNumber: number, value: string | Uint8Array): Block {
  const valueHex = typeof value === "string" ? new TextEncoder().encode(value) : value;
  return new Primitive({ idBlock: { tagClass: CLASS.context, tagNumber }, valueHex });
}
