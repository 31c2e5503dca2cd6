import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { SeededRandom } from "../../../samples/generate/seeded-random.ts";
import { LdifExport } from "../../../src/sources/directory-exports/ldif-export.ts";

function readBytes(bytes: Uint8Array) {
  const ldif = new LdifExport("hosts.ldif");
  for (let at = 0; at < bytes.length; at += 50_000) ldif.push(bytes.subarray(at, at + 50_000));
  return ldif.end();
}

it.each(["missing-scp", "healthy"])(
  "an export that is cut is never complete unless cut between two entries: %s",
  (scenario) => {
    const bytes = readFileSync(`samples/${scenario}/directory/hosts.ldif`);
    const whole = readBytes(bytes);
    expect(whole.damages.lines).toEqual([]);
    const text = bytes.toString("latin1");
    const between = text.includes("\r\n") ? "\r\n\r\n" : "\n\n";
    const cuts = Array.from({ length: Math.floor(bytes.length / 997) }, (_, index) => (index + 1) * 997);
    for (let at = text.indexOf(between); at !== -1; at = text.indexOf(between, at + 1)) {
      for (let length = 1; length <= between.length; length++) cuts.push(at + length);
    }
    for (const cut of cuts) {
      const { damages, objects, views } = readBytes(bytes.subarray(0, cut));
      const isBetween = text.slice(0, cut).endsWith(between);
      expect([cut, damages.count]).toEqual([cut, isBetween ? 0 : 1]);
      expect(views.every(({ unread }) => unread.length === damages.count)).toBe(true);
      expect(objects).toBe(text.slice(0, cut).split(between).length - 1);
    }
  },
);

it("an export that was changed at random is read to its end", () => {
  const bytes = readFileSync("samples/healthy/directory/hosts.ldif");
  const random = new SeededRandom(20_260_913);
  for (let round = 0; round < 150; round++) {
    const changed = Uint8Array.from(bytes);
    for (let change = random.between(1, 6); change > 0; change--) {
      const at = random.between(0, bytes.length - 1);
      if (random.next() < 0.5) changed[at] = random.pick(0, 0x0a, 0x0d, 0x20, 0x3a, 0x23, 0xff, 0x3c);
      else changed.fill(random.pick(0, 0x0a, 0x20, 0x41), at, at + random.between(1, 3000));
    }
    const { objects, views } = readBytes(changed);
    expect(objects).toBeGreaterThan(0);
    expect(views.length).toBeGreaterThan(0);
  }
});
