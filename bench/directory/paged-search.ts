// What badnode is compared with: the same objects with the same attributes, by ldapts alone, page by page, and nothing
// done with them but counting: node paged-search.js PORT CA-FILE OBJECTS
import { readFileSync } from "node:fs";
import { type BerWriter, Client, Control } from "ldapts";
import { AUDITOR, DOMAIN_DN } from "./auditor.ts";

const FILTER =
  "(|(&(objectClass=computer)(servicePrincipalName=Microsoft Virtual Console Service/*))" +
  "(&(objectClass=serviceConnectionPoint)(|(cn=Microsoft Hyper-V)(cn=Windows Virtual Machine))))";
/** Owner, group and list: SEQUENCE { INTEGER 7 }. */
const DESCRIPTOR_FLAGS = Buffer.of(0x30, 0x03, 0x02, 0x01, 0x07);
const BINARY = ["objectGUID", "objectSid", "nTSecurityDescriptor", "replPropertyMetaData"];

class SecurityDescriptorFlags extends Control {
  constructor() {
    super("1.2.840.113556.1.4.801", { critical: true });
  }

  override writeControl(writer: BerWriter): void {
    writer.writeBuffer(DESCRIPTOR_FLAGS, 0x04);
  }
}

const [port = "", caFile = "", expected = ""] = process.argv.slice(2);
const client = new Client({ url: `ldaps://127.0.0.1:${port}`, tlsOptions: { ca: [readFileSync(caFile)] } });
let objects = 0;
try {
  await client.bind(AUDITOR.bindName, AUDITOR.password);
  const pages = client.searchPaginated(
    DOMAIN_DN,
    {
      filter: FILTER,
      attributes: ["*", ...BINARY.slice(2), "msDS-ReplAttributeMetaData"],
      explicitBufferAttributes: BINARY,
      paged: { pageSize: 500 },
    },
    new SecurityDescriptorFlags(),
  );
  for await (const { searchEntries } of pages) objects += searchEntries.length;
} finally {
  await client.unbind();
}
if (objects !== Number(expected)) throw new Error(`${objects} objects came, not ${expected}`);
