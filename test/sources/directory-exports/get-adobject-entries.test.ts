import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isoToFiletime } from "../../../src/shared/filetime.ts";
import {
  getAdObjectClixmlEntries,
  getAdObjectJsonEntries,
} from "../../../src/sources/directory-exports/get-adobject-entries.ts";
import { FRAME, viewOf } from "../directory-objects/entries.ts";

const HOST = "CN=HV01,OU=Hosts,DC=corp,DC=example";
const POINT = `CN=Microsoft Hyper-V,${HOST}`;
const DOMAIN = "S-1-5-21-1004336348-1177238915-682003330";
const HOST_SID = `${DOMAIN}-1601`;
const GUID = "ca9b895b-9d27-fa7e-9cb5-c6dbf70a5cef";
const SDDL = `O:DAG:DAD:AI(A;;CCDCLCSWRPWPDTLOCRSDRCWDWO;;;${HOST_SID})`;

/** One host and its connection point as `-Properties *` gives them. */
const JSON_OBJECTS = [
  {
    CN: "HV01",
    CanonicalName: "corp.example/Hosts/HV01",
    Created: "/Date(1526286600000)/",
    Deleted: null,
    DistinguishedName: HOST,
    dNSHostName: "HV01.corp.example",
    lastLogonTimestamp: 134_338_941_114_525_090,
    nTSecurityDescriptor: { AccessRightType: "System.DirectoryServices.ActiveDirectoryRights", Sddl: SDDL },
    ObjectClass: "computer",
    ObjectGUID: GUID,
    objectSid: { BinaryLength: 28, AccountDomainSid: { Value: DOMAIN }, Value: HOST_SID },
    operatingSystem: "Windows Server 2016 Datacenter",
    ProtectedFromAccidentalDeletion: false,
    pwdLastSet: 9_223_372_036_854_775_807,
    sAMAccountName: "HV01$",
    servicePrincipalName: { value: ["Hyper-V Replica Service/HV01", "HOST/HV01"], Count: 2 },
    userAccountControl: 4096,
    whenCreated: "/Date(1526286600000)/",
    whenChanged: { value: "/Date(1526286601500)/", DisplayHint: 2, DateTime: "Monday, May 14, 2018" },
    replPropertyMetaData: [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    AddedProperties: [],
  },
  {
    DistinguishedName: POINT,
    ObjectClass: "serviceConnectionPoint",
    serviceBindingInformation: { value: ["RDP listener port=2179"], Count: 1 },
    isCriticalSystemObject: true,
    keywords: null,
    whenCreated: "2018-05-14T10:30:00+02:00",
  },
];

const CLIXML = `<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">
  <Obj RefId="0">
    <TN RefId="0"><T>Microsoft.ActiveDirectory.Management.ADObject</T><T>System.Object</T></TN>
    <ToString>${HOST}</ToString>
    <Props>
      <S N="CanonicalName">corp.example/Hosts/HV01</S>
      <S N="CN">HV01</S>
      <DT N="Created">2018-05-14T10:30:00+02:00</DT>
      <S N="DistinguishedName">${HOST}</S>
      <S N="dNSHostName">HV01.corp.example</S>
      <I64 N="lastLogonTimestamp">134338941114525090</I64>
      <Obj N="nTSecurityDescriptor" RefId="1">
        <TN RefId="1"><T>System.DirectoryServices.ActiveDirectorySecurity</T></TN>
        <ToString>System.DirectoryServices.ActiveDirectorySecurity</ToString>
        <Props><S N="AccessRightType">x</S></Props>
        <MS><S N="Sddl">${SDDL}</S></MS>
      </Obj>
      <S N="ObjectClass">computer</S>
      <G N="ObjectGUID">${GUID}</G>
      <Obj N="objectSid" RefId="2">
        <ToString>${HOST_SID}</ToString>
        <Props><I32 N="BinaryLength">28</I32><S N="AccountDomainSid">${DOMAIN}</S><S N="Value">${HOST_SID}</S></Props>
      </Obj>
      <S N="operatingSystem">Windows Server 2016 Datacenter</S>
      <I64 N="pwdLastSet">9223372036854775807</I64>
      <BA N="replPropertyMetaData">AQAAAAAAAAAAAAAAAAAAAA==</BA>
      <S N="sAMAccountName">HV01$</S>
      <Obj N="servicePrincipalName" RefId="3">
        <TN RefId="2"><T>Microsoft.ActiveDirectory.Management.ADPropertyValueCollection</T></TN>
        <LST><S>Hyper-V Replica Service/HV01</S><S>HOST/HV01</S></LST>
      </Obj>
      <I32 N="userAccountControl">4096</I32>
      <DT N="whenCreated">2018-05-14T10:30:00+02:00</DT>
      <DT N="whenChanged">2018-05-14T10:30:01.5+02:00</DT>
    </Props>
  </Obj>
  <Obj RefId="4">
    <TNRef RefId="0" />
    <Props>
      <S N="DistinguishedName">${POINT}</S>
      <S N="ObjectClass">serviceConnectionPoint</S>
      <Obj N="serviceBindingInformation" RefId="5"><TNRef RefId="2" /><LST><S>RDP listener port=2179</S></LST></Obj>
      <B N="isCriticalSystemObject">true</B>
      <Nil N="keywords" />
      <DT N="whenCreated">2018-05-14T10:30:00+02:00</DT>
    </Props>
  </Obj>
</Objs>`;

const EXPORTS = [
  ["JSON", getAdObjectJsonEntries(JSON.stringify(JSON_OBJECTS))],
  ["CLIXML", getAdObjectClixmlEntries(CLIXML)],
] as const;

describe.each(EXPORTS)("Get-ADObject as %s", (_, { entries, problem, attributes }) => {
  it("gives the attributes of its objects as a directory would, and nothing that PowerShell made of them", () => {
    expect(problem).toBeNull();
    expect(entries.map(({ dn, attributes: shown }) => [dn, Object.fromEntries(shown)])).toEqual([
      [
        HOST,
        {
          cn: ["HV01"],
          distinguishedname: [HOST],
          dnshostname: ["HV01.corp.example"],
          lastlogontimestamp: [expect.stringMatching(/^1343389411145250/)],
          ntsecuritydescriptor: [SDDL.replace("O:DAG:DA", `O:${DOMAIN}-512G:${DOMAIN}-512`)],
          objectclass: ["computer"],
          objectguid: [GUID],
          objectsid: [HOST_SID],
          operatingsystem: ["Windows Server 2016 Datacenter"],
          pwdlastset: [expect.stringMatching(/^922337203685477580[78]$/)],
          replpropertymetadata: [`\u0001${"\0".repeat(15)}`],
          samaccountname: ["HV01$"],
          serviceprincipalname: ["Hyper-V Replica Service/HV01", "HOST/HV01"],
          useraccountcontrol: ["4096"],
          whencreated: ["20180514083000.0Z"],
          whenchanged: ["20180514083001.5Z"],
        },
      ],
      [
        POINT,
        {
          distinguishedname: [POINT],
          iscriticalsystemobject: ["TRUE"],
          objectclass: ["serviceConnectionPoint"],
          servicebindinginformation: ["RDP listener port=2179"],
          whencreated: ["20180514083000.0Z"],
        },
      ],
    ]);
    expect(attributes).toEqual([
      "cn",
      "distinguishedname",
      "dnshostname",
      "iscriticalsystemobject",
      "keywords",
      "lastlogontimestamp",
      "ntsecuritydescriptor",
      "objectclass",
      "objectguid",
      "objectsid",
      "operatingsystem",
      "pwdlastset",
      "replpropertymetadata",
      "samaccountname",
      "servicebindinginformation",
      "serviceprincipalname",
      "useraccountcontrol",
      "whenchanged",
      "whencreated",
    ]);
  });

  it("makes the same evidence as a directory", () => {
    const view = viewOf(entries, { ...FRAME, basis: "export" });
    expect(view.computers).toMatchObject([
      {
        guid: GUID,
        sid: HOST_SID,
        whenCreated: isoToFiletime("2018-05-14T08:30:00Z"),
        pwdLastSet: null,
        userAccountControl: 4096,
        stamps: [],
        access: { owner: `${DOMAIN}-512`, entries: [{ effect: "allow", sid: HOST_SID, mask: 0xf_01ff }] },
      },
    ]);
    expect(view.connectionPoints).toMatchObject([
      {
        purpose: "host",
        access: null,
        attributes: new Map([
          ["isCriticalSystemObject", ["TRUE"]],
          ["serviceBindingInformation", ["RDP listener port=2179"]],
        ]),
      },
    ]);
  });
});

describe("Get-ADObject as JSON", () => {
  const attributesOf = (object: object) => {
    const { entries } = getAdObjectJsonEntries(JSON.stringify({ DistinguishedName: HOST, ...object }));
    return Object.fromEntries([...(entries[0]?.attributes ?? [])].filter(([name]) => name !== "distinguishedname"));
  };

  it("may be one object, with a byte order mark", () => {
    expect(getAdObjectJsonEntries(`\ufeff{"DistinguishedName":"${HOST}"}`).entries.map(({ dn }) => dn)).toEqual([HOST]);
  });

  it("may be of Get-ADComputer, which names two attributes otherwise", () => {
    expect(attributesOf({ SID: { Value: HOST_SID }, ServicePrincipalNames: ["HOST/HV01"], Enabled: true })).toEqual({
      objectsid: [HOST_SID],
      serviceprincipalname: ["HOST/HV01"],
    });
  });

  it("may hold bytes as numbers, in a collection too, and numbers that are none", () => {
    expect(
      attributesOf({ objectGUID: [1, 2, 255], objectSid: { value: [1, 255], Count: 1 }, ports: [1, 300] }),
    ).toEqual({
      objectguid: [Uint8Array.of(1, 2, 255)],
      objectsid: [Uint8Array.of(1, 255)],
      ports: ["1", "300"],
    });
  });

  it("does not show what lay too deep to be exported", () => {
    const { entries, attributes } = getAdObjectJsonEntries(
      JSON.stringify({
        DistinguishedName: HOST,
        nTSecurityDescriptor: "System.DirectoryServices.ActiveDirectorySecurity",
        servicePrincipalName: "Microsoft.ActiveDirectory.Management.ADPropertyValueCollection",
        nested: { a: { b: 1 } },
      }),
    );
    expect([...(entries[0]?.attributes.keys() ?? [])]).toEqual(["distinguishedname"]);
    expect(attributes).toEqual(["distinguishedname"]);
  });

  it("keeps SDDL as it is where no account tells the domain", () => {
    expect(attributesOf({ nTSecurityDescriptor: { Sddl: SDDL } })).toEqual({ ntsecuritydescriptor: [SDDL] });
  });

  it("that is torn or no object says where", () => {
    expect(getAdObjectJsonEntries('[\n{"DistinguishedName":"CN=a"},\n{"Disting')).toEqual({
      entries: [],
      problem: { line: 3, what: "the file is no whole JSON" },
      attributes: [],
    });
    expect(getAdObjectJsonEntries('{\n"a": x}').problem).toEqual({ line: 2, what: "the file is no whole JSON" });
    expect(getAdObjectJsonEntries(`[{"DistinguishedName":"${HOST}"},{"cn":"x"},7]`)).toMatchObject({
      entries: [{ dn: HOST }],
      problem: { line: 1, what: "object 2 has no DistinguishedName" },
    });
  });

  it("makes no one throw, however deep", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 4 }), (text) => {
        getAdObjectJsonEntries(text);
        getAdObjectJsonEntries(`{"DistinguishedName":"${HOST}","objectSid":${text},"x":${text}}`);
      }),
      { seed: 20_260_907, numRuns: 500 },
    );
    const deep = `${"[".repeat(5000)}${"]".repeat(5000)}`;
    expect(getAdObjectJsonEntries(`{"DistinguishedName":"${HOST}","x":${deep}}`).entries).toHaveLength(1);
  });
});

describe("Get-ADObject as CLIXML", () => {
  it("that is torn gives what came before", () => {
    const torn = CLIXML.slice(0, CLIXML.indexOf("RDP listener"));
    const { entries, problem } = getAdObjectClixmlEntries(torn);
    expect(entries.map(({ dn }) => dn)).toEqual([HOST]);
    expect(problem).toEqual({ line: torn.split("\n").length, what: "</S> was expected, not the end of the text" });
  });

  it("may be one list", () => {
    const inner = `<Obj RefId="1"><MS><S N="DistinguishedName">${HOST}</S></MS></Obj>`;
    const { entries, problem } = getAdObjectClixmlEntries(`<Objs><Obj RefId="0"><LST>${inner}</LST></Obj></Objs>`);
    expect({ dns: entries.map(({ dn }) => dn), problem }).toEqual({ dns: [HOST], problem: null });
  });

  it("that holds other objects says so", () => {
    expect(getAdObjectClixmlEntries("<Objs><S>HV01</S></Objs>").problem).toEqual({
      line: 1,
      what: "object 1 has no DistinguishedName",
    });
  });
});
