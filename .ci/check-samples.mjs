// Reads every generated sample with evtxinfo and evtxexport, which share no code with this project, and compares what
// they show of the file and of each record with what the generator says it wrote. Run from the top of the repository.
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

/** All that System shows, so that nothing in it goes uncompared: text by element and by element and attribute. */
function systemTexts(system) {
  const texts = [];
  for (const { name, attributes, children, text } of system?.children ?? []) {
    for (const [attribute, value] of Object.entries(attributes)) texts.push([`${name} ${attribute}`, value]);
    // An element that is empty only carries attributes; deeper ones are none that a record has.
    if (text.trim() !== "") texts.push([name, text]);
    for (const { name: inner } of children) texts.push([`${name} > ${inner}`, "an element"]);
  }
  const names = texts.map(([name]) => name);
  const twice = names.filter((name, index) => names.indexOf(name) !== index);
  return { ...Object.fromEntries(texts), ...Object.fromEntries(twice.map((name) => [name, "more than once"])) };
}

function readRecord(xml) {
  const event = parse(xml);
  const system = child(event, "System");
  const eventData = child(event, "EventData");
  const userData = child(event, "UserData")?.children[0];
  const data = eventData?.children.filter(({ name }) => name === "Data") ?? userData?.children ?? [];
  return {
    system: systemTexts(system),
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

/** evtxinfo tells version, counts, flags, and in a line of its own that a file is corrupted. */
function infoProblems(path, recordCount) {
  const run = spawnSync("evtxinfo", [path], { encoding: "utf8", maxBuffer: LARGE });
  if (run.status !== 0) return [`evtxinfo ended with ${run.status}: ${run.stderr.trim()}`];
  const told = run.stdout
    .split("\n")
    .filter((line) => line.startsWith("\t"))
    .map((line) => line.trim().replace(/\s+:\s*/, ": "))
    // Guessed from the file's name.
    .filter((line) => !line.startsWith("Log type: "));
  const wanted = ["Version: 3.1", `Number of records: ${recordCount}`, "Number of recovered records: 0"];
  return [
    ...wanted.filter((line) => !told.includes(line)).map((line) => `evtxinfo does not tell "${line}"`),
    ...told.filter((line) => !wanted.includes(line)).map((line) => `evtxinfo tells "${line}"`),
  ];
}

function differences(expected, found) {
  const different = [];
  if (expected.length !== found.length) different.push(`${expected.length} records written, ${found.length} read`);
  for (const [index, wanted] of expected.entries()) {
    const [want, got] = [fieldsOf(wanted), fieldsOf(found[index])];
    for (const field of new Set([...want.keys(), ...got.keys()])) {
      if (want.get(field) === got.get(field)) continue;
      const values = `wrote ${want.get(field) ?? "nothing"}, evtxexport read ${got.get(field) ?? "nothing"}`;
      different.push(`record ${wanted.system.EventRecordID}, ${field}: ${values}`);
    }
  }
  return different;
}

/** Each field that is compared, as JSON. */
function fieldsOf(record) {
  const { system = {}, ...rest } = record ?? {};
  return new Map(Object.entries({ ...system, ...rest }).map(([field, value]) => [field, JSON.stringify(value)]));
}

function logsBelow(folder) {
  return readdirSync(folder, { recursive: true })
    .map((path) => join(folder, path).replaceAll("\\", "/"))
    .filter((path) => /\.evtx$/i.test(path))
    .sort();
}

for (const reader of ["evtxexport", "evtxinfo"]) {
  if (spawnSync(reader, ["-V"]).error === undefined) continue;
  fail(`${reader} is not installed, so nothing was checked. Install Debian's libevtx-utils and run this again.`);
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
    problems.push(...infoProblems(path, expected.length), ...differences(expected, records));
  }
  console.log(
    problems.length === 0 ? `ok   ${path}: ${count} records` : `FAIL ${path}: ${problems.length} differences`,
  );
  for (const problem of problems.slice(0, SHOWN_DIFFERENCES)) console.log(`     ${problem}`);
  if (problems.length > 0) failures += 1;
}
console.log(`${present.length} samples read with evtxexport and evtxinfo, ${failures} with differences`);
if (present.length === 0) fail('there is no sample below samples. Run "npm run samples" first.');
if (failures > 0) process.exit(1);
