import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  attributeMetadataValues,
  propertyMetadataBytes,
  type StampedAttribute,
} from "../../../samples/generate/replication-metadata/index.ts";
import { FULL_CONTROL, securityDescriptorBytes } from "../../../samples/generate/security-descriptor/index.ts";
import { isoToFiletime } from "../../../src/shared/filetime.ts";
import { guidBytes } from "../../../src/shared/guid.ts";
import { sidBytes } from "../../../src/shared/sid.ts";
import { entryOf, FRAME, viewOf } from "./entries.ts";

const OU = "OU=Hosts,DC=corp,DC=example";
const HOST_DN = `CN=HV01,${OU}`;
const POINT_DN = `CN=Microsoft Hyper-V,${HOST_DN}`;
const HOST_SID = "S-1-5-21-1004336348-1177238915-682003330-1601";
const GUID = "01020304-0506-0708-090a-0b0c0d0e0f10";
const CREATED = isoToFiletime("2018-05-14T08:30:00Z") ?? 0n;
const RENAMED = isoToFiletime("2026-08-31T10:00:00Z") ?? 0n;

const COMPUTER_CLASSES = ["top", "person", "organizationalPerson", "user", "computer"];
const POINT_CLASSES = ["top", "leaf", "connectionPoint", "serviceConnectionPoint"];
const HYPER_V_SPNS = ["Microsoft Virtual Console Service/HV01", "Hyper-V Replica Service/HV01"];

const originator = { invocationId: GUID, settingsDn: "CN=NTDS Settings,CN=DC01" };
const stamp = (attribute: StampedAttribute, version: number, time: bigint) => ({
  attribute,
  version,
  time,
  originator,
  originatingUsn: 1n,
  localUsn: 1n,
});

function accessOfHost(dn: string) {
  const access = securityDescriptorBytes({
    owner: HOST_SID,
    group: HOST_SID,
    dacl: [{ sid: HOST_SID, mask: FULL_CONTROL }],
  });
  return entryOf(dn, { objectClass: COMPUTER_CLASSES, nTSecurityDescriptor: access });
}

