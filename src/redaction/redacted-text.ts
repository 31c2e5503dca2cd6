import { guidPseudonym, ipv4Pseudonym, ipv6Pseudonym, macPseudonym, sidPseudonym } from "./identifiers.ts";
import {
  dnPseudonym,
  dnsPseudonym,
  hostPseudonym,
  isKnownDnsName,
  pathPseudonym,
  userPseudonym,
  wholeName,
} from "./name-parts.ts";
import { isWordCharacter, type Pseudonyms } from "./pseudonyms.ts";
import { isCmdlet, isFileEnding, isPlainFileName, isPlainWord, WELL_KNOWN_PRINCIPAL } from "./well-known.ts";

/**
 * `sentence`: words that badnode or a server said, with names in them. `value`: a name, or a few words. `product`: the same,
 * with capital letters. `command`: what is typed; names stand in quotes.
 */
export type TextKind = "sentence" | "value" | "product" | "command";

/** What stands for text in which names could not be told from words. */
const WITHHELD = "[withheld: names cannot be told from words here]";

const DN_PART = String.raw`(?:CN|OU|DC|O|L|ST|C|UID)=(?:\\.|[^,;"\\\n'])+`;
const TIME = /\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,7})?)?Z?)?(?![\p{L}\p{N}_-])/uy;
const SID = /S-1-\d+(?:-\d+)+/iy;
const GUID = /\{[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/iy;
const MAC = /[0-9a-f]{2}(?:[:-][0-9a-f]{2}){5}(?![\p{L}\p{N}:-])/iuy;
/** Bytes that are written apart may spell a name. */
const BYTES = /[0-9a-f]{2}(?:[ :-][0-9a-f]{2}){3,}(?![\p{L}\p{N}])/iuy;
const IPV6 =
  /(?=[0-9a-f:]*::|(?:[0-9a-f]{1,4}:){7}[0-9a-f])(?:[0-9a-f]{0,4}:){2,7}[0-9a-f]{0,4}(?:%\w+)?(?![\p{L}\p{N}:])/iuy;
const IPV4 = /(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)\.){3}(?:25[0-5]|2[0-4]\d|1?\d?\d)(?![\p{L}\p{N}]|\.\d)/uy;
const URL_TEXT = /[a-z][a-z0-9+.-]*:\/\/[^\s"'<>]+/iy;
const DN = new RegExp(`${DN_PART}(?:,\\s*${DN_PART})*`, "iy");
const QUOTED = /'(?:''|[^'])*'|"(?:`.|[^"])*"/y;
/** Of PowerShell: variables, members, parameters, types. */
const SYNTAX =
  /\$_?(?![\p{L}\p{N}])|\$(?:now|null|true|false|node|nodes|name|names)(?![\p{L}\p{N}_])|(?<=[)}\]]|\$_(?:\.[A-Za-z]+)*)\.[A-Z][A-Za-z]+(?:\(\))?/uy;
/** Names that begin like one are never typed without quotes. */
const PARAMETER =
  /(?<=\s)-(?:[A-Z][A-Za-z]+(?::\$(?:true|false))?|eq|ne|like|match|and|or|not|in)(?![\p{L}\p{N}_.-])/uy;
