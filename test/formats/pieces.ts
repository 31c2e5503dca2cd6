/** A reader that is fed text and goes from one thing to the next. */
export interface PieceReader {
  feed(piece: string, isLast: boolean): void;
  next(): boolean;
}

/** What a reader shows of a text that comes in pieces of this length. */
export function readInPieces<R extends PieceReader, T>(
  reader: R,
  text: string,
  length: number,
  shown: (reader: R) => T,
): readonly T[] {
  const all: T[] = [];
  for (let at = 0; at === 0 || at < text.length; at += Math.max(1, length)) {
    reader.feed(text.slice(at, at + length), at + length >= text.length);
    while (reader.next()) all.push(shown(reader));
  }
  return all;
}