describe("A computer account", () => {
  it("is what the directory shows of it", () => {
    const view = viewOf([
      entryOf(HOST_DN, {
        objectClass: COMPUTER_CLASSES,
        cn: "HV01",
        objectGUID: guidBytes(GUID) ?? "",
        objectSid: sidBytes(HOST_SID) ?? "",
        whenCreated: "20180514083000.0Z",
        whenChanged: "20260914211511.0Z",
        sAMAccountName: "HV01$",
        dNSHostName: "HV01.corp.example",
        userAccountControl: "4096",
        operatingSystem: "Windows Server 2016 Datacenter",
        operatingSystemVersion: "10.0 (14393)",
        servicePrincipalName: [...HYPER_V_SPNS, "HOST/HV01"],
        "msDS-AdditionalDnsHostName": ["hv01-alias.corp.example"],
        "msDS-AdditionalSamAccountName": ["HV01-ALIAS$"],
        pwdLastSet: "134337097302673280",
        lastLogonTimestamp: "134338941114525095",
        nTSecurityDescriptor: securityDescriptorBytes({
          owner: "S-1-5-18",
          group: "S-1-5-18",
          dacl: [{ sid: HOST_SID, mask: 0x10 }],
        }),
        replPropertyMetaData: propertyMetadataBytes([
          stamp("pwdLastSet", 9, RENAMED),
          stamp("dNSHostName", 1, CREATED),
        ]),
      }),
    ]);
    expect(view).toEqual({
      ...FRAME,
      time: isoToFiletime("2026-09-14T21:15:11Z"),
      computers: [
        {
          dn: HOST_DN,
          guid: GUID,
          whenCreated: CREATED,
          whenChanged: isoToFiletime("2026-09-14T21:15:11Z"),
          access: {
            owner: "S-1-5-18",
            entries: [{ effect: "allow", sid: HOST_SID, mask: 0x10, objectType: null, inheritOnly: false }],
          },
          stamps: [{ attribute: "dnshostname", version: 1, time: CREATED }],
          cn: "HV01",
          samAccountName: "HV01$",
          dnsHostName: "HV01.corp.example",
          sid: HOST_SID,
          userAccountControl: 4096,
          operatingSystem: "Windows Server 2016 Datacenter",
          operatingSystemVersion: "10.0 (14393)",
          servicePrincipalNames: [
            "HOST/HV01",
            "Hyper-V Replica Service/HV01",
            "Microsoft Virtual Console Service/HV01",
          ],
          additionalNames: ["hv01-alias.corp.example", "HV01-ALIAS$"],
          pwdLastSet: 134_337_097_302_673_280n,
          lastLogonTimestamp: 134_338_941_114_525_095n,
        },
      ],
      connectionPoints: [],
      deletedConnectionPoints: [],
      foreignParents: [],
    });
  });

  it("has nothing that is not shown, was never set or cannot be read", () => {
    const [computer] = viewOf([
      entryOf(HOST_DN, {
        objectClass: COMPUTER_CLASSES,
        pwdLastSet: "0",
        lastLogonTimestamp: "9223372036854775807",
        whenCreated: "yesterday",
        userAccountControl: "many",
        objectGUID: Uint8Array.of(0xff, 1),
        objectSid: Uint8Array.of(1, 9, 0xff),
        nTSecurityDescriptor: Uint8Array.of(1, 0, 4, 0x80, 0xff),
        replPropertyMetaData: Uint8Array.of(1, 0, 0xff),
      }),
    ]).computers;
    expect(computer).toEqual({
      dn: HOST_DN,
      guid: null,
      whenCreated: null,
      whenChanged: null,
      access: null,
      stamps: null,
      cn: null,
      samAccountName: null,
      dnsHostName: null,
      sid: null,
      userAccountControl: null,
      operatingSystem: null,
      operatingSystemVersion: null,
      servicePrincipalNames: [],
      additionalNames: [],
      pwdLastSet: null,
      lastLogonTimestamp: null,
    });
  });

  it.each([
    ["its class", { objectClass: COMPUTER_CLASSES }],
    ["its one class, as PowerShell gives it", { objectClass: "computer" }],
    [
      "its category, where no class is shown",
      { objectCategory: "CN=Computer,CN=Schema,CN=Configuration,DC=corp,DC=example" },
    ],
    ["the end of its account's name, where neither is shown", { sAMAccountName: "HV01$" }],
  ])("is known by %s", (_, attributes) => {
    expect(viewOf([entryOf(HOST_DN, attributes)]).computers.map(({ dn }) => dn)).toEqual([HOST_DN]);
  });

  it.each([
    ["a user", { objectClass: ["top", "person", "organizationalPerson", "user"], sAMAccountName: "odd$" }],
    [
      "a managed service account",
      { objectClass: [...COMPUTER_CLASSES, "msDS-GroupManagedServiceAccount"], sAMAccountName: "svc$" },
    ],
    [
      "of another category",
      { objectCategory: "CN=Person,CN=Schema,CN=Configuration,DC=corp,DC=example", sAMAccountName: "x$" },
    ],
    ["a trust", { sAMAccountName: "PARTNER$", userAccountControl: "2080" }],
    ["a user by name", { sAMAccountName: "jdoe" }],
    ["deleted", { objectClass: COMPUTER_CLASSES, isDeleted: "TRUE" }],
    ["without an attribute", {}],
  ])("is none where it is %s", (_, attributes) => {
    expect(viewOf([entryOf(HOST_DN, attributes)]).computers).toEqual([]);
  });

  it("that was deleted is known by its name too", () => {
    const dn = `CN=HV01\\0ADEL:${GUID},CN=Deleted Objects,DC=corp,DC=example`;
    expect(viewOf([entryOf(dn, { objectClass: COMPUTER_CLASSES })]).computers).toEqual([]);
  });

  it("keeps the names and stamps of a host, and of an ordinary computer only what changed", () => {
    const stamps = attributeMetadataValues([stamp("sAMAccountName", 2, RENAMED), stamp("operatingSystem", 1, CREATED)]);
    const ordinary = ["HOST/PC1", "RestrictedKrbHost/PC1", "TERMSRV/PC1", "WSMAN/PC1"];
    const named = (cn: string, servicePrincipalName: readonly string[]) =>
      entryOf(`CN=${cn},${OU}`, {
        objectClass: COMPUTER_CLASSES,
        servicePrincipalName,
        "msDS-ReplAttributeMetaData": stamps,
      });
    const view = viewOf([named("PC1", ordinary), named("HV01", [...ordinary, ...HYPER_V_SPNS])]);
    expect(view.computers.map(({ stamps, servicePrincipalNames }) => ({ stamps, servicePrincipalNames }))).toEqual([
      {
        stamps: [
          { attribute: "operatingsystem", version: 1, time: CREATED },
          { attribute: "samaccountname", version: 2, time: RENAMED },
        ],
        servicePrincipalNames: [
          ...ordinary.slice(0, 1),
          "Hyper-V Replica Service/HV01",
          "Microsoft Virtual Console Service/HV01",
          ...ordinary.slice(1),
        ],
      },
      { stamps: [{ attribute: "samaccountname", version: 2, time: RENAMED }], servicePrincipalNames: [] },
    ]);
  });

  it("tells a computer whose names are only those of every computer from one that shows none", () => {
    const named = (cn: string, servicePrincipalName: readonly string[]) =>
      entryOf(`CN=${cn},${OU}`, { objectClass: COMPUTER_CLASSES, servicePrincipalName });
    const { computers } = viewOf([
      named("PC1", ["HOST/PC1"]),
      entryOf(`CN=PC2,${OU}`, { objectClass: COMPUTER_CLASSES }),
    ]);
    expect(computers.map(({ dn, hasOrdinaryNamesOnly = false }) => [dn.slice(3, 6), hasOrdinaryNamesOnly])).toEqual([
      ["PC1", true],
      ["PC2", false],
    ]);
  });

  it("has the metadata that name attributes, else those that number them", () => {
    const binary = propertyMetadataBytes([stamp("name", 3, RENAMED)]);
    const xml = attributeMetadataValues([stamp("cn", 2, RENAMED)]);
    const of = (attributes: Readonly<Record<string, Uint8Array | readonly (Uint8Array | string)[]>>) =>
      viewOf([entryOf(HOST_DN, { objectClass: COMPUTER_CLASSES, ...attributes })]).computers[0]?.stamps;
    expect(of({ "msDS-ReplAttributeMetaData": xml, replPropertyMetaData: binary })).toEqual([
      { attribute: "cn", version: 2, time: RENAMED },
    ]);
    expect(of({ "msDS-ReplAttributeMetaData": [...xml, "<torn"], replPropertyMetaData: binary })).toEqual([
      { attribute: "name", version: 3, time: RENAMED },
    ]);
    expect(of({ "msDS-ReplAttributeMetaData": [...xml, "<torn"] })).toBeNull();
  });

  it("counts once however often its DN comes and is written, with all that was shown of it", () => {
    const poor = entryOf(`cn=hv01, ou=Hosts,DC=corp,DC=example`, {
      objectClass: COMPUTER_CLASSES,
      operatingSystem: "Windows Server 2016",
    });
    const rich = entryOf(HOST_DN, { objectClass: COMPUTER_CLASSES, cn: "HV01", sAMAccountName: "HV01$" });
    const [once, ...more] = viewOf([poor, rich, poor]).computers;
    expect(once).toMatchObject({
      dn: HOST_DN,
      cn: "HV01",
      samAccountName: "HV01$",
      operatingSystem: "Windows Server 2016",
    });
    expect(more).toEqual([]);
    expect(viewOf([rich, poor]).computers).toEqual([once]);
  });

  it("shares one access list with all whose bytes are equal", () => {
    const [one, other] = viewOf([accessOfHost(HOST_DN), accessOfHost(`CN=HV02,${OU}`)]).computers;
    expect(one?.access).not.toBeNull();
    expect(one?.access).toBe(other?.access);
  });
});

