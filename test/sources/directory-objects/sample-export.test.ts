import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parseAttributeMetadata, parsePropertyMetadata } from "../../../src/formats/replication-metadata/index.ts";
import { isoToFiletime } from "../../../src/shared/filetime.ts";
import type { AttributeValue, DirectoryEntry } from "../../../src/sources/directory-objects/index.ts";
import { bytesOf } from "../../../src/sources/directory-objects/entry-values.ts";
import { entryOf, viewOf } from "./entries.ts";

/** As much of LDIF as the sample needs: folded lines, base64, an empty line between entries. */
function entriesOfSample(): readonly DirectoryEntry[] {
  const text = readFileSync(new URL("../../../samples/missing-scp/directory/hosts.ldif", import.meta.url), "utf8");
  const blocks = text
    .replaceAll("\r\n", "\n")
    .replaceAll("\n ", "")
    .replaceAll("changetype: add\n", "")
    .trim()
    .split(/\n{2,}/);
  return blocks.map((block) => {
    const attributes: Record<string, AttributeValue[]> = {};
    for (const line of block.split("\n")) {
      const [, name = "", mark, written = ""] = /^([^:]+):(:?) *(.*)$/.exec(line) ?? [];
      (attributes[name] ??= []).push(mark === ":" ? new Uint8Array(Buffer.from(written, "base64")) : written);
    }
    const { dn = [], ...shown } = attributes;
    return entryOf(String(dn[0]), shown);
  });
}

describe("The export of the sample with three hosts without a connection point", () => {
  const entries = entriesOfSample();
  const view = viewOf(entries);
  const nameOf = (dn: string): string => /CN=(HV\d+),/.exec(dn)?.[1] ?? dn;
  const hosts = view.computers.filter(({ servicePrincipalNames }) =>
    servicePrincipalNames.some((name) => name.startsWith("Microsoft Virtual Console Service/")),
  );

  it("shows nine hosts, and the connection points of six", () => {
    expect(hosts.map(({ cn }) => cn)).toEqual(["HV01", "HV02", "HV03", "HV04", "HV05", "HV06", "HV07", "HV08", "HV09"]);
    expect(view.connectionPoints.filter(({ purpose }) => purpose === "host").map(({ dn }) => nameOf(dn))).toEqual([
      "HV01",
      "HV02",
      "HV04",
      "HV05",
      "HV07",
      "HV09",
    ]);
  });

  it("shows connection points that their hosts made and may change", () => {
    for (const point of view.connectionPoints) {
      const host = hosts.find(({ cn }) => cn === nameOf(point.dn));
      expect(host?.sid).toMatch(/^S-1-5-21-/);
      expect(point.access?.owner).toBe(host?.sid);
      expect(point.access?.entries?.filter(({ sid }) => sid === host?.sid)).toEqual([
        { effect: "allow", sid: host?.sid, mask: 0xf01ff, objectType: null, inheritOnly: false },
      ]);
      expect([...point.attributes]).toEqual([["serviceBindingInformation", ["RDP listener port=2179"]]]);
    }
  });

  it("dates the renames and the change of system that the sample is about", () => {
    const changed = hosts.map(({ cn, stamps }) => [
      cn,
      (stamps ?? [])
        .filter(({ attribute, version }) => version > 1 && attribute !== "serviceprincipalname")
        .map(({ attribute, time }) => `${attribute} ${time}`),
    ]);
    const renamed = (iso: string): readonly string[] =>
      ["cn", "dnshostname", "name", "samaccountname"].map((name) => `${name} ${isoToFiletime(iso) ?? 0n}`);
    const upgraded = isoToFiletime("2026-09-05T12:32:30Z") ?? 0n;
    expect(changed.filter(([, changes]) => changes?.length !== 0)).toEqual([
      ["HV03", renamed("2026-09-02T09:07:00Z")],
      ["HV06", renamed("2026-09-03T09:10:00Z")],
      ["HV08", [`operatingsystem ${upgraded}`, `operatingsystemversion ${upgraded}`]],
    ]);
  });

  it("has the same metadata in both of their forms", () => {
    let compared = 0;
    for (const { attributes } of entries) {
      const [binary] = attributes.get("replpropertymetadata") ?? [];
      if (binary === undefined) continue;
      const named = parseAttributeMetadata(attributes.get("msds-replattributemetadata") ?? []);
      const numbered = parsePropertyMetadata(bytesOf(binary));
      // The one lists the highest attribute first, the other the lowest.
      expect(named).toEqual({ stamps: numbered.stamps.toReversed(), problem: null });
      compared += 1;
    }
    expect(compared).toBe(18);
  });
});
