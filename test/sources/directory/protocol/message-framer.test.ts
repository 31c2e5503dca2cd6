import { expect, test } from "vitest";
import { UnsoundAnswer } from "../../../../src/sources/directory/protocol/ber-cursor.ts";
import { MAX_MESSAGE_BYTES, MessageFramer } from "../../../../src/sources/directory/protocol/message-framer.ts";

function message(length: number): Buffer {
  const header = length < 0x80 ? [0x30, length] : [0x30, 0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from(header), Buffer.alloc(length, 7)]);
}

function framed(chunks: readonly Buffer[]): readonly string[] {
  const framer = new MessageFramer();
  const messages: string[] = [];
  for (const chunk of chunks) {
    framer.push(chunk);
    for (let next = framer.next(); next !== null; next = framer.next()) messages.push(next.toString("hex"));
  }
  expect(framer.pending).toBe(0);
  return messages;
}

const messages = [message(0), message(5), message(300), message(127)];
const stream = Buffer.concat(messages);
const expected = messages.map((one) => one.toString("hex"));

test.each([1, 2, 3, 7, 64, 1_000])("messages are the same in pieces of %d bytes", (size) => {
  const pieces = Array.from({ length: Math.ceil(stream.length / size) }, (_, index) =>
    stream.subarray(index * size, (index + 1) * size),
  );
  expect(framed(pieces)).toEqual(expected);
});

test("a message of megabytes in thousands of pieces is put together without going over it again and again", () => {
  const framer = new MessageFramer();
  const length = 4 * 1024 * 1024;
  framer.push(Buffer.from([0x30, 0x83, length >> 16, (length >> 8) & 0xff, length & 0xff]));
  const piece = Buffer.alloc(128);
  let whole: Buffer | null = null;
  for (let sent = 0; sent < length; sent += piece.length) {
    expect(whole).toBeNull();
    framer.push(piece);
    whole = framer.next();
  }
  expect(whole?.length).toBe(length + 5);
});

test.each([
  ["that is no LDAP", Buffer.from("HTTP/1.1 400 Bad Request"), "bytes that begin no LDAP message"],
  ["with an indefinite length", Buffer.from([0x30, 0x80, 0, 0]), "a length written with 0 bytes"],
  ["with a length of five bytes", Buffer.from([0x30, 0x85, 0, 0, 0, 0, 1]), "a length written with 5 bytes"],
  ["of 2 GiB", Buffer.from([0x30, 0x84, 0x7f, 0xff, 0xff, 0xff]), "a message of 2147483653 bytes"],
  ["of 4 GiB", Buffer.from([0x30, 0x84, 0xff, 0xff, 0xff, 0xff]), "a message of 4294967301 bytes"],
])("a message %s is refused as soon as its first bytes are there", (_name, bytes, words) => {
  const framer = new MessageFramer();
  framer.push(bytes);
  expect(() => framer.next()).toThrow(new UnsoundAnswer(words));
});

test("the largest message that is taken has the size that is said", () => {
  const framer = new MessageFramer();
  const length = MAX_MESSAGE_BYTES - 5;
  framer.push(Buffer.from([0x30, 0x83, (length >> 16) & 0xff, (length >> 8) & 0xff, length & 0xff]));
  expect(framer.next()).toBeNull();
});
