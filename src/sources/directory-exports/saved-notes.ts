import type { DirectorySource, DirectoryView, UnreadPart } from "../../evidence/index.ts";

/**
 * What views have and entries do not show, as comments of LDIF: `# badnode: WORD JSON`. The entries of each server stand
 * behind its `begin`, and behind all entries what is told of each server:
 *
 *     begin {"version":1,"server":"dc1.corp.example"}
 *     ... its entries ...
 *     view {"server":"dc1.corp.example"}         what follows is of this server
 *     attributes ["cn","dnshostname"]            asked for
 *     reader ["S-1-5-21-1-2-3-1105"]             or null: who read is not known
 *     principals {"S-1-5-21-1-2-3-512":"CORP\\Domain Admins"}
 *     unread [{"dn":"OU=...","problem":{"code":"...","happened":"...","nextStep":"..."}}]
 *     end {"basis":"live","namingContext":"DC=corp,DC=example","time":"2026-09-13T12:26:40.0000000Z",
 *          "asksForConnectionPoints":true,"asksForDeleted":true,"entries":24}
 *     none {"server":"dc2.corp.example"}         of what was read of this one nothing counts
 *     source {"path":"dc1.corp.example","status":"complete","objects":24,"warnings":[],"problem":null}
 *     whole {"servers":2,"sum":"0d4a1185"}       CRC-32 of all from the title to here
 *
 * Lists that are long come in several lines. Without `whole` the file is cut off. Older files have no `sum`.
 */
export const SAVED_VERSION = 1;

export type SavedView = Pick<
  DirectoryView,
  "basis" | "namingContext" | "time" | "asksForConnectionPoints" | "asksForDeleted"
>;

export type SavedNote =
  | { readonly word: "begin"; readonly server: string }
  | { readonly word: "view"; readonly server: string }
  | { readonly word: "attributes"; readonly names: readonly string[] }
  | { readonly word: "reader"; readonly sids: readonly string[] | null }
  | { readonly word: "principals"; readonly names: readonly (readonly [sid: string, name: string])[] }
  | { readonly word: "unread"; readonly parts: readonly UnreadPart[] }
  | ({ readonly word: "end"; readonly entries: number } & SavedView)
  | { readonly word: "none"; readonly server: string }
  | { readonly word: "source"; readonly source: DirectorySource }
  | { readonly word: "whole"; readonly servers: number; readonly sum: string | null };

/** The comment that a saved file begins with. */
export const SAVED_TITLE = "Objects of Active Directory as badnode read them, to be audited again:";
/** What every note's comment begins with. */
export const NOTE_MARK = "badnode: ";
/** A note holds so many of a list's items. */
export const NOTE_ITEMS = 200;