describe("A connection point", () => {
  it("is what was set on it, without what every object has", () => {
    const view = viewOf([
      entryOf(POINT_DN, {
        objectClass: POINT_CLASSES,
        cn: "Microsoft Hyper-V",
        name: "Microsoft Hyper-V",
        distinguishedName: POINT_DN,
        objectCategory: "CN=Service-Connection-Point,CN=Schema,CN=Configuration,DC=corp,DC=example",
        objectGUID: guidBytes(GUID) ?? "",
        instanceType: "4",
        whenCreated: "20180514083000.0Z",
        whenChanged: "20180514083001.0Z",
        uSNCreated: "1",
        uSNChanged: "2",
        dSCorePropagationData: "16010101000000.0Z",
        showInAdvancedViewOnly: "TRUE",
        serviceBindingInformation: ["RDP listener port=2179", "A second one"],
        keywords: [],
        customBlob: Uint8Array.of(0xff, 0x00, 0x0a),
        replPropertyMetaData: propertyMetadataBytes([stamp("serviceBindingInformation", 1, CREATED)]),
      }),
    ]);
    expect(view.connectionPoints).toEqual([
      {
        dn: POINT_DN,
        guid: GUID,
        whenCreated: CREATED,
        whenChanged: CREATED + 10_000_000n,
        access: null,
        stamps: [{ attribute: "servicebindinginformation", version: 1, time: CREATED }],
        purpose: "host",
        attributes: new Map([
          ["customBlob", ["ff000a"]],
          ["serviceBindingInformation", ["A second one", "RDP listener port=2179"]],
        ]),
        isReadable: true,
      },
    ]);
  });

  const pointsOf = (dn: string, attributes = {}) =>
    viewOf([entryOf(dn, attributes)]).connectionPoints.map(({ purpose, isReadable }) => ({ purpose, isReadable }));

  it("of a guest is told from one of a host", () => {
    const dn = `CN=Windows Virtual Machine,${HOST_DN}`;
    expect(pointsOf(dn, { objectClass: POINT_CLASSES })).toEqual([{ purpose: "guest", isReadable: true }]);
  });

  it("is one in whatever case it is written, and as a duplicate of replication", () => {
    const found = [{ purpose: "host", isReadable: true }];
    expect(pointsOf(`cn=MICROSOFT HYPER-V,${HOST_DN}`, { objectClass: POINT_CLASSES })).toEqual(found);
    expect(pointsOf(`CN=Microsoft Hyper-V\\0ACNF:${GUID},${HOST_DN}`, { objectClass: POINT_CLASSES })).toEqual(found);
    expect(pointsOf(`OU=Other,${HOST_DN}`, { objectClass: POINT_CLASSES, cn: "Microsoft Hyper-V" })).toEqual(found);
    expect(pointsOf(POINT_DN, { objectClass: "serviceConnectionPoint" })).toEqual(found);
  });

  it("is there and not readable where the directory shows its DN alone", () => {
    expect(pointsOf(POINT_DN)).toEqual([{ purpose: "host", isReadable: false }]);
    expect(pointsOf(POINT_DN, { whenCreated: "20180514083000.0Z" })).toEqual([{ purpose: "host", isReadable: true }]);
  });

  it("is not readable where its security descriptor alone is shown, as READ_CONTROL alone allows", () => {
    const descriptor = { nTSecurityDescriptor: "O:S-1-5-21-1-2-3-1105D:(A;;GA;;;S-1-5-21-1-2-3-1105)" };
    const unreadable = [{ purpose: "host", isReadable: false }];
    expect(pointsOf(POINT_DN, descriptor)).toEqual(unreadable);
    expect(pointsOf(POINT_DN, { distinguishedName: POINT_DN, ...descriptor })).toEqual(unreadable);
  });

  it("that came without attributes is readable once they come", () => {
    const readable = entryOf(POINT_DN, { serviceBindingInformation: "RDP listener port=2179" });
    for (const entries of [
      [entryOf(POINT_DN), readable],
      [readable, entryOf(POINT_DN)],
    ]) {
      expect(viewOf(entries).connectionPoints).toMatchObject([
        { isReadable: true, attributes: new Map([["serviceBindingInformation", ["RDP listener port=2179"]]]) },
      ]);
    }
  });

  it.each([
    ["of another class", POINT_DN, { objectClass: ["top", "container"] }],
    ["of another name", `CN=SMS-Site,${HOST_DN}`, { objectClass: POINT_CLASSES, cn: "SMS-Site" }],
  ])("is none where it is %s", (_, dn, attributes) => {
    expect(pointsOf(dn, attributes)).toEqual([]);
  });
});

