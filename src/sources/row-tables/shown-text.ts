/** Foreign text on one line, cut to so many characters. */
export function shownText(text: string, length: number): string {
  const line = text.replace(/[\s\u0000-\u001f\u007f-\u009f\u2028\u2029]+/gu, " ").trim();
  const characters = Array.from(line.slice(0, length * 2));
  return characters.length <= length ? line : `${characters.slice(0, length - 1).join("")}…`;
}
