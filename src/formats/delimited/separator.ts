export type Separator = "," | ";" | "\t";

const SEPARATORS: readonly Separator[] = [",", ";", "\t"];

/** By the first line: what stands there most often outside quotes; a comma where none does. Excel's `sep=;` decides. */
export function separatorOf(text: string): Separator {
  const [first = ""] = /[^\r\n]+/.exec(text.slice(0, 100_000)) ?? [];
  const declared = /^\ufeff?sep=([,;\t])$/i.exec(first)?.[1];
  const plain = first.replace(/"[^"]*"?/g, "");
  const counts = SEPARATORS.map((separator) => ({
    separator,
    count: declared === undefined ? plain.split(separator).length : Number(declared === separator),
  }));
  return counts.reduce((most, next) => (next.count > most.count ? next : most)).separator;
}