describe("A deleted connection point", () => {
  const dn = `CN=Microsoft Hyper-V\\0ADEL:${GUID},CN=Deleted Objects,DC=corp,DC=example`;

  it("tells below what it last stood and when it went", () => {
    const entry = entryOf(dn, {
      objectClass: POINT_CLASSES,
      isDeleted: "TRUE",
      objectGUID: guidBytes(GUID) ?? "",
      lastKnownParent: HOST_DN,
      whenChanged: "20260831100000.0Z",
    });
    const view = viewOf([entry, entryOf(dn, { objectClass: POINT_CLASSES })]);
    expect(view.deletedConnectionPoints).toEqual([{ dn, guid: GUID, lastKnownParent: HOST_DN, whenChanged: RENAMED }]);
    expect(view.connectionPoints).toEqual([]);
  });

  it("is known by its mark or by its name, and a guest's is none", () => {
    const deletedOf = (name: string, attributes: Readonly<Record<string, string | readonly string[]>>) =>
      viewOf([entryOf(name, { objectClass: POINT_CLASSES, ...attributes })]).deletedConnectionPoints.length;
    expect(deletedOf(dn, {})).toBe(1);
    expect(deletedOf(POINT_DN, { isDeleted: "TRUE" })).toBe(1);
    expect(deletedOf(POINT_DN, { isDeleted: "FALSE" })).toBe(0);
    expect(deletedOf(dn.replace("Microsoft Hyper-V", "Windows Virtual Machine"), {})).toBe(0);
  });
});

