/** Words before a `=` behind which a host's name stands. */
const NAMING_KEY =
  /^(?:dns|fqdn|host|node|(?:computer|dns|dnshost|host|machine|node|server)[-_ ]?name|computer|machine|server)$/i;

const IPV4 = /^\d+(?:\.\d+){3}$/;
const GUID = /^\{?[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}?$/i;
const LABEL = /^[\p{L}\p{N}_](?:[\p{L}\p{N}\p{M}_-]{0,61}[\p{L}\p{N}\p{M}_])?$/u;

/**
 * Host names in free text such as serviceBindingInformation: behind a key that says so (`host=HV01`), in a URL or a UNC path,
 * with a domain that is known (`hv01.corp.example`), or with any domain before a port (`hv01.other.example:2179`). Versions,
 * GUIDs, addresses and single words are none, for nothing tells a word from a name. `domains`: in lower case.
 */
export function hostNamesInText(value: string, domains: ReadonlySet<string>): readonly string[] {
  return value
    .replace(/=["']/g, "=")
    .split(/[\s,;"'()<>|&]+/u)
    .flatMap((part) => nameIn(part, domains));
}

/** Of an attribute that holds one DNS name and nothing else. */
export function hostNameOf(value: string, domains: ReadonlySet<string>): readonly string[] {
  const name = value.trim();
  return isHostName(name) && !domains.has(withoutDot(name)) ? [name] : [];
}

function nameIn(part: string, domains: ReadonlySet<string>): readonly string[] {
  const equals = part.indexOf("=");
  const key = equals === -1 ? "" : part.slice(0, equals);
  const text = part.slice(equals + 1);
  const url =
    /^[a-z][a-z0-9+.-]{0,31}:\/\/(?:[^/?#@]*@)?([^/?#:]+)/i.exec(text)?.[1] ?? /^\\\\([^\\]+)\\/.exec(text)?.[1];
  if (url !== undefined) return isHostName(url) ? [url] : [];
  const { name, hasPort } = withoutPort(text);
  if (!isHostName(name)) return [];
  if (NAMING_KEY.test(key)) return [name];
  const dot = name.indexOf(".");
  if (dot === -1) return [];
  return domains.has(withoutDot(name.slice(dot + 1))) || hasPort ? [name] : [];
}

function withoutPort(text: string): { readonly name: string; readonly hasPort: boolean } {
  const colon = text.indexOf(":");
  if (colon === -1) return { name: text, hasPort: false };
  return { name: text.slice(0, colon), hasPort: /^\d{1,5}(?:$|\/)/.test(text.slice(colon + 1)) };
}

function isHostName(text: string): boolean {
  const name = withoutDot(text);
  if (name.length > 255 || IPV4.test(name) || GUID.test(name) || name === "localhost") return false;
  const labels = name.split(".");
  // The last label of a name is never a number, so that no version is taken for one.
  return labels.every((label) => LABEL.test(label)) && !/^\p{N}+$/u.test(labels.at(-1) ?? "");
}

function withoutDot(name: string): string {
  return name.toLowerCase().replace(/\.$/, "");
}
