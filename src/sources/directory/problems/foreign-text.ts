const MAX_CHARACTERS = 200;

/**
 * Words of a server or of a library, fit to stand in a message: one line, nothing that a terminal obeys or that turns the
 * reading direction, not long, and without the secret that a server may repeat.
 */
export function foreignText(text: string, secret?: string): string {
  const open = secret === undefined || secret === "" ? text : text.replaceAll(secret, "[...]");
  const line = Array.from(open.slice(0, 10 * MAX_CHARACTERS))
    .map((character) => (/^[\p{C}\p{Z}]$/u.test(character) ? " " : character))
    .join("")
    .replace(/ {2,}/g, " ")
    .trim();
  const characters = Array.from(line);
  return characters.length > MAX_CHARACTERS ? `${characters.slice(0, MAX_CHARACTERS).join("")}...` : line;
}

/** `The server said: "...".`; nothing where it said nothing. */
export function serverSaid(text: string, secret?: string): string {
  const words = foreignText(text, secret);
  return words === "" ? "" : ` The server said: "${words}".`;
}
