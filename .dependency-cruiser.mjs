// Data flows one way: sources -> evidence -> facts -> checks -> report -> reporters. Imports follow it and never turn back.

const typesOnly = { dependencyTypesNot: ["type-only"] };

/** Where each room lies, which other rooms it may import, and why no more than these. */
const rooms = {
  shared: {
    path: "^src/shared/",
    may: [],
    because: "everything stands on shared, so it stands on nothing.",
  },
  formats: {
    path: "^src/formats/",
    may: ["shared"],
    because:
      "a format turns bytes into values and knows no word of clusters, so that anybody can use and test it alone.",
  },
  evidence: {
    path: "^src/evidence/",
    may: ["shared"],
    because: "evidence is what was seen, the same whatever file it came from and whatever follows from it.",
  },
  catalogue: {
    path: "^src/catalogue/",
    may: ["evidence", "shared"],
    because: "the catalogue says what an event's data mean; it reads no file and draws no conclusion.",
  },
  sources: {
    path: "^src/sources/",
    may: ["formats", "evidence", "shared"],
    because:
      "a source yields evidence and judges nothing, so the same evidence may come from a file or a directory server.",
  },
  facts: {
    path: "^src/facts/",
    may: ["evidence", "catalogue", "shared"],
    because: "facts are derived from evidence alone: pure, and blind to the file that it came from.",
  },
  report: {
    path: "^src/report/",
    may: ["evidence", "shared"],
    because: "the report is a contract with other programs; it must not move when the analysis does.",
  },
  checks: {
    path: "^src/checks/",
    may: ["facts", "evidence", "report", "shared"],
    because: "a check judges the facts that it declared and nothing else; words and layout belong to reporters.",
  },
  reporters: {
    path: "^src/reporters/",
    may: ["report", "evidence", "shared"],
    because: "a reporter shows what the report says; one that looks at facts would say more than was judged.",
  },
  redaction: {
    path: "^src/redaction/",
    may: ["report", "shared"],
    because: "it turns a report into one without names before anybody shows it, and must not depend on who does.",
  },
  diagnose: {
    path: "^src/diagnose(/|\\.ts$)",
    may: ["sources", "catalogue", "facts", "checks", "report", "evidence", "shared"],
    because: "the conductor joins the rooms; how it is shown and where it is typed are not its matter.",
  },
  "event-logs": {
    path: "^src/event-logs\\.ts$",
    may: ["formats", "sources", "catalogue", "evidence", "shared"],
    because: "a command that only reads logs starts without loading the analysis; half of the modules are that.",
  },
  collector: {
    path: "^src/collector/",
    may: ["shared"],
    because:
      "the collector is a script made of options, text out of text; what the checks look in is held to it by a test.",
  },
  index: {
    path: "^src/index\\.ts$",
    may: [
      "event-logs",
      "formats",
      "sources",
      "catalogue",
      "evidence",
      "facts",
      "checks",
      "report",
      "reporters",
      "diagnose",
      "collector",
      "shared",
    ],
    because: "what other programs import must not bring the command line with it.",
  },
  cli: {
    path: "^src/cli/",
    may: ["index", "event-logs", "collector", "redaction", "reporters", "shared"],
    because: "the command line uses what any other program can use, so the public interface is enough for real work.",
  },
};

/** Imports between rooms that hold for a part of a room only, or for types only. */
const passages = {
  reporters: { to: "^src/formats/evtx/", from: "^src/reporters/records/" },
};

const roomRules = Object.entries(rooms).map(([name, { path, may, because }]) => ({
  name: `${name}-imports-only-${may.length === 0 ? "itself" : "its-foundations"}`,
  comment: `src/${name} may import ${may.length === 0 ? "no other room" : may.join(", ")}: ${because}`,
  severity: "error",
  from: { path },
  to: {
    path: "^src/",
    pathNot: [path, ...may.map((other) => rooms[other].path), ...(name in passages ? [passages[name].to] : [])],
  },
}));

/** The only part of src that may import a run-time dependency. */
const packageHomes = {
  yargs: { home: "^src/cli/", because: "only the command line reads arguments." },
  "cli-table3": { home: "^src/reporters/table(/|\\.ts$)", because: "only the table reporter draws tables." },
  echarts: { home: "^src/reporters/html/", because: "only the HTML reporter draws charts." },
  ldapts: { home: "^src/sources/directory/", because: "only the directory source talks LDAP." },
  yauzl: { home: "^src/sources/support-bundle/", because: "only support bundles are ZIPs." },
  kerberos: { home: "^src/sources/directory/", because: "only the directory source binds with Kerberos." },
};

const packagePath = (name) => `(^|node_modules/)(@types/)?${name}(/|$)`;

const packageRules = Object.entries(packageHomes).map(([name, { home, because }]) => ({
  name: `${name}-in-one-place`,
  comment: `${name} is imported under ${home} only: ${because} What is in one place can be replaced.`,
  severity: "error",
  from: { path: "^src/", pathNot: home },
  to: { path: packagePath(name) },
}));

