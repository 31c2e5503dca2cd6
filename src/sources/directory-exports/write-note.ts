import { filetimeToIso } from "../../shared/filetime.ts";
import { NOTE_MARK, SAVED_VERSION, type SavedNote } from "./saved-notes.ts";

/** The text of a comment, without its sharp; ASCII, so that any tool leaves it as it is. */
export function noteText(note: SavedNote): string {
  const json = JSON.stringify(noteJson(note));
  const ascii = json.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return `${NOTE_MARK}${note.word} ${ascii}`;
}

function noteJson(note: SavedNote): unknown {
  switch (note.word) {
    case "begin":
      return { version: SAVED_VERSION, server: note.server };
    case "view":
    case "none":
      return { server: note.server };
    case "attributes":
      return note.names;
    case "reader":
      return note.sids;
    case "principals":
      return Object.fromEntries(note.names);
    case "unread":
      return note.parts;
    case "end": {
      const { basis, namingContext, time, asksForConnectionPoints, asksForDeleted, entries } = note;
      const shownTime = time === null ? null : filetimeToIso(time);
      return { basis, namingContext, time: shownTime, asksForConnectionPoints, asksForDeleted, entries };
    }
    case "source":
      return note.source;
    case "whole":
      return { servers: note.servers, ...(note.sum === null ? {} : { sum: note.sum }) };
  }
}
