import { beforeAll, describe, expect, test } from "vitest";
import type { Node } from "web-tree-sitter";
import { COLLECTOR_DEFAULTS, collectorScript } from "../../src/collector/index.ts";
import { ALLOWED, METHODS, WRITING } from "./cmdlets.ts";
import {
  commandsIn,
  entriesOf,
  errorsIn,
  functionsIn,
  newSyntaxIn,
  nodesOf,
  powershellParser,
} from "./parsed-script.ts";

const SCRIPT = collectorScript({ version: "1.2.3", ...COLLECTOR_DEFAULTS });

let parse: (script: string) => Node;
let script: Node;
beforeAll(async () => {
  parse = await powershellParser();
  script = parse(SCRIPT);
});

/** Blocks that are run by a variable: each is written in the script, so what it invokes is looked at with the rest. */
const BLOCKS = ["$Action", "$settings[$setting]"];

/** What the written list does not allow, a line each. */
function forbiddenIn(root: Node): readonly string[] {
  const own = functionsIn(root);
  return commandsIn(root).flatMap(({ name, parameters, splats }) => {
    if (BLOCKS.includes(name)) return [];
    const known = own.get(name) ?? ALLOWED.get(name);
    if (known === undefined) return [`${name} is not on the list`];
    const splatted = splats.flatMap((splat) => {
      const entries = entriesOf(root, splat);
      return entries.length === 0 ? [`@${splat}`] : entries;
    });
    return [...parameters, ...splatted].flatMap((parameter) =>
      known.includes(parameter) ? [] : [`${name} has no ${parameter}`],
    );
  });
}

describe("the collector as printed", () => {
  test("is Windows PowerShell without a single error of syntax", () => {
    expect(errorsIn(script)).toEqual([]);
    expect(newSyntaxIn(script)).toEqual([]);
  });

  test("is so with every option", () => {
    const every = collectorScript({
      version: "1.2.3",
      days: 365,
      clusters: ["CLUSTER 1", "it's"],
      nodes: ["HV01", "hv02.corp.example"],
      proxies: ["PROXY01"],
      folder: "C:\\Exports\\",
      zip: true,
    });
    expect(errorsIn(parse(every))).toEqual([]);
    const [parameters] = nodesOf(parse(every), "param_block");
    expect(parameters?.text).toBe(
      [
        "[CmdletBinding()]",
        "param(",
        "    [ValidateRange(1, 3650)]",
        "    [int] $Days = 365,",
        "    [string[]] $Cluster = @('CLUSTER 1', 'it''s'),",
        "    [string[]] $Nodes = @('HV01', 'hv02.corp.example'),",
        "    [string[]] $Proxies = @('PROXY01'),",
        "    [string] $Folder = 'C:\\Exports\\',",
        "    [switch] $Zip = $true",
        ")",
      ].join("\n"),
    );
  });

  test("is text that no code page changes, of lines that end up readable", () => {
    expect(SCRIPT).toMatch(/^[\n\x20-\x7e]*$/);
    expect(SCRIPT.split("\n").filter((line) => line.length > 180)).toEqual([]);
  });

  test("says in its header that it was parsed and never run", () => {
    expect(SCRIPT.split("#>")[0]).toContain("PARSED, and NEVER YET RUN ON WINDOWS");
  });

  test("invokes nothing but commands of the written list, with parameters that are documented", () => {
    expect(forbiddenIn(script)).toEqual([]);
  });

  test("leaves nothing on the list that it does not use", () => {
    const commands = commandsIn(script);
    const used = new Set(commands.map(({ name }) => name));
    expect([...ALLOWED.keys()].filter((name) => !used.has(name))).toEqual([]);
    const parameters = [...ALLOWED].flatMap(([name, known]) => known.map((parameter) => `${name} ${parameter}`));
    const given = new Set(commands.flatMap(({ name, parameters: own }) => own.map((one) => `${name} ${one}`)));
    expect(parameters.filter((parameter) => !given.has(parameter))).toEqual([]);
  });

  test("calls no method that does more than reckon", () => {
    const called = nodesOf(script, "invokation_expression").map(
      (call) => nodesOf(call, "member_name").find(({ parent }) => parent?.equals(call) === true)?.text ?? call.text,
    );
    expect([...new Set(called)].sort()).toEqual(METHODS);
  });

  test("redirects into no file", () => {
    expect([...new Set(nodesOf(script, "redirection").map(({ text }) => text))]).toEqual(["2>&1"]);
  });
});

