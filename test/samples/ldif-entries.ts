/** One object of an LDIF file, as far as tests ask. */
export interface ReadEntry {
  readonly dn: string;
  readonly names: readonly string[];
  readonly values: (name: string) => readonly Buffer[];
  readonly texts: (name: string) => readonly string[];
}

/** The entries of an LDIF file: lines joined, base64 decoded. */
export function ldifEntries(bytes: Uint8Array): readonly ReadEntry[] {
  const text = Buffer.from(bytes).toString("utf8").replaceAll("\r\n", "\n").replaceAll("\n ", "");
  const blocks = text.split("\n\n").filter((block) => block !== "");
  return blocks.map((block) => {
    const lines = block.split("\n").map((line) => {
      const [, name = "", mark, value = ""] = /^([^:]+)(::?) (.*)$/.exec(line) ?? [];
      return { name, value: Buffer.from(value, mark === "::" ? "base64" : "utf8") };
    });
    const values = (name: string): readonly Buffer[] =>
      lines.filter((line) => line.name === name).map(({ value }) => value);
    const texts = (name: string): readonly string[] => values(name).map((value) => value.toString("utf8"));
    return { dn: texts("dn")[0] ?? "", names: lines.map(({ name }) => name), values, texts };
  });
}
