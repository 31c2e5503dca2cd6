import { crc32 } from "node:zlib";
import type { LdifEntry } from "../../formats/ldif/index.ts";
import { SAVED_TITLE } from "./saved-notes.ts";

/**
 * The CRC-32 of what a saved file says: of its comments from the title on and of its entries, in their order. Not of its
 * bytes, for a copy may end its lines otherwise, or be joined with another.
 */
export class SavedSum {
  #sum = 0;

  /** In hexadecimal. */
  get text(): string {
    return this.#sum.toString(16).padStart(8, "0");
  }

  comment(text: string): void {
    const isTitle = text === SAVED_TITLE;
    this.#sum = crc32(`# ${text.trimEnd()}\n`, isTitle ? 0 : this.#sum);
  }

  entry({ dn, attributes }: LdifEntry): void {
    let text = `dn: ${dn}\n`;
    for (const { name, options, value } of attributes) {
      text += `${[name, ...options].join(";")}: `;
      if (typeof value === "string") text += value;
      else {
        this.#sum = crc32(value, crc32(text, this.#sum));
        text = "";
      }
      text += "\n";
    }
    this.#sum = crc32(`${text}\n`, this.#sum);
  }
}
