import { describe, expect, it } from "vitest";
import {
  boolean,
  clixmlBytes,
  convertToJson,
  exportedRows,
  type PowerShellObject,
  type PowerShellValue,
  string,
  uint32,
} from "../../samples/generate/powershell/index.ts";

const cluster: PowerShellObject = {
  type: "object",
  typeNames: ["Cluster", "System.Object"],
  text: "HVCL01",
  properties: [["Name", string("HVCL01")]],
};
const node: PowerShellObject = {
  type: "object",
  typeNames: ["Node", "System.Object"],
  text: "HV01",
  properties: [
    ["Cluster", cluster],
    ["Name", string("HV01")],
    ["State", { type: "enum", typeName: "NodeState", name: "Up", value: 0 }],
  ],
};

function volume(properties: PowerShellObject["properties"]): PowerShellObject {
  return { type: "object", typeNames: ["Volume", "System.Object"], text: "Cluster Disk 1", properties };
}

function clixmlLines(objects: readonly PowerShellValue[], depth: number): readonly string[] {
  return Buffer.from(clixmlBytes(objects, depth)).toString("utf16le").split("\r\n");
}

describe("Export-Clixml", () => {
  it("writes UTF-16LE with a byte order mark, CRLF, two spaces of indent and no line end behind the root", () => {
    expect([...clixmlBytes([], 2).slice(0, 4)]).toEqual([0xff, 0xfe, 0x3c, 0x00]);
    expect(clixmlLines([uint32(7)], 2)).toEqual([
      '\ufeff<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">',
      "  <U32>7</U32>",
      "</Objs>",
    ]);
  });

  it("numbers objects and type lists, and refers to a type list that has been written before", () => {
    const state: PowerShellValue = { type: "enum", typeName: "VolumeState", name: "Online", value: 2 };
    const objects = [volume([["State", state]]), volume([["State", state]])];
    expect(clixmlLines(objects, 2).slice(1, -1)).toEqual([
      '  <Obj RefId="0">',
      '    <TN RefId="0">',
      "      <T>Volume</T>",
      "      <T>System.Object</T>",
      "    </TN>",
      "    <ToString>Cluster Disk 1</ToString>",
      "    <Props>",
      '      <Obj N="State" RefId="1">',
      '        <TN RefId="1">',
      "          <T>VolumeState</T>",
      "          <T>System.Enum</T>",
      "          <T>System.ValueType</T>",
      "          <T>System.Object</T>",
      "        </TN>",
      "        <ToString>Online</ToString>",
      "        <I32>2</I32>",
      "      </Obj>",
      "    </Props>",
      "  </Obj>",
      '  <Obj RefId="2">',
      '    <TNRef RefId="0" />',
      "    <ToString>Cluster Disk 1</ToString>",
      "    <Props>",
      '      <Obj N="State" RefId="3">',
      '        <TNRef RefId="1" />',
      "        <ToString>Online</ToString>",
      "        <I32>2</I32>",
      "      </Obj>",
      "    </Props>",
      "  </Obj>",
    ]);
  });

  it("keeps the text of objects and enums that lie deeper than it goes", () => {
    expect(clixmlLines([volume([["OwnerNode", node]])], 1)).toContain('      <S N="OwnerNode">HV01</S>');
    const deeper = clixmlLines([volume([["OwnerNode", node]])], 2);
    expect(deeper).toContain('          <S N="Cluster">HVCL01</S>');
    expect(deeper).toContain('          <S N="State">Up</S>');
    expect(clixmlLines([volume([["OwnerNode", node]])], 3)).toContain('              <S N="Name">HVCL01</S>');
  });

  it("does not count a list as a level", () => {
    const nodes: PowerShellValue = { type: "list", typeNames: ["Node[]"], items: [node] };
    const none: PowerShellValue = { type: "list", typeNames: ["Node[]"], items: [] };
    expect(
      clixmlLines(
        [
          volume([
            ["Nodes", nodes],
            ["None", none],
          ]),
        ],
        2,
      ).slice(8, -3),
    ).toEqual([
      '      <Obj N="Nodes" RefId="1">',
      '        <TN RefId="1">',
      "          <T>Node[]</T>",
      "        </TN>",
      "        <LST>",
      '          <Obj RefId="2">',
      '            <TN RefId="2">',
      "              <T>Node</T>",
      "              <T>System.Object</T>",
      "            </TN>",
      "            <ToString>HV01</ToString>",
      "            <Props>",
      '              <S N="Cluster">HVCL01</S>',
      '              <S N="Name">HV01</S>',
      '              <S N="State">Up</S>',
      "            </Props>",
      "          </Obj>",
      "        </LST>",
      "      </Obj>",
      '      <Obj N="None" RefId="3">',
      '        <TNRef RefId="1" />',
      "        <LST />",
      "      </Obj>",
    ]);
  });

  it.each<readonly [title: string, value: PowerShellValue, line: string]>([
    ["nothing", { type: "null" }, "<Nil />"],
    ["an empty string", string(""), "<S></S>"],
    ["markup", string('<a & "b">'), "<S>&lt;a &amp; &quot;b&quot;&gt;</S>"],
    ["a line feed", string("a\nb"), "<S>a_x000A_b</S>"],
    ["a character beyond 16 bits", string("😀"), "<S>_xD83D__xDE00_</S>"],
    ["what looks like an escape", string("a_x000A_b_y"), "<S>a_x005F_x000A_b_y</S>"],
    ["a boolean", boolean(false), "<B>false</B>"],
    ["a large number", { type: "uint64", value: 2_199_006_085_120n }, "<U64>2199006085120</U64>"],
    ["a fraction", { type: "single", value: 22.5 }, "<Sg>22.5</Sg>"],
  ])("writes %s", (_title, value, line) => {
    expect(clixmlLines([value], 2)[1]).toBe(`  ${line}`);
  });
});

