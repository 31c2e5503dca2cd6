const ZERO = 48;

/** Goes through a short text from left to right. */
export class TextCursor {
  readonly #text: string;
  #at = 0;
  /** Of the number that was taken last. */
  digits = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get isAtEnd(): boolean {
    return this.#at >= this.#text.length;
  }

  /** The number that stands here in at most so many digits; -1 for none, which takes nothing. */
  number(most: number): number {
    let value = 0;
    let digits = 0;
    for (; digits < most; digits++) {
      const digit = this.#text.charCodeAt(this.#at + digits) - ZERO;
      if (!(digit >= 0 && digit <= 9)) break;
      value = value * 10 + digit;
    }
    this.digits = digits;
    this.#at += digits;
    return digits === 0 ? -1 : value;
  }

  /** The number that two digits make; -1 where there are fewer. */
  pair(): number {
    const value = this.number(2);
    return this.digits === 2 ? value : -1;
  }

  /** Takes one of these characters, in lower case; "" where none of them stands here. */
  one(of: string): string {
    const character = this.#text.charAt(this.#at).toLowerCase();
    if (character === "" || !of.includes(character)) return "";
    this.#at++;
    return character;
  }

  /** Takes white space of any kind; .NET on newer Windows puts a narrow no-break space before AM and PM. */
  skipBlanks(): void {
    while (isBlank(this.#text.charCodeAt(this.#at))) this.#at++;
  }
}

function isBlank(code: number): boolean {
  return code === 32 || code === 9 || code === 0xa0 || code === 0x202f || code === 0x2009;
}
