/**
 * What bytes 0x80 to 0x9F are in windows-1252 (WHATWG Encoding, index windows-1252); five of them are no character
 * and stay as they are.
 */
const CHARACTERS = "€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ";

/**
 * Rights what TextDecoder leaves as U+0080 to U+009F: many releases of Node 20 to 24 take windows-1252 for latin1
 * (nodejs/node issues 56542 and 60888). Text that was decoded well stays as it is.
 */
export function rightWindows1252(text: string): string {
  return text.replaceAll(/[\u0080-\u009f]/g, (character) => CHARACTERS.charAt(character.charCodeAt(0) - 0x80));
}