const WORD = /[^\s"'`<>(){}[\],;|=]+/uy;

/** A third of its words, and no sentence is left. */
const MOST_UNKNOWN = 1 / 3;

interface WordTally {
  words: number;
  unknown: number;
  /** A name stands there that is a word as well. */
  isDoubtful: boolean;
}

const noWords = (): WordTally => ({ words: 0, unknown: 0, isDoubtful: false });

/** Text in which nothing is left but what is known to say nothing about anybody. */
export class TextRedaction {
  readonly #pseudonyms: Pseudonyms;
  #tally: WordTally = noWords();

  constructor(pseudonyms: Pseudonyms) {
    this.#pseudonyms = pseudonyms;
  }

  redact(text: string, kind: TextKind): string {
    if (kind === "value" || kind === "product") {
      const own = this.#pseudonyms.kindOf(text);
      if (own !== null) return this.#pseudonyms.ofName(text, own);
      if (this.#pseudonyms.isDomain(text)) return dnsPseudonym(text, "host", this.#pseudonyms);
      const dn = dnPseudonym(text, this.#pseudonyms);
      if (dn !== null) return dn;
    }
    const tally = noWords();
    this.#tally = tally;
    const redacted = this.#pieces(text, kind);
    const isLost = tally.isDoubtful || tally.unknown > Math.max(1, tally.words * MOST_UNKNOWN);
    return kind === "sentence" && isLost ? WITHHELD : redacted;
  }

  #pieces(text: string, kind: TextKind): string {
    const pieces: string[] = [];
    const isLong = kind === "sentence" || text.trim().split(/\s+/).length > 3;
    let startsSentence = isLong || kind === "product";
    for (let at = 0; at < text.length; ) {
      const [found, own] = this.#pieceAt(text, at, kind, startsSentence);
      pieces.push(own);
      if (/\S/.test(found)) startsSentence = kind === "product" || (isLong && /[.:?!]["')]?$/.test(found));
      at += found.length;
    }
    return pieces.join("");
  }

  /** What stands there, and what is to stand there. */
  #pieceAt(text: string, at: number, kind: TextKind, startsSentence: boolean): readonly [string, string] {
    const pseudonyms = this.#pseudonyms;
    const isStart = !isWordCharacter(text, at - 1);
    const match = (pattern: RegExp): string | undefined => {
      if (!isStart) return undefined;
      pattern.lastIndex = at;
      return pattern.exec(text)?.[0];
    };
    const long = isStart ? pseudonyms.longNameAt(text, at) : null;
    if (long !== null) {
      this.#tally.words++;
      const own = pseudonyms.ofName(long, "name");
      return [long, own];
    }
    const kept = match(TIME) ?? match(WELL_KNOWN_PRINCIPAL) ?? (kind === "command" ? match(SYNTAX) : undefined);
    if (kept !== undefined) return [kept, kept];
    if (kind === "command") {
      const parameter = match(PARAMETER);
      if (parameter !== undefined && pseudonyms.kindOf(parameter.slice(1)) === null) return [parameter, parameter];
      const quoted = match(QUOTED);
      if (quoted !== undefined) return [quoted, this.#quoted(quoted)];
    }
    for (const [pattern, pseudonym] of IDENTIFIERS) {
      const found = match(pattern);
      if (found !== undefined) return [found, pseudonym(found, pseudonyms)];
    }
    const url = match(URL_TEXT);
    if (url !== undefined) return [url, this.#url(url)];
    const dn = match(DN);
    if (dn !== undefined) {
      const own = dn.slice(0, lastDomainLabel(dn) ?? dn.length);
      return [own, dnPseudonym(own, pseudonyms) ?? this.#unknownWord(own)];
    }
    WORD.lastIndex = at;
    const word = WORD.exec(text)?.[0] ?? text.charAt(at);
    if (/^[\s\p{P}\p{S}]$/u.test(word) && word.charCodeAt(0) < 128) return [word, word];
    return [word, this.#word(word, kind, startsSentence)];
  }

  #quoted(quoted: string): string {
    const mark = quoted.charAt(0);
    const inner = quoted.slice(1, -1);
    if (inner === "" || /^[a-z]$/i.test(inner) || isPlainWord(inner, false) || isParameterName(inner)) return quoted;
    const name = mark === "'" ? inner.replaceAll("''", "'") : inner;
    const own = this.#quotedName(name);
    return `${mark}${mark === "'" ? own.replaceAll("'", "''") : own}${mark}`;
  }

  /** One name, unless it is plainly made of several. */
  #quotedName(name: string): string {
    const kind = this.#pseudonyms.kindOf(name);
    if (kind !== null) return this.#pseudonyms.ofName(name, kind);
    const dn = dnPseudonym(name, this.#pseudonyms);
    if (dn !== null) return dn;
    return /[\\/:=.@$']/.test(name) || name.includes(" -") ? this.#pieces(name, "command") : this.#unknownWord(name);
  }

  #url(url: string): string {
    const [, scheme = "", authority = "", rest = ""] = /^([^:]+):\/\/([^/?#]*)(.*)$/s.exec(url) ?? [];
    const [, user = "", host = "", port = ""] = /^(?:(.*)@)?(.*?)(:\d+)?$/.exec(authority) ?? [];
    const known = /^(?:ldaps?|https?|file|gc|smb)$/i.test(scheme) ? scheme : this.#unknownWord(scheme);
    const own = host === "" ? "" : this.#host(host);
    const path = rest.replace(/[^/?#&=.:,]+/g, (part) => (isPlainWord(part, false) ? part : this.#unknownWord(part)));
    return `${known}://${user === "" ? "" : `${userPseudonym(user, this.#pseudonyms)}@`}${own}${port}${path}`;
  }

  #host(host: string): string {
    const address = /^\[(.*)\]$/.exec(host)?.[1];
    if (address !== undefined) return `[${ipv6Pseudonym(address, this.#pseudonyms)}]`;
    return hostPseudonym(host, this.#pseudonyms);
  }

  /** A run of characters without blanks. */
  #word(written: string, kind: TextKind, startsSentence: boolean): string {
    const [, before = "", word = "", after = ""] = /^([^\p{L}\p{N}\\/$%_~]*)(.*?)([.:!?*]*)$/su.exec(written) ?? [];
    if (word === "") return isAscii(written) ? written : this.#unknownWord(written);
    if (!isAscii(before)) return this.#unknownWord(written);
    return `${before}${this.#core(word, kind, startsSentence)}${after}`;
  }

  #core(word: string, kind: TextKind, startsSentence: boolean): string {
    const pseudonyms = this.#pseudonyms;
    const own = pseudonyms.kindOf(word);
    const isPlain =
      isPlainWord(word, startsSentence) || isCmdlet(word) || (kind === "command" && isParameterName(word));
    if (own !== null) {
      this.#tally.words++;
      // Whether it is the name or the word nobody can tell, and either choice would tell what the name is.
      if (isPlain) this.#tally.isDoubtful = true;
      return pseudonyms.ofName(word, own);
    }
    if (isPlain) {
      this.#tally.words++;
      return word;
    }
    if (word.includes("%")) return this.#unknownWord(word);
    if (word.includes("\\")) return this.#backslashes(word);
    if (word.includes("/")) return this.#slashes(word, kind);
    if (word.includes("@"))
      return /^[^@]+@[^@]+$/.test(word) ? userPseudonym(word, pseudonyms) : this.#unknownWord(word);
    if (word.includes(":")) return this.#parts(word, ":", kind);
    if (word.includes(".")) return this.#dots(word);
    if (/^[\p{L}\p{N}_-]+\$$/u.test(word)) return hostPseudonym(word, pseudonyms);
    return this.#unknownWord(word);
  }

  #parts(word: string, separator: string, kind: TextKind): string {
    return word
      .split(separator)
      .map((part) => (part === "" ? "" : this.#word(part, kind, false)))
      .join(separator);
  }

  #backslashes(word: string): string {
    const isUser = /^[^\\]+\\[^\\]+$/.test(word) && !/^[a-z]:\\/i.test(word) && !isFile(word);
    return isUser ? userPseudonym(word, this.#pseudonyms) : pathPseudonym(word, this.#pseudonyms);
  }

  /** Names of services, paths, or words of which one fits. */
  #slashes(word: string, kind: TextKind): string {
    const [service = ""] = word.split("/");
    const isPath = word.startsWith("/") || word.startsWith(".") || isFile(word) || !isPlainWord(service, false);
    return isPath ? pathPseudonym(word, this.#pseudonyms) : this.#parts(word, "/", kind);
  }

  #dots(word: string): string {
    const dot = word.lastIndexOf(".");
    if (isFileEnding(word.slice(dot + 1)) && !isKnownDnsName(word, this.#pseudonyms)) {
      const name = word.slice(0, dot);
      return isPlainFileName(name) ? word : pathPseudonym(word, this.#pseudonyms);
    }
    if (!/^[\p{L}\p{N}_.-]+$/u.test(word) || word.includes("..")) return this.#unknownWord(word);
    return dnsPseudonym(word, "host", this.#pseudonyms);
  }

  #unknownWord(word: string): string {
    this.#tally.words++;
    this.#tally.unknown++;
    return wholeName(word, "name", this.#pseudonyms);
  }
}

const IDENTIFIERS = [
  [SID, sidPseudonym],
  [GUID, guidPseudonym],
  [MAC, macPseudonym],
  [BYTES, (bytes: string, pseudonyms: Pseudonyms) => pseudonyms.ofName(bytes, "name")],
  [IPV4, ipv4Pseudonym],
  [IPV6, ipv6Pseudonym],
] as const;

function isParameterName(word: string): boolean {
  return /^(?:[A-Z][a-z]+){1,4}$/.test(word) && word.split(/(?=[A-Z])/).every((part) => isPlainWord(part, true));
}

function isFile(word: string): boolean {
  return isFileEnding(word.slice(word.lastIndexOf(".") + 1)) && word.includes(".");
}

function isAscii(text: string): boolean {
  return /^[\x20-\x7e\t\r\n]*$/.test(text);
}

/** Where the DN's last label of a domain ends, which has no blanks: what follows is no part of the DN. null: it has none. */
function lastDomainLabel(dn: string): number | null {
  const match = /^.*DC=[^\s,.:]+/is.exec(dn);
  return match === null ? null : match[0].length;
}