describe("What a connection point stands below", () => {
  const container = entryOf("cn=LostAndFound,DC=corp,DC=example", { objectClass: ["top", "lostAndFound"] });
  const point = entryOf("CN=Microsoft Hyper-V,CN=LostAndFound,DC=corp,DC=example", { objectClass: POINT_CLASSES });
  const bystander = entryOf("CN=Users,DC=corp,DC=example", { objectClass: ["top", "container"] });

  it("is told with its classes where it is no computer, whichever comes first", () => {
    const parents = [{ dn: "CN=LostAndFound,DC=corp,DC=example", objectClasses: ["top", "lostAndFound"] }];
    expect(viewOf([container, bystander, point]).foreignParents).toEqual(parents);
    expect(viewOf([point, bystander, container]).foreignParents).toEqual(parents);
  });

  it("is not told where it is a computer, or shows no class", () => {
    const host = entryOf(HOST_DN, { objectClass: COMPUTER_CLASSES });
    const below = entryOf(POINT_DN, { objectClass: POINT_CLASSES });
    expect(viewOf([host, below]).foreignParents).toEqual([]);
    expect(viewOf([entryOf("CN=LostAndFound,DC=corp,DC=example"), point]).foreignParents).toEqual([]);
  });
});

describe("The time of a view", () => {
  const changed = entryOf(HOST_DN, {
    objectClass: COMPUTER_CLASSES,
    whenChanged: "20180514083000.0Z",
    lastLogonTimestamp: RENAMED.toString(),
  });

  it("is the server's clock where that is known", () => {
    expect(viewOf([changed], { ...FRAME, time: 7n }).time).toBe(7n);
  });

  it("is else the latest change of any object, and a logon only where no change is shown", () => {
    const other = entryOf("CN=Users,DC=corp,DC=example", { whenChanged: "20180514083001.0Z" });
    expect(viewOf([other, changed]).time).toBe(CREATED + 10_000_000n);
    expect(viewOf([entryOf(HOST_DN, { sAMAccountName: "HV01$", pwdLastSet: RENAMED.toString() })]).time).toBe(RENAMED);
    expect(viewOf([entryOf(HOST_DN, { sAMAccountName: "HV01$" })]).time).toBeNull();
  });
});

