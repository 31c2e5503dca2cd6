import { Buffer } from "node:buffer";
import fc from "fast-check";
import { expect, test } from "vitest";
import { redactReport } from "../../src/redaction/index.ts";
import type { Report } from "../../src/report/index.ts";
import { reportOfTrials } from "../reporters/build-correlation-report.ts";
import { directoryOf, host, missing, missingCheck, reportOfDirectory } from "../reporters/build-directory-report.ts";

const OF_TRIALS = reportOfTrials({ timeline: true });
const OF_DIRECTORY = reportOfDirectory(directoryOf([host("HV01"), missing("HV03")]), [missingCheck(["HV03"])]);

/** Words of badnode's own, which no input can set. */
const OWN_WORDS = new Set([
  "kind",
  "status",
  "verdict",
  "severity",
  "basis",
  "certainty",
  "code",
  "id",
  "firstKind",
  "tool",
]);

/** The ways in which a name may stand in a text. */
const WAYS: Readonly<Record<string, (name: string) => string>> = {
  "as it is": (name) => name,
  "in lower case": (name) => name.toLowerCase(),
  "as a DNS name": (name) => `${name.toLowerCase()}.contoso.example`,
  "as an account": (name) => `${name}$`,
  "as a domain": (name) => `${name}\\someone`,
  "as a user": (name) => `CONTOSO\\${name.toLowerCase()}`,
  "as a mail address": (name) => `${name}@contoso.example`,
  "in a DN": (name) => `CN=${name},OU=${name} hosts,DC=contoso,DC=example`,
  "in a certificate's subject": (name) => `subject CN=${name}; issuer CN=${name} Root CA, O=${name}`,
  "in a path": (name) => `C:\\Logs\\${name}\\System.evtx`,
  "in a share": (name) => `\\\\${name}\\c$\\Users\\${name}\\Desktop\\${name} report.txt`,
  "in a path of another system": (name) => `/home/${name}/${name}-System.evtx`,
  "in a service's name": (name) => `Microsoft Virtual Console Service/${name}`,
  "in a URL": (name) => `ldaps://${name}:636/DC=${name}`,
  "in a sentence": (name) => `The connection to ${name}: it did not answer (${name.toLowerCase()}).`,
  "as part of a word": (name) => `snapshot_of_${name}_2026`,
  "in a command": (name) => `Move-ClusterSharedVolume -Name '${name}' -Node ${name}`,
  "in percents": (name) =>
    `%${Buffer.from(name)
      .toString("hex")
      .replace(/(..)(?=.)/g, "$1%")}`,
  "in hexadecimal": (name) => Buffer.from(name).toString("hex"),
  "in bytes": (name) =>
    Buffer.from(name)
      .toString("hex")
      .replace(/(..)(?=.)/g, "$1 "),
  "in base64": (name) => Buffer.from(name).toString("base64"),
  "with something invisible": (name) => `${name.slice(0, 2)}\u200b${name.slice(2)}`,
  "in quotation marks": (name) => `"${name}" '${name}' [${name}] <${name}>`,
};

const nameArbitrary = fc.stringMatching(/^[A-Z][A-Z0-9]{4,9}[0-9]$/);
const wayArbitrary = fc.constantFrom(...Object.keys(WAYS));

/** All texts but badnode's own words, changed. */
function withTexts<T>(value: T, change: (text: string) => string): T;
function withTexts(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((one: unknown) => withTexts(one, change));
  if (typeof value !== "object" || value === null || "rationale" in value) return value;
  return Object.fromEntries(
    Object.entries(value).map(([field, one]) => [field, OWN_WORDS.has(field) ? one : withTexts<unknown>(one, change)]),
  );
}

/** All that a reporter could show, without what checks say of themselves. */
function shown(report: Report): string {
  return JSON.stringify(report, (field, value: unknown) =>
    field === "text" && typeof value === "object" ? undefined : typeof value === "bigint" ? value.toString() : value,
  ).toLowerCase();
}

function isIn(text: string, name: string, way: string): boolean {
  const bare = text.replaceAll("\u200b", "");
  const written = WAYS[way]?.(name).toLowerCase() ?? name;
  return bare.includes(name.toLowerCase()) || (/percents|hexa|bytes|base64/.test(way) && bare.includes(written));
}

test("a name does not escape, in whatever field and way it stands", () => {
  fc.assert(
    fc.property(
      nameArbitrary,
      wayArbitrary,
      fc.integer({ min: 1, max: 40 }),
      fc.constantFrom(OF_TRIALS, OF_DIRECTORY),
      (name, way, step, report) => {
        let count = 0;
        const planted = withTexts(report, (text) => (count++ % step === 0 ? (WAYS[way]?.(name) ?? name) : text));
        expect(isIn(shown(planted), name, way)).toBe(true);
        expect(isIn(shown(redactReport(planted)), name, way)).toBe(false);
      },
    ),
    { numRuns: 600 },
  );
});

test("nor does it from a field that there was not when this was written", () => {
  fc.assert(
    fc.property(nameArbitrary, wayArbitrary, fc.stringMatching(/^[a-z][A-Za-z]{1,9}$/), (name, way, field) => {
      const text = WAYS[way]?.(name) ?? name;
      const extended = {
        ...OF_DIRECTORY,
        future: {
          [field]: text,
          list: [text, { [field]: [text] }],
          [name]: { step: 1 },
          sentences: [`Restart ${text} now.`],
        },
      };
      expect(isIn(shown(redactReport(extended)), name, way)).toBe(false);
    }),
    { numRuns: 300 },
  );
});