describe("what it writes", () => {
  test("goes into the collection or its own temporary folder, and only these are removed", () => {
    const written = commandsIn(script)
      .filter(({ name }) => WRITING.has(name))
      .map(({ text }) => text.replace(/\s+/g, " "));
    expect([...new Set(written)].sort()).toEqual([
      "Compress-Archive -Path (Join-Path -Path $result -ChildPath '*') -DestinationPath $archive",
      "Copy-Item -FromSession $session -Path $source -Destination $Destination -Recurse",
      "Copy-Item -Path $source -Destination $Destination -Recurse",
      "Export-Clixml -Path $File",
      'Export-Clixml -Path (Join-Path -Path $destination -ChildPath "$Domain.xml") -Depth 4',
      "Export-Clixml -Path (Join-Path -Path $temporary -ChildPath $file) -Depth 3",
      "Export-Csv -Path $File -NoTypeInformation -Encoding UTF8",
      "Export-Csv -Path $file -NoTypeInformation -Encoding UTF8",
      "Get-ClusterLog -Cluster $ClusterName -Node $Node -Destination $Destination -TimeSpan $Minutes",
      "New-Item -Path $made -ItemType Directory -Force",
      "New-Item -Path $result -ItemType Directory",
      "New-Item -Path $temporary -ItemType Directory -Force",
      "Out-File -FilePath (Join-Path -Path $Destination -ChildPath 'manifest.json') -Encoding UTF8",
      "Remove-Item -LiteralPath $result -Recurse -Force",
      "Remove-Item -LiteralPath $temporary -Recurse -Force",
      'wevtutil.exe epl $channel.Name (Join-Path -Path $temporary -ChildPath $file) "/q:$($channel.Query)" 2>&1',
    ]);
  });

  test.each([
    ["temporary", ['$temporary = Join-Path -Path $env:SystemRoot -ChildPath "Temp\\$Name"']],
    ["result", ["$result = Join-Path -Path $growsIn -ChildPath $resultName"]],
    ["resultName", ['$resultName = "badnode-collection-$stamp"']],
    ["temporaryName", ["$temporaryName = 'badnode-collect-' + [guid]::NewGuid().ToString()"]],
    ["archive", ['$archive = Join-Path -Path $parent -ChildPath "$resultName.zip"']],
    ["made", ["$made = Join-Path -Path $result -ChildPath $Path"]],
    ["destination", ["$destination = New-ResultFolder -Path $Target"]],
    [
      "file",
      [
        "$file = $setting + '.xml'",
        "$file = ($channel.Name -replace '/', '-') + '.evtx'",
        "$file = Join-Path -Path $destination -ChildPath $FileName",
        ...["placement.csv", "sessions.csv"].map((name) => `$file = Join-Path -Path $temporary -ChildPath '${name}'`),
      ],
    ],
  ])("$%s is never anything else", (variable, expected) => {
    const set = nodesOf(script, "assignment_expression")
      .map(({ text }) => text)
      .filter((text) => text.startsWith(`$${variable} `));
    expect([...new Set(set)].sort()).toEqual(expected);
  });

  test("a list of the cluster goes into the file that is told, of the folder of the cluster", () => {
    const told = nodesOf(script, "command")
      .filter(({ text }) => text.startsWith("Save-ClusterList "))
      .map(({ text }) => /^Save-ClusterList @list -ListName '[^']+' -FileName '([\w.]+)' /.exec(text)?.[1]);
    expect(told.toSorted()).toEqual([
      "GetClusterNetwork.xml",
      "groups.csv",
      "nodes.csv",
      "owners.csv",
      "parameters.csv",
      "resources.csv",
    ]);
    expect(SCRIPT).toContain("-Block $Block -Values @($ClusterName, $file) -Seconds");
  });

  test("the temporary folder is removed whatever happens", () => {
    const [, whateverHappens = ""] = /function Save-Machine \{.*?\} finally \{(.*?)\n\}\n/s.exec(SCRIPT) ?? [];
    expect(whateverHappens).toContain("-Block $removeTemporary");
  });
});

test("blocks that are run within Invoke-Step use no name that it has itself, which would stand for another thing there", () => {
  const taken = (functionsIn(script).get("Invoke-Step") ?? []).map((name) => `$${name.slice(1)}`.toLowerCase());
  const within = nodesOf(script, "command")
    .filter(({ text }) => text.startsWith("Invoke-Step"))
    .flatMap((command) => nodesOf(command, "script_block_expression"))
    .flatMap((block) => nodesOf(block, "variable"))
    .map(({ text }) => text.toLowerCase());
  expect(taken).toHaveLength(6);
  expect(within.filter((name) => taken.includes(name))).toEqual([]);
});

describe("the test itself", () => {
  test.each(["$a = $b ? 1 : 2", "$a = $b ?? 1", "$a?.Length", "Get-VM -Name (\n", "if ($a) { Get-VM"])(
    "sees that this is no Windows PowerShell: %s",
    (text) => {
      expect(errorsIn(parse(`${text}\n`))).not.toEqual([]);
    },
  );

  test.each(["Get-VM && Get-VMHost", "Get-VM || Get-VMHost"])("sees that this is of PowerShell 7: %s", (text) => {
    expect(newSyntaxIn(parse(text))).toHaveLength(1);
  });

  test.each([
    ["Stop-Service -Name vmms", ["Stop-Service is not on the list"]],
    ["Get-Cluster | ForEach-Object -Process { Stop-VM -Name a }", ["Stop-VM is not on the list"]],
    ["Get-VM | Remove-VM -Force", ["Remove-VM is not on the list"]],
    ["$a = @{ Name = 'b' }\nGet-VM @a", ["Get-VM has no -Name"]],
    ["Get-VM @unknown", ["Get-VM has no @unknown"]],
    ["Get-ClusterLog -UseLocalTime", ["Get-ClusterLog has no -UseLocalTime"]],
    ["& $program", ["$program is not on the list"]],
    ["& 'net.exe' stop vmms", ["'net.exe' is not on the list"]],
    [". $program", ["$program is not on the list"]],
    ["iex $text", ["iex is not on the list"]],
  ])("sees what is forbidden in: %s", (text, expected) => {
    expect(forbiddenIn(parse(text))).toEqual(expected);
  });
});
