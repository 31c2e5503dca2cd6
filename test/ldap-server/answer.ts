import {
  application,
  type Block,
  context,
  contextOctets,
  encode,
  enumerated,
  integer,
  octets,
  sequence,
  set,
} from "./ber.ts";
import { element } from "./framing.ts";

/** Result codes of RFC 4511, appendix A, that a directory gives here. */
export const RESULT = {
  success: 0,
  operationsError: 1,
  protocolError: 2,
  timeLimitExceeded: 3,
  sizeLimitExceeded: 4,
  authMethodNotSupported: 7,
  strongerAuthRequired: 8,
  referral: 10,
  adminLimitExceeded: 11,
  unavailableCriticalExtension: 12,
  noSuchObject: 32,
  invalidDnSyntax: 34,
  invalidCredentials: 49,
  insufficientAccessRights: 50,
  busy: 51,
  unavailable: 52,
  unwillingToPerform: 53,
} as const;

export interface Result {
  readonly code: number;
  readonly matchedDn?: string;
  readonly diagnosticMessage?: string;
  /** URLs. */
  readonly referrals?: readonly string[];
}

export type AnswerKind = "bind" | "search" | "extended" | "modify" | "add" | "delete" | "rename" | "compare";

/** Tag numbers of protocolOp, RFC 4511, 4.1.1. */
const ANSWER: Record<AnswerKind, number> = {
  bind: 1,
  search: 5,
  modify: 7,
  add: 9,
  delete: 11,
  rename: 13,
  compare: 15,
  extended: 24,
};
const REFERENCE = 19;
const ENTRY_TAG = 0x64;
const SEQUENCE_TAG = 0x30;
const REFERRAL = 3;
const RESPONSE_NAME = 10;
const RESPONSE_VALUE = 11;

export interface ResultDetails {
  readonly controls?: readonly Block[];
  /** Of an extended operation. */
  readonly responseName?: string;
  readonly responseValue?: string;
}

export function resultMessage(id: number, kind: AnswerKind, result: Result, details: ResultDetails = {}): Uint8Array {
  const { code, matchedDn = "", diagnosticMessage = "", referrals = [] } = result;
  const { controls = [], responseName, responseValue } = details;
  const operation = application(ANSWER[kind], [
    enumerated(code),
    octets(matchedDn),
    octets(diagnosticMessage),
    ...(referrals.length === 0 ? [] : [context(REFERRAL, referrals.map(octets))]),
    ...(responseName === undefined ? [] : [contextOctets(RESPONSE_NAME, responseName)]),
    ...(responseValue === undefined ? [] : [contextOctets(RESPONSE_VALUE, responseValue)]),
  ]);
  return encode(sequence(integer(id), operation, ...(controls.length === 0 ? [] : [context(0, controls)])));
}

export function referenceMessage(id: number, urls: readonly string[]): Uint8Array {
  return encode(sequence(integer(id), application(REFERENCE, urls.map(octets))));
}

/** One attribute of an entry, encoded, to be put into many answers. */
export function encodedAttribute(name: string, values: readonly (string | Uint8Array)[]): Uint8Array {
  return encode(sequence(octets(name), set(values.map(octets))));
}

/** The pieces of a message with one entry. */
export function entryMessage(
  id: number,
  encodedDn: Uint8Array,
  attributes: readonly Uint8Array[],
): readonly Uint8Array[] {
  const entry = element(ENTRY_TAG, [encodedDn, ...element(SEQUENCE_TAG, attributes)]);
  return element(SEQUENCE_TAG, [encode(integer(id)), ...entry]);
}

export function encodedDn(dn: string): Uint8Array {
  return encode(octets(dn));
}
