// Names and values: vsserror.h of the Windows SDK, as published in Microsoft's win32metadata (windows-rs, module
// Win32_Storage_Vss); E_* from winerror.h. Only codes that a failed import can carry.
const NAMES: ReadonlyMap<number, string> = new Map([
  [0x80042301, "VSS_E_BAD_STATE"],
  [0x80042304, "VSS_E_PROVIDER_NOT_REGISTERED"],
  [0x80042306, "VSS_E_PROVIDER_VETO"],
  [0x80042307, "VSS_E_PROVIDER_IN_USE"],
  [0x80042308, "VSS_E_OBJECT_NOT_FOUND"],
  [0x8004230c, "VSS_E_VOLUME_NOT_SUPPORTED"],
  [0x8004230d, "VSS_E_OBJECT_ALREADY_EXISTS"],
  [0x8004230e, "VSS_E_VOLUME_NOT_SUPPORTED_BY_PROVIDER"],
  [0x8004230f, "VSS_E_UNEXPECTED_PROVIDER_ERROR"],
  [0x80042316, "VSS_E_SNAPSHOT_SET_IN_PROGRESS"],
  [0x80042320, "VSS_E_NO_SNAPSHOTS_IMPORTED"],
  [0x80042321, "VSS_E_SOME_SNAPSHOTS_NOT_IMPORTED"],
  [0x8004232d, "VSS_E_VOLUME_NOT_LOCAL"],
  [0x8004232e, "VSS_E_CLUSTER_TIMEOUT"],
  [0x800423f8, "VSS_E_MISSING_DISK"],
  [0x800423f9, "VSS_E_MISSING_HIDDEN_VOLUME"],
  [0x800423fa, "VSS_E_MISSING_VOLUME"],
  [0x800423fd, "VSS_E_NONTRANSPORTABLE_BCD"],
  [0x80004005, "E_FAIL"],
  [0x80070005, "E_ACCESSDENIED"],
  [0x80070057, "E_INVALIDARG"],
  [0x8000ffff, "E_UNEXPECTED"],
]);

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
  const digits = `0x${code.toString(16).toUpperCase().padStart(8, "0")}`;
  const name = NAMES.get(code);
  return name === undefined ? digits : `${digits} ${name}`;
}
