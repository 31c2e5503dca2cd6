import type { LdifEntry } from "../../../../src/formats/ldif/index.ts";
import { ldifEntry } from "../../../../src/formats/ldif/index.ts";

export const DOMAIN = "DC=corp,DC=example";

/** A computer account of a host, as far as these tests need it. */
export function computer(name: string, domain = DOMAIN): string {
  return entry(`CN=${name},OU=Hosts,${domain}`, [
    ["objectClass", "computer"],
    ["cn", name],
    ["whenChanged", "20260914211511.0Z"],
    ["servicePrincipalName", `Microsoft Virtual Console Service/${name}`],
  ]);
}

export function connectionPoint(name: string, domain = DOMAIN): string {
  return entry(`CN=Microsoft Hyper-V,CN=${name},OU=Hosts,${domain}`, [
    ["objectClass", "serviceConnectionPoint"],
    ["cn", "Microsoft Hyper-V"],
    ["serviceBindingInformation", "RDP listener port=2179"],
  ]);
}

export function entry(dn: string, attributes: readonly (readonly [string, string])[]): string {
  const written: LdifEntry = {
    dn,
    attributes: attributes.map(([description, value]) => {
      const [name = "", ...options] = description.split(";");
      return { name, options, value };
    }),
  };
  return ldifEntry(written);
}
