// Written apart from src/shared/distinguished-name.ts, so that a mistake there does not find its like here.

/** One for all ways to write a DN: `CN=a\2Cb , DC=x` and `cn=A\,B,dc=X`; null when it is no DN. */
export function dnKey(dn: string): string | null {
  if (dn.trim() === "") return "";
  const keys: string[] = [];
  for (const part of partsOf(dn)) {
    const match = /^\s*([A-Za-z][A-Za-z0-9-]*|\d+(?:\.\d+)*)\s*=\s*(\S[^]*|)$/.exec(part);
    const value = match?.[2] === undefined ? "" : plainValue(match[2]);
    if (match?.[1] === undefined || value === "") return null;
    // Characters that would part it again are written as code points.
    const safe = value.replaceAll(/[,=%]/g, (character) => `%${character.charCodeAt(0).toString(16)}`);
    keys.push(`${match[1]}=${safe}`.toLowerCase());
  }
  return keys.join(",");
}

/** Of the key above it; empty for the topmost. */
export function parentKey(key: string): string {
  const comma = key.indexOf(",");
  return comma === -1 ? "" : key.slice(comma + 1);
}

/** Without its first part, as written. */
export function parentDn(dn: string): string {
  const [own = ""] = partsOf(dn);
  return dn.slice(own.length + 1);
}

export function isAtOrBelow(key: string, ancestor: string): boolean {
  return ancestor === "" || key === ancestor || key.endsWith(`,${ancestor}`);
}

/** The value of its first part, unescaped. */
export function nameOf(dn: string): string {
  const [own = ""] = partsOf(dn);
  return plainValue(own.slice(own.indexOf("=") + 1).trimStart());
}

/** `CN=...` with a value of any characters. */
export function relativeName(type: string, value: string): string {
  const escaped = value
    .replaceAll(/[",+;<>\\]/g, "\\$&")
    .replaceAll("\n", "\\0A")
    .replace(/^[ #]/, "\\$&")
    .replace(/ $/, "\\ ");
  return `${type}=${escaped}`;
}

function partsOf(dn: string): readonly string[] {
  return dn.match(/(?:\\[^]|[^\\,])+|(?<=,)(?=,)/g) ?? [];
}

function plainValue(written: string): string {
  const bytes: number[] = [];
  for (const [piece, hexadecimal, escaped] of written
    .replace(/(?<!\\)\s+$/, "")
    .matchAll(/\\([0-9a-f]{2})|\\([^])|[^\\]+/gi)) {
    if (hexadecimal !== undefined) bytes.push(Number.parseInt(hexadecimal, 16));
    else bytes.push(...new TextEncoder().encode(escaped ?? piece));
  }
  return new TextDecoder().decode(Uint8Array.from(bytes));
}
