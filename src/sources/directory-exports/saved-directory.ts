import type { DirectorySource, DirectoryView } from "../../evidence/index.ts";
import { type LdifAttribute, ldifComment, ldifEntry } from "../../formats/ldif/index.ts";
import { compareText } from "../../shared/order.ts";
import type { DirectoryEntry } from "../directory-objects/index.ts";
import { NOTE_ITEMS, SAVED_TITLE, type SavedNote } from "./saved-notes.ts";
import { SavedSum } from "./saved-sum.ts";
import { noteText } from "./write-note.ts";

const HEADER = [
  SAVED_TITLE,
  "  badnode scp --ldif FILE",
  "",
  "It holds no password, and no user name of whoever read them. The SIDs in",
  'lines that begin with "badnode: reader" are those of that account and of',
  "its groups: they tell what was refused from what is missing, and grant",
  'nothing. Lines that begin with "badnode:" say what was asked for; without',
  'the last of them, "whole", the file is cut off. To any other program they',
  "are comments.",
];

/**
 * Passwords that some attributes hold for administrators to read: LAPS, the account's own. An audit asks for none of them;
 * should a server send one, it is not saved.
 */
const SECRET =
  /^(?:ms-mcs-admpwd|mslaps-(?:encrypted)?(?:dsrm)?password(?:history)?|msds-managedpassword|msfve-.*|unicodepwd|dbcspwd|userpassword|unixuserpassword|ntpwdhistory|lmpwdhistory|supplementalcredentials)$/;

/**
 * Writes what was read of directories as LDIF that `readDirectoryExports` makes the same views of: each `entry` as it
 * comes, server after server, and `finish` once all was read. `write` is handed text of ASCII.
 */
export class SavedDirectory {
  readonly #write: (text: string) => void;
  readonly #sum = new SavedSum();
  /** Entries by server. */
  readonly #sections = new Map<string, number>();
  #server: string | null = null;

  constructor(write: (text: string) => void) {
    this.#write = write;
  }

  /** `server` is that of the view that is made of it. */
  entry(server: string, { dn, attributes, spellings }: DirectoryEntry): void {
    if (this.#server !== server) this.#begin(server);
    const saved: LdifAttribute[] = [];
    for (const [key, values] of attributes) {
      if (SECRET.test(key)) continue;
      const name = spellings.get(key) ?? key;
      for (const value of values) saved.push({ name, options: [], value });
    }
    this.#sections.set(server, (this.#sections.get(server) ?? 0) + 1);
    this.#sum.entry({ dn, attributes: saved });
    this.#write(ldifEntry({ dn, attributes: saved }));
  }

  /** Says of all servers what the entries do not show. */
  finish({
    views,
    sources,
  }: {
    readonly views: readonly DirectoryView[];
    readonly sources: readonly DirectorySource[];
  }): void {
    for (const view of views) if (!this.#sections.has(view.server)) this.#beginEmpty(view);
    const servers = [...this.#sections.keys()];
    for (const view of views) this.#tellView(view);
    for (const server of servers) {
      if (!views.some((view) => view.server === server)) this.#note({ word: "none", server });
    }
    for (const source of sources) this.#note({ word: "source", source });
    this.#note({ word: "whole", servers: servers.length, sum: this.#sum.text });
  }

  #begin(server: string): void {
    if (this.#sections.has(server)) throw new Error(`the entries of ${server} did not come one after the other`);
    // No version stands before it: like ldapsearch -LLL, for Samba's tools read none.
    if (this.#sections.size === 0) {
      for (const line of HEADER) this.#comment(line);
      this.#write("\n");
    }
    this.#sections.set(server, 0);
    this.#server = server;
    this.#note({ word: "begin", server });
    this.#write("\n");
  }

  #beginEmpty({ server, computers, connectionPoints }: DirectoryView): void {
    if (computers.length + connectionPoints.length > 0) {
      throw new Error(`the objects of ${server} were not saved under its name`);
    }
    this.#begin(server);
  }

  #tellView(view: DirectoryView): void {
    const { server, basis, namingContext, time, asksForConnectionPoints, asksForDeleted } = view;
    const principals = [...view.principals].sort(([a], [b]) => compareText(a, b));
    this.#note({ word: "view", server });
    for (const names of portions(sorted(view.attributes))) this.#note({ word: "attributes", names });
    const readers = view.readerSids === null ? [null] : portions(sorted(view.readerSids));
    for (const sids of readers) this.#note({ word: "reader", sids });
    for (const names of portions(principals)) this.#note({ word: "principals", names });
    for (const parts of portions(view.unread)) this.#note({ word: "unread", parts });
    const entries = this.#sections.get(server) ?? 0;
    this.#note({ word: "end", basis, namingContext, time, asksForConnectionPoints, asksForDeleted, entries });
  }

  #note(note: SavedNote): void {
    this.#comment(noteText(note));
  }

  #comment(text: string): void {
    this.#sum.comment(text);
    this.#write(ldifComment(text));
  }
}

function sorted(texts: ReadonlySet<string>): readonly string[] {
  return [...texts].sort(compareText);
}

/** One at least, so that an empty list is told from one that is not there. */
function portions<T>(items: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.max(1, Math.ceil(items.length / NOTE_ITEMS)) }, (_, index) =>
    items.slice(index * NOTE_ITEMS, (index + 1) * NOTE_ITEMS),
  );
}
