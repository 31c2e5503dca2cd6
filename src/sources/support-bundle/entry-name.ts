/** Why an entry's name is not trusted. */
export type NameFault = "absolute" | "climbs-out" | "device-name" | "unusable-name";

export type EntryName = { readonly path: string; readonly fault: null } | { readonly fault: NameFault };

const LONGEST_NAME = 1024;

/** With any extension: `nul.csv` is the device too. */
const DEVICE = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$)(?:\.|$)/i;

/** What Windows' names cannot hold or end with; a colon parts a name from a hidden stream. */
const UNUSABLE = /[\0-\x1f\x7f:]|[. ]$/;

/**
 * The way down from the ZIP to a file, parted by `/`. Windows PowerShell's older .NET parts names by backslashes, so that they are no fault by
 * themselves; whatever they could lead to is looked for behind them.
 */
export function entryName(name: string): EntryName {
  const written = name.replaceAll("\\", "/");
  if (written.startsWith("/") || /^[a-z]:/i.test(written)) return { fault: "absolute" };
  const parts = written.split("/").filter((part) => part !== "" && part !== ".");
  if (parts.some((part) => /^\.\.[. ]*$/.test(part))) return { fault: "climbs-out" };
  if (parts.some((part) => DEVICE.test(part.replace(/ +(?=\.|$)/, "")))) return { fault: "device-name" };
  if (parts.length === 0 || name.length > LONGEST_NAME || parts.some((part) => UNUSABLE.test(part)))
    return { fault: "unusable-name" };
  return { path: parts.join("/"), fault: null };
}

/** Names that Windows takes for the same have the same. */
export function nameKey(path: string): string {
  return path.normalize("NFC").toUpperCase().toLowerCase();
}

/** What no reader makes anything of, and what may be large: counters, traces, dumps, programs, texts of events, pages. */
const USELESS = /\.(?:blg|etl|e?dmp|[mh]dmp|mta|exe|dll|sys|msi|iso|a?vhdx?|html?|mht|png|jpe?g|pdf)$/i;
const ARCHIVE = /\.(?:zip|cab|7z|rar|tar|t?gz|bz2|xz)$/i;

/** What an entry may be good for, by its name: its content tells the readers what it is. */
export function useOf(path: string): "may-matter" | "archive" | "none" {
  if (ARCHIVE.test(path)) return "archive";
  return USELESS.test(path) ? "none" : "may-matter";
}
