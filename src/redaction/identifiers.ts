import { normalGuid } from "../shared/guid.ts";
import type { Pseudonyms } from "./pseudonyms.ts";

const MOST_OF_BLOCK = 254;
/** Addresses that documents may use (RFC 5737), and after them those for measurements (RFC 2544). */
const BLOCKS = ["192.0.2", "198.51.100", "203.0.113"] as const;

/** A domain's accounts stay together; those that every domain has keep their number, which says what they are. */
export function sidPseudonym(sid: string, pseudonyms: Pseudonyms): string {
  const match = /^S-1-5-21-(\d+-\d+-\d+)(?:-(\d+))?$/i.exec(sid);
  if (match === null) return /^S-1-(?:[0-35]-\d{1,3}|5-32-\d{3}|0|1|5|15-\d-\d|16-\d+)$/i.test(sid) ? sid : "S-1-0-0";
  const [, domain = "", account] = match;
  const own = `S-1-5-21-0-0-${pseudonyms.number("sid-domain", domain)}`;
  if (account === undefined) return own;
  return Number(account) < 1000
    ? `${own}-${account}`
    : `${own}-${1000 + pseudonyms.number("sid-account", `${domain}-${account}`)}`;
}

export function guidPseudonym(guid: string, pseudonyms: Pseudonyms): string {
  const number = pseudonyms.number("guid", normalGuid(guid) ?? guid.toLowerCase());
  const own = `00000000-0000-0000-0000-${number.toString().padStart(12, "0")}`;
  return guid.startsWith("{") ? `{${own}}` : own;
}

/** No network's own: none, itself, and masks. */
const PLAIN_IPV4 = /^(?:0\.0\.0\.0|127\.0\.0\.1|255\.\d+\.\d+\.\d+)$/;

export function ipv4Pseudonym(address: string, pseudonyms: Pseudonyms): string {
  if (PLAIN_IPV4.test(address)) return address;
  const index = pseudonyms.number("ipv4", address) - 1;
  const block = BLOCKS[Math.floor(index / MOST_OF_BLOCK)];
  if (block !== undefined) return `${block}.${1 + (index % MOST_OF_BLOCK)}`;
  return `198.18.${Math.floor(index / MOST_OF_BLOCK) % 256}.${1 + (index % MOST_OF_BLOCK)}`;
}

/** RFC 3849. */
export function ipv6Pseudonym(address: string, pseudonyms: Pseudonyms): string {
  if (address === "::" || address === "::1") return address;
  return `2001:db8::${pseudonyms.number("ipv6", address.toLowerCase()).toString(16)}`;
}

/** RFC 7042, 2.1.2, and behind those addresses that nobody was given. */
export function macPseudonym(address: string, pseudonyms: Pseudonyms): string {
  const number = pseudonyms.number("mac", address.toLowerCase().replaceAll(":", "-"));
  const hex = number.toString(16).toUpperCase().padStart(4, "0");
  return number < 256 ? `00-00-5E-00-53-${hex.slice(2)}` : `02-00-5E-00-${hex.slice(0, 2)}-${hex.slice(2)}`;
}
