// Reads every generated sample with evtxexport, a reader that shares no code with this project, and compares each
// record with what the generator says it wrote. Run from the top of the repository.
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

const GENERATOR = "build/samples/generate/main.js";
const SHOWN_DIFFERENCES = 5;
const LARGE = 1 << 29;

function fail(message) {
  console.error(`check-samples: ${message}`);
  process.exit(1);
}

const ENTITIES = { lt: "<", gt: ">", amp: "&", quot: '"', apos: "'" };

function unescape(text) {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hexadecimal, decimal, name) => {
    if (name !== undefined) return ENTITIES[name] ?? whole;
    return String.fromCodePoint(Number.parseInt(hexadecimal ?? decimal, hexadecimal === undefined ? 10 : 16));
  });
}

/** The elements of one `<Event>` as a tree; text only where an element has no children. */
function parse(xml) {
  const root = { name: "", attributes: {}, children: [], text: "" };
  const open = [root];
  const tag = /<(\/?)([^\s/>]+)((?:\s+[^\s=]+="[^"]*")*)\s*(\/?)>/g;
  let textStart = 0;
  for (let match = tag.exec(xml); match !== null; match = tag.exec(xml)) {
    const [whole, closing, name, attributes, empty] = match;
    const current = open.at(-1);
    if (closing) {
      if (current.children.length === 0) current.text = unescape(xml.slice(textStart, match.index));
      open.pop();
    } else {
      const pairs = [...attributes.matchAll(/([^\s=]+)="([^"]*)"/g)].map(([, key, value]) => [key, unescape(value)]);
      const element = { name, attributes: Object.fromEntries(pairs), children: [], text: "" };
      current.children.push(element);
      if (!empty) open.push(element);
    }
    textStart = match.index + whole.length;
  }
  return root.children[0];
}

function child(element, name) {
  return element?.children.find((candidate) => candidate.name === name);
}

/** evtxexport's words to Windows's: nine fractional digits to seven. */
function plainTime(text) {
  return text.replace(/(\.\d{7})00Z$/, "$1Z");
}

function readRecord(xml) {
  const event = parse(xml);
  const system = child(event, "System");
  const eventData = child(event, "EventData");
  const userData = child(event, "UserData")?.children[0];
  const data = eventData?.children.filter(({ name }) => name === "Data") ?? userData?.children ?? [];
  return {
    recordId: child(system, "EventRecordID")?.text,
    time: plainTime(child(system, "TimeCreated")?.attributes.SystemTime ?? ""),
    provider: child(system, "Provider")?.attributes.Name,
    eventId: Number(child(system, "EventID")?.text),
    channel: child(system, "Channel")?.text,
    computer: child(system, "Computer")?.text,
    data: data.map(({ name, attributes, text }) => {
      const label = name === "Data" ? attributes.Name : name;
      return { ...(label === undefined ? {} : { name: label }), value: plainTime(text) };
    }),
    userData: userData?.name ?? null,
    binary: child(eventData, "Binary")?.text || null,
  };
}

function exportedRecords(path) {
  const run = spawnSync("evtxexport", ["-f", "xml", path], { encoding: "utf8", maxBuffer: LARGE });
  if (run.status !== 0) return { records: [], problem: `evtxexport ended with ${run.status}: ${run.stderr.trim()}` };
  const events = run.stdout.match(/<Event xmlns=[\s\S]*?<\/Event>/g) ?? [];
  return { records: events.map(readRecord), problem: /unable to/i.exec(run.stderr)?.[0] ?? null };
}

function differences(expected, found) {
  const different = [];
  if (expected.length !== found.length) different.push(`${expected.length} records written, ${found.length} read`);
  for (const [index, wanted] of expected.entries()) {
    const actual = found[index];
    for (const field of Object.keys(wanted)) {
      const want = JSON.stringify(wanted[field]);
      const got = JSON.stringify(actual?.[field]);
      if (want !== got) different.push(`record ${wanted.recordId}, ${field}: wrote ${want}, evtxexport read ${got}`);
    }
  }
  return different;
}

function logsBelow(folder) {
  return readdirSync(folder, { recursive: true })
    .map((path) => join(folder, path).replaceAll("\\", "/"))
    .filter((path) => /\.evtx$/i.test(path))
    .sort();
}

if (spawnSync("evtxexport", ["-V"]).error !== undefined) {
  fail("evtxexport is not installed, so nothing was checked. Install Debian's libevtx-utils and run this again.");
}
if (!existsSync(GENERATOR)) fail(`${GENERATOR} is missing. Run "npm run samples" first.`);

const manifest = execFileSync(process.execPath, [GENERATOR, "--manifest"], { encoding: "utf8", maxBuffer: LARGE });
const written = new Map(
  manifest
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line))
    .map(({ path, records }) => [path, records]),
);
const present = logsBelow("samples");
let failures = 0;
for (const path of new Set([...present, ...written.keys()])) {
  const expected = written.get(path);
  const problems = [];
  let count = 0;
  if (expected === undefined) problems.push("the generator does not know this file");
  else if (!present.includes(path)) problems.push('the file is missing; run "npm run samples"');
  else {
    const { records, problem } = exportedRecords(path);
    count = records.length;
    if (problem !== null) problems.push(problem);
    problems.push(...differences(expected, records));
  }
  console.log(
    problems.length === 0 ? `ok   ${path}: ${count} records` : `FAIL ${path}: ${problems.length} differences`,
  );
  for (const problem of problems.slice(0, SHOWN_DIFFERENCES)) console.log(`     ${problem}`);
  if (problems.length > 0) failures += 1;
}
console.log(`${present.length} samples read with evtxexport, ${failures} with differences`);
if (present.length === 0) fail('there is no sample below samples. Run "npm run samples" first.');
if (failures > 0) process.exit(1);
