/** How a directory export is stored, by its content. */
export type ExportForm = "ldif" | "csvde" | "get-adobject-json" | "get-adobject-clixml";

/** So much of a file's start tells its form. */
export const FORM_BYTES = 65_536;

export interface ShownForm {
  readonly form: ExportForm;
  /** The start shows objects of a directory; else it is only written like that, as many other files are. */
  readonly isCertain: boolean;
}

const JSON_START = /^\s*[[{]/;
const CLIXML_START = /^\s*(?:#< CLIXML\s*)?(?:<\?xml[^<>]{0,200}>\s*)?<Objs[\s>]/;
const NAMES_OBJECTS = /\bDistinguishedName\b/i;
const LDIF_LINE = /^(?:dn|version|search|result|ref):/i;

/** null: it is no directory export that can be read. */
export function formOf(start: Uint8Array): ShownForm | null {
  const text = exportText(start);
  const isCertain = NAMES_OBJECTS.test(text);
  if (CLIXML_START.test(text)) return { form: "get-adobject-clixml", isCertain };
  if (JSON_START.test(text)) return { form: "get-adobject-json", isCertain };
  const first = firstLine(text);
  if (first === null ? /^# extended LDIF\r?$/m.test(text) : LDIF_LINE.test(first))
    return { form: "ldif", isCertain: true };
  if (first === null && text.startsWith("#")) return { form: "ldif", isCertain: false };
  if (namesDnColumn(text)) return { form: "csvde", isCertain: true };
  // Of LDIF whose start is damaged or cut off.
  return /^dn::? ?\S/m.test(text) ? { form: "ldif", isCertain: true } : null;
}

/** UTF-16 by its mark or by its zeros, else UTF-8; without the mark. What is none of these is replaced by U+FFFD. */
export function exportText(bytes: Uint8Array): string {
  return new TextDecoder(encodingOf(bytes)).decode(bytes);
}

/** Whether all bytes are text in the encoding that the first ones tell. */
export function isText(bytes: Uint8Array): boolean {
  try {
    new TextDecoder(encodingOf(bytes), { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

function encodingOf(bytes: Uint8Array): "utf-16le" | "utf-16be" | "utf-8" {
  const [first = 0, second = 0] = bytes;
  if ((first === 0xff && second === 0xfe) || (first !== 0 && second === 0 && bytes.length > 1)) return "utf-16le";
  return (first === 0xfe && second === 0xff) || (first === 0 && second !== 0) ? "utf-16be" : "utf-8";
}

/** The first that is neither empty nor a comment nor what continues one. */
function firstLine(text: string): string | null {
  return /^(?!#|[ \r\n]|$)[^\r\n]*/m.exec(text)?.[0] ?? null;
}

/** csvde's first line names attributes, and DN. */
function namesDnColumn(text: string): boolean {
  const header = /^[^\r\n]+/.exec(text)?.[0] ?? "";
  return header.split(",").some((field) => /^"?DN"?$/i.test(field.trim()));
}