describe("A view", () => {
  const entries = [
    entryOf(HOST_DN, { objectClass: COMPUTER_CLASSES, cn: "HV01" }),
    entryOf(HOST_DN, { objectClass: COMPUTER_CLASSES, sAMAccountName: "HV01$", whenChanged: "20180514083000.0Z" }),
    entryOf(`CN=HV02,${OU}`, { objectClass: COMPUTER_CLASSES, cn: "HV02" }),
    accessOfHost(`CN=HV03,${OU}`),
    entryOf(POINT_DN, { objectClass: POINT_CLASSES }),
    entryOf(POINT_DN),
    entryOf(`CN=Microsoft Hyper-V,${OU}`, { objectClass: POINT_CLASSES }),
    entryOf(OU, { objectClass: ["top", "organizationalUnit"] }),
  ];

  it("is the same whatever the order in which entries come", () => {
    const expected = viewOf(entries);
    expect(expected.computers).toHaveLength(3);
    fc.assert(
      fc.property(fc.shuffledSubarray(entries, { minLength: entries.length }), (shuffled) => {
        expect(viewOf(shuffled)).toEqual(expected);
      }),
      { seed: 20_260_907, numRuns: 100 },
    );
  });

  it("is made of any bytes whatever", () => {
    const names = [
      "objectClass",
      "objectGUID",
      "objectSid",
      "whenChanged",
      "nTSecurityDescriptor",
      "replPropertyMetaData",
      "msDS-ReplAttributeMetaData",
      "isDeleted",
      "cn",
      "pwdLastSet",
    ];
    const values = fc.array(fc.oneof(fc.string(), fc.uint8Array({ maxLength: 80 })), { maxLength: 3 });
    const rdns = fc.constantFrom(
      "CN=HV01",
      "CN=Microsoft Hyper-V",
      "CN=Microsoft Hyper-V\\0ADEL:x",
      "\\",
      "=",
      "CN=\\zz",
      '"',
    );
    fc.assert(
      fc.property(rdns, fc.dictionary(fc.constantFrom(...names), values), (rdn, attributes) => {
        const shown = { objectClass: ["computer"], ...attributes };
        viewOf([entryOf(`${rdn},${OU}`, shown), entryOf(`${rdn},${OU}`, attributes)]);
      }),
      { seed: 20_260_907, numRuns: 1000 },
    );
  });
});

describe("What stands right below an account under the name of a host's connection point", () => {
  const ACCOUNT = entryOf(HOST_DN, { objectClass: COMPUTER_CLASSES, cn: "HV01" });
  const point = (objectClass: readonly string[]) =>
    entryOf(POINT_DN, { ...(objectClass.length === 0 ? {} : { objectClass }), serviceBindingInformation: "2179" });

  it.each([
    ["lost", ["top", "leaf", "connectionPoint"]],
    ["damaged", ["top", "leaf", "connectionPoint", "serviceConnectionPoin"]],
    ["another", ["top", "container"]],
  ])("is there, and nothing of it is known, where its class is %s", (_, objectClass) => {
    for (const entries of [
      [ACCOUNT, point(objectClass)],
      [point(objectClass), ACCOUNT],
    ]) {
      const { connectionPoints } = viewOf(entries);
      expect(connectionPoints).toMatchObject([{ dn: POINT_DN, purpose: "host", isReadable: false }]);
      expect(connectionPoints[0]?.attributes.size).toBe(0);
    }
  });

  it("is a connection point where no class is shown, or where another entry shows the class", () => {
    const sound = point(["top", "leaf", "connectionPoint", "serviceConnectionPoint"]);
    for (const entries of [
      [ACCOUNT, point([])],
      [ACCOUNT, point(["top"]), sound],
    ]) {
      expect(viewOf(entries).connectionPoints).toMatchObject([{ dn: POINT_DN, isReadable: true }]);
    }
  });

  it("is there where the account is in another file, but for what is plainly no connection point", () => {
    const group = entryOf(`CN=Microsoft Hyper-V,${OU}`, { objectClass: ["top", "group"] });
    const organizationalUnit = entryOf(OU, { objectClass: ["top", "organizationalUnit"] });
    const ofUnit = entryOf(`OU=Microsoft Hyper-V,${OU}`, { objectClass: ["top"] });
    const inUnit = entryOf(`CN=Microsoft Hyper-V,${OU}`, { objectClass: ["top", "leaf"] });
    expect(viewOf([point(["top"])]).connectionPoints).toHaveLength(1);
    expect(viewOf([group, ofUnit]).connectionPoints).toEqual([]);
    expect(viewOf([organizationalUnit, inUnit]).connectionPoints).toEqual([]);
  });
});
