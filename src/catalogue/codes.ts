import { HRESULT_NAMES } from "./hresult-names.ts";
import { NTSTATUS_NAMES } from "./ntstatus-names.ts";
import { WIN32_NAMES } from "./win32-names.ts";

// A failure has its top bit set. `%%2147942432` is how messages refer to a code's text.
const HEXADECIMAL = /\b0x([89a-f][0-9a-f]{7})\b/i;
const REFERENCE = /%%(\d{10})\b/;
const DECIMAL = /^-?\d{9,10}$/;

/** The first failure code in a text, unsigned; null when it holds none. */
export function findHresult(text: string): number | null {
  const digits = HEXADECIMAL.exec(text)?.[1];
  if (digits !== undefined) return Number.parseInt(digits, 16);
  const decimal = REFERENCE.exec(text)?.[1] ?? DECIMAL.exec(text.trim())?.[0];
  if (decimal === undefined) return null;
  const code = Number(decimal);
  const unsigned = code < 0 ? code + 2 ** 32 : code;
  return unsigned >= 2 ** 31 && unsigned < 2 ** 32 ? unsigned : null;
}

/** `0x8004230F VSS_E_UNEXPECTED_PROVIDER_ERROR`, or the code alone when its name is not known here. */
export function describeHresult(code: number): string {
  return withName(hexadecimal(code), failureName(code));
}

/** As `describeHresult`; a Win32 error in decimal, as people look it up: `1722 RPC_S_SERVER_UNAVAILABLE`. */
export function describeCode(code: number): string {
  return code < FIRST_FAILURE ? withName(code.toString(), WIN32_NAMES.get(code)) : describeHresult(code);
}

// `(c00000b5)`, `(1460)`, `0xc00000b5`, `%%5`, `5`: codes, whatever words are around them.
const CODES: readonly (readonly [RegExp, 10 | 16])[] = [
  [/\b0x([0-9a-f]{1,8})\b/i, 16],
  [/\(([89a-f][0-9a-f]{7})\)/i, 16],
  [/^([89a-f][0-9a-f]{7})$/i, 16],
  [/%%(\d{1,10})\b/, 10],
  [/\((\d{1,10})\)/, 10],
  [/^(\d{1,10})$/, 10],
];
const SYMBOL = /\b(?:STATUS|ERROR|VSS_E|RPC_S)_[A-Z0-9_]{2,60}\b/;

/** The error that a text names, as its code and symbol, or as its symbol alone; null when it shows neither. */
export function describeError(text: string): string | null {
  const symbol = SYMBOL.exec(text)?.[0];
  const code = findCode(text.trim());
  if (code === null) return symbol ?? null;
  const described = describeCode(code);
  return described.includes(" ") ? described : withName(described, symbol);
}

function findCode(text: string): number | null {
  const signed = findHresult(text);
  if (signed !== null) return signed;
  for (const [pattern, base] of CODES) {
    const digits = pattern.exec(text)?.[1];
    if (digits === undefined) continue;
    const code = Number.parseInt(digits, base);
    return code < 2 ** 32 ? code : null;
  }
  return null;
}

const REFERENCES = /%%(\d{1,10})(?!\d)/g;

/** Puts code and symbol in the place of each `%%n` that refers to an error whose symbol is known, or to an HRESULT. */
export function resolveReferences(text: string): string {
  return text.replace(REFERENCES, (reference, digits: string) => {
    const code = Number(digits);
    const isCode = code < 2 ** 32 && (code >= FIRST_FAILURE || WIN32_NAMES.has(code));
    return isCode ? describeCode(code) : reference;
  });
}

const FIRST_FAILURE = 2 ** 31;
/** HRESULT_FROM_WIN32: severity, facility 7, and the Win32 error in the lower half. */
const WIN32_FACILITY = 0x8007;

function failureName(code: number): string | undefined {
  const ofWin32 = code >>> 16 === WIN32_FACILITY ? WIN32_NAMES.get(code & 0xffff) : undefined;
  return HRESULT_NAMES.get(code) ?? NTSTATUS_NAMES.get(code) ?? ofWin32;
}

function hexadecimal(code: number): string {
  return `0x${code.toString(16).toUpperCase().padStart(8, "0")}`;
}

function withName(code: string, name: string | undefined): string {
  return name === undefined ? code : `${code} ${name}`;
}
