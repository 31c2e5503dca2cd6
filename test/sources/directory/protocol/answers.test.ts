import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readMessage } from "../../../../src/sources/directory/protocol/answers.ts";
import { UnsoundAnswer } from "../../../../src/sources/directory/protocol/ber-cursor.ts";
import {
  encodedAttribute,
  encodedDn,
  entryMessage,
  referenceMessage,
  resultMessage,
} from "../../../ldap-server/answer.ts";
import { pageControl } from "../../../ldap-server/controls.ts";

function entry(dn: string, attributes: readonly (readonly [string, readonly (string | Uint8Array)[]])[]): Buffer {
  const encoded = attributes.map(([name, values]) => encodedAttribute(name, values));
  return Buffer.concat(entryMessage(7, encodedDn(dn), encoded));
}

function attributesOf(bytes: Buffer): unknown {
  const { answer } = readMessage(bytes);
  return answer.kind === "entry" ? Object.fromEntries(answer.entry.attributes) : answer;
}

describe("an entry", () => {
  test("has its DN, and attributes under the names that the server wrote, options included", () => {
    const bytes = entry("CN=HV01,DC=corp,DC=example", [
      ["cn", ["HV01"]],
      ["member;range=0-1", ["CN=A", "CN=B"]],
    ]);
    expect(readMessage(bytes)).toEqual({
      id: 7,
      answer: {
        kind: "entry",
        entry: {
          dn: "CN=HV01,DC=corp,DC=example",
          attributes: new Map([
            ["cn", ["HV01"]],
            ["member;range=0-1", ["CN=A", "CN=B"]],
          ]),
        },
      },
    });
  });

  test("has no attribute without values", () => {
    expect(attributesOf(entry("CN=HV01", [["member", []]]))).toEqual({});
  });

  test("shows text as text, and what is no UTF-8 as the bytes that it is", () => {
    const latin1 = Uint8Array.of(0x4d, 0xfc, 0x6c, 0x6c);
    expect(attributesOf(entry("CN=HV01", [["description", ["Müller", latin1, ""]]]))).toEqual({
      description: ["Müller", latin1, ""],
    });
  });

  test("keeps a byte order mark, which is part of the value", () => {
    expect(attributesOf(entry("CN=HV01", [["description", ["\ufeffx"]]]))).toEqual({ description: ["\ufeffx"] });
  });

  test.each([
    "objectGUID",
    "OBJECTSID",
    "nTSecurityDescriptor",
    "replPropertyMetaData",
    "tokenGroups",
    "userCertificate;binary",
  ])("shows %s as bytes, even if they could be text", (name) => {
    const bytes = new TextEncoder().encode("sixteen letters!");
    expect(attributesOf(entry("CN=HV01", [[name, [bytes]]]))).toEqual({ [name]: [bytes] });
  });

  test("may call an attribute __proto__ or dn and gets nothing by it", () => {
    const { answer } = readMessage(
      entry("CN=HV01", [
        ["__proto__", ["x"]],
        ["dn", ["CN=HV02"]],
      ]),
    );
    expect(answer).toEqual({
      kind: "entry",
      entry: {
        dn: "CN=HV01",
        attributes: new Map([
          ["__proto__", ["x"]],
          ["dn", ["CN=HV02"]],
        ]),
      },
    });
  });

  test("that sends one attribute in many parts is put together in one go", () => {
    const parts = Array.from({ length: 50_000 }, (_, index) => ["member", [`CN=${String(index)}`]] as const);
    const { answer } = readMessage(entry("CN=Group", parts));
    expect(answer.kind === "entry" && answer.entry.attributes.get("member")?.length).toBe(50_000);
  });

  test("with a DN that is no text is refused: a repaired name would be another object's", () => {
    const bytes = entry("CN=HV#1", []);
    bytes[bytes.indexOf("#")] = 0xff;
    expect(() => readMessage(bytes)).toThrow(new UnsoundAnswer("a name that is no text"));
  });
});

test("a reference is a list of addresses", () => {
  const urls = ["ldap://east.corp.example/DC=east", "ldap://west.corp.example/DC=west"];
  expect(readMessage(Buffer.from(referenceMessage(7, urls)))).toEqual({
    id: 7,
    answer: { kind: "reference", referrals: urls },
  });
});

test("the end of a search has a result, and the cookie of the next page", () => {
  const result = {
    code: 10,
    matchedDn: "DC=corp",
    diagnosticMessage: "elsewhere",
    referrals: ["ldap://east.corp.example"],
  };
  const bytes = resultMessage(7, "search", result, { controls: [pageControl(0, "next")] });
  expect(readMessage(Buffer.from(bytes))).toEqual({
    id: 7,
    answer: {
      kind: "search-done",
      result: { code: 10, matchedDn: "DC=corp", text: "elsewhere", referrals: ["ldap://east.corp.example"] },
      cookie: Buffer.from("next"),
    },
  });
});

test.each(["add", "modify", "delete", "rename", "compare"] as const)(
  "an answer to %s is none: it was never asked",
  (kind) => {
    expect(() => readMessage(Buffer.from(resultMessage(7, kind, { code: 0 })))).toThrow(UnsoundAnswer);
  },
);

describe("whatever a server sends", () => {
  const sound = [
    entry("CN=HV01,DC=corp,DC=example", [
      ["cn", ["HV01"]],
      ["servicePrincipalName", ["HOST/HV01", "HOST/hv01.corp.example"]],
    ]),
    Buffer.from(resultMessage(7, "search", { code: 0 }, { controls: [pageControl(0, "next")] })),
    Buffer.from(resultMessage(7, "bind", { code: 49, diagnosticMessage: "data 52e" })),
    Buffer.from(referenceMessage(7, ["ldap://east.corp.example"])),
  ];

  test("cut off anywhere, it is refused, not waited for and not taken for less", () => {
    for (const bytes of sound) {
      for (let length = 0; length < bytes.length; length++) {
        expect(() => readMessage(bytes.subarray(0, length))).toThrow(UnsoundAnswer);
      }
    }
  });

  test("with bytes changed, it is read or refused, and soon", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...sound),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 4 }),
        (bytes, changes) => {
          const changed = Buffer.from(bytes);
          for (const [at, value] of changes) changed[at % changed.length] = value;
          try {
            readMessage(changed);
          } catch (error) {
            expect(error).toBeInstanceOf(UnsoundAnswer);
          }
        },
      ),
      { seed: 636, numRuns: 3_000 },
    );
  });

  test("an attribute that claims more than there is ends the message, where ldapts 8.2.0 reads on for ever", () => {
    const bytes = Buffer.from("300b020102640604016130ff", "hex");
    expect(() => readMessage(bytes)).toThrow(UnsoundAnswer);
  });
});