/** @type {import("dependency-cruiser").IConfiguration} */
export default {
  forbidden: [
    ...roomRules,
    ...packageRules,
    {
      name: "reporters-see-formats-only-as-types-of-records",
      comment:
        "src/reporters/records shows records of a log and needs the shape of a record, not its reader; the other reporters see the report alone.",
      severity: "error",
      from: { path: rooms.reporters.path, pathNot: passages.reporters.from },
      to: { path: passages.reporters.to },
    },
    {
      name: "record-reporters-take-types-only",
      comment:
        "src/reporters/records is handed records that somebody else has read; running the reader is not its work.",
      severity: "error",
      from: { path: passages.reporters.from },
      to: { path: passages.reporters.to, ...typesOnly },
    },
    {
      name: "report-takes-types-of-evidence-only",
      comment: "src/report describes data; with run-time imports it would begin to do something.",
      severity: "error",
      from: { path: rooms.report.path },
      to: { path: rooms.evidence.path, ...typesOnly },
    },
    {
      name: "no-file-outside-the-rooms",
      comment: "A file outside the known rooms follows no rule: give it a room, or add a room with its reason here.",
      severity: "error",
      from: { path: "^src/", pathNot: Object.values(rooms).map(({ path }) => path) },
      to: {},
    },
    {
      name: "node-only-at-the-edge",
      comment:
        "node:* is for src/cli and src/sources, which touch files, network and threads; the rest is pure, so it is tested without them. formats/evtx may take crc32 from node:zlib.",
      severity: "error",
      from: { path: "^src/", pathNot: [rooms.cli.path, rooms.sources.path, "^src/formats/evtx/"] },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "evtx-takes-only-zlib",
      comment: "The EVTX reader sees {size, read}; node:zlib's crc32 is arithmetic, everything else of node:* is I/O.",
      severity: "error",
      from: { path: "^src/formats/evtx/" },
      to: { dependencyTypes: ["core"], pathNot: "^(node:)?zlib$" },
    },
    {
      name: "process-only-in-cli",
      comment: "Streams, exit codes and the environment are the command line's; a source is told what it needs.",
      severity: "error",
      from: { path: "^src/", pathNot: rooms.cli.path },
      to: { path: "^(node:)?process$" },
    },
    {
      name: "no-package-without-a-home",
      comment: "A run-time dependency is a decision: it gets one home and a reason in packageHomes above.",
      severity: "error",
      from: { path: "^src/" },
      to: {
        dependencyTypes: ["npm", "npm-dev", "npm-optional", "npm-peer", "npm-no-pkg", "npm-unknown", "npm-bundled"],
        pathNot: Object.keys(packageHomes).map(packagePath),
      },
    },
    {
      name: "src-does-not-know-its-tests",
      comment:
        "What is shipped knows neither samples nor tests nor bench: the reader must work on logs nobody prepared.",
      severity: "error",
      from: { path: "^src/" },
      to: { path: "^(samples|test|bench|docs|dist|build|bin|\\.ci)/" },
    },
    {
      name: "tests-are-imported-by-tests-only",
      comment:
        "Samples and bench run without the tests. bench takes the directory server from there, and nothing else.",
      severity: "error",
      from: { pathNot: "^(test|bench)/" },
      to: { path: "^test/" },
    },
    {
      name: "bench-takes-only-the-ldap-server-of-the-tests",
      comment:
        "What an audit costs is measured against the same server that its tests run against; a second one would drift from it.",
      severity: "error",
      from: { path: "^bench/" },
      to: { path: "^test/", pathNot: "^test/ldap-server/" },
    },
    {
      name: "ldap-server-stands-apart",
      comment:
        "test/ldap-server shares no code with what it tests, so that a mistake there does not find its like here; and it runs without the tests, for bench.",
      severity: "error",
      from: { path: "^test/ldap-server/" },
      to: { path: ["^(src|bench|test)/", packagePath("ldapts")], pathNot: "^test/ldap-server/" },
    },
    {
      name: "bin-is-a-shim",
      comment: "bin/badnode.js starts dist/bin; anything more would escape the compiler.",
      severity: "error",
      from: { path: "^bin/" },
      to: { pathNot: "^(\\.\\./)?dist/bin/" },
    },
    {
      name: "no-cycles",
      comment: "Files that import each other are one file in several places; types count too.",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    {
      name: "every-import-resolves",
      comment: "An import that cannot be followed cannot be checked either.",
      severity: "error",
      from: { path: "^(src|samples|bench|test)/" },
      to: { couldNotResolve: true, pathNot: "(^|/)(dist|build)/" },
    },
  ],
  options: {
    doNotFollow: { path: "(^|/)(node_modules|dist|build)/" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      conditionNames: ["import", "node", "default"],
    },
  },
};
