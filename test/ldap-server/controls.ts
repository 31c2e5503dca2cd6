import {
  type BerElement,
  type Block,
  boolean,
  decode,
  encode,
  integer,
  isTrue,
  numberOf,
  octets,
  sequence,
  textOf,
} from "./ber.ts";

export const CONTROL = {
  /** RFC 2696. */
  pagedResults: "1.2.840.113556.1.4.319",
  /** MS-ADTS 3.1.1.3.4.1.14. */
  showDeleted: "1.2.840.113556.1.4.417",
  /** MS-ADTS 3.1.1.3.4.1.11. */
  securityDescriptorFlags: "1.2.840.113556.1.4.801",
} as const;

export interface Control {
  readonly oid: string;
  readonly isCritical: boolean;
  readonly value: Uint8Array | null;
}

export interface Page {
  readonly size: number;
  /** As text of bytes; empty for the first page. */
  readonly cookie: string;
}

const BOOLEAN = 0x01;

export function controlOf({ parts: [oid, ...rest] }: BerElement): Control {
  const criticality = rest.find(({ tag }) => tag === BOOLEAN);
  const value = rest.find(({ tag }) => tag !== BOOLEAN);
  return { oid: textOf(oid), isCritical: isTrue(criticality), value: value?.bytes ?? null };
}

export function pageAsked(controls: readonly Control[]): Page | null {
  const value = controls.find(({ oid }) => oid === CONTROL.pagedResults)?.value ?? null;
  if (value === null) return null;
  const [size, cookie] = decode(value).parts;
  return { size: numberOf(size), cookie: textOf(cookie) };
}

/** Which parts of a descriptor are asked for, by the bits of SECURITY_INFORMATION; null: the control was not sent. */
export function descriptorPartsAsked(controls: readonly Control[]): number | null {
  const value = controls.find(({ oid }) => oid === CONTROL.securityDescriptorFlags)?.value ?? null;
  return value === null ? null : numberOf(decode(value).parts[0]);
}

export function asksForDeleted(controls: readonly Control[]): boolean {
  return controls.some(({ oid }) => oid === CONTROL.showDeleted);
}

/** The control of an answer that says where the next page begins; an empty cookie says that there is none. */
export function pageControl(total: number, cookie: string): Block {
  const value = encode(sequence(integer(total), octets(cookie)));
  return sequence(octets(CONTROL.pagedResults), boolean(false), octets(value));
}