describe("ConvertTo-Json of Windows PowerShell 5.1", () => {
  it("stands what is nested below its bracket and two spaces behind a colon", () => {
    expect(convertToJson([volume([["OwnerNode", node]]), volume([["State", uint32(2)]])])).toBe(
      [
        "[",
        "    {",
        '        "OwnerNode":  {',
        '                          "Cluster":  "HVCL01",',
        '                          "Name":  "HV01",',
        '                          "State":  0',
        "                      }",
        "    },",
        "    {",
        '        "State":  2',
        "    }",
        "]",
      ].join("\r\n"),
    );
  });

  it("counts a list as a level, so that what it holds is text", () => {
    const nodes: PowerShellValue = { type: "list", typeNames: ["Node[]"], items: [node, node] };
    expect(JSON.parse(convertToJson([volume([["Nodes", nodes]])]))).toEqual([{ Nodes: ["HV01", "HV01"] }]);
  });

  it("escapes what HTML gives a meaning to, and is JSON", () => {
    const text = "<a & 'b'> \\ \"\n";
    const json = convertToJson([volume([["Name", string(text)]])]);
    expect(json).toContain(String.raw`"\u003ca \u0026 \u0027b\u0027\u003e \\ \"\n"`);
    expect(JSON.parse(json)).toEqual([{ Name: text }]);
  });

  it("writes the other values as JSON has them", () => {
    const all = volume([
      ["Nothing", { type: "null" }],
      ["Is", boolean(true)],
      ["Size", { type: "uint64", value: 2_199_006_085_120n }],
      ["None", { type: "list", typeNames: [], items: [] }],
    ]);
    expect(JSON.parse(convertToJson([all]))).toEqual([{ Nothing: null, Is: true, Size: 2_199_006_085_120, None: [] }]);
  });
});

describe("Export-Csv of Windows PowerShell 5.1", () => {
  it("writes UTF-8 with a byte order mark, everything in quotes, and doubles quotes inside", () => {
    const bytes = exportedRows(
      ["vm", "path"],
      [
        ["a,b", 'C:\\"x"'],
        ["ü", ""],
      ],
    );
    expect(Buffer.from(bytes).toString("utf8")).toBe('\ufeff"vm","path"\r\n"a,b","C:\\""x"""\r\n"ü",""\r\n');
  });
});
