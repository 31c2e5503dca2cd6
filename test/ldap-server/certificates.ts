import { generateKeyPairSync, type KeyObject, sign } from "node:crypto";
import { BitString, ObjectIdentifier, UTCTime, Utf8String } from "asn1js";
import { type Block, boolean, context, contextOctets, encode, integer, octets, sequence, set } from "./ber.ts";
import { element } from "./framing.ts";
import type { ServerCertificate } from "./server.ts";

// X.509 certificates (RFC 5280) made while a test runs: no key lies in the repository, and no program is needed.

const OID = {
  commonName: "2.5.4.3",
  alternativeNames: "2.5.29.17",
  basicConstraints: "2.5.29.19",
  ecdsaWithSha256: "1.2.840.10045.4.3.2",
} as const;
/** GeneralName, RFC 5280, 4.2.1.6. */
const NAME_TAG = { dns: 2, address: 7 } as const;
const VERSION_3 = 2;
const SEQUENCE_TAG = 0x30;

interface KeyPair {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

interface Subject {
  readonly commonName: string;
  /** DNS names and IPv4 addresses. */
  readonly names: readonly string[];
  readonly isAuthority: boolean;
  /** Last day of validity; from 2020 on. */
  readonly until?: Date;
}

const LASTS = new Date("2049-01-01T00:00:00Z");
const ENDED = new Date("2021-01-01T00:00:00Z");
const FROM = new Date("2020-01-01T00:00:00Z");

/** An authority that signs certificates of servers. */
export class CertificateAuthority {
  /** PEM, as a CA file holds it. */
  readonly certificate: string;
  readonly #keys = keyPair();
  readonly #commonName: string;
  #serial = 1;

  constructor(commonName = "Test authority") {
    this.#commonName = commonName;
    const subject = { commonName, names: [], isAuthority: true };
    this.certificate = certificatePem(subject, this.#keys, { commonName, key: this.#keys.privateKey }, 1);
  }

  /** For 127.0.0.1, localhost and further names. */
  issue(names: readonly string[] = []): ServerCertificate {
    return this.#issue({ names: ["127.0.0.1", "localhost", ...names] });
  }

  /** For one name alone, which is not where the server is. */
  issueForOtherName(name: string): ServerCertificate {
    return this.#issue({ names: [name] });
  }

  issueExpired(): ServerCertificate {
    return this.#issue({ names: ["127.0.0.1", "localhost"], until: ENDED });
  }

  #issue({ names, until = LASTS }: { readonly names: readonly string[]; readonly until?: Date }): ServerCertificate {
    const keys = keyPair();
    this.#serial++;
    const subject = { commonName: names.at(-1) ?? "", names, isAuthority: false, until };
    const issuer = { commonName: this.#commonName, key: this.#keys.privateKey };
    return { key: keyPem(keys), certificate: certificatePem(subject, keys, issuer, this.#serial) };
  }
}

/** For 127.0.0.1 and localhost, signed by itself. */
export function selfSignedCertificate(): ServerCertificate {
  const keys = keyPair();
  const subject = { commonName: "localhost", names: ["127.0.0.1", "localhost"], isAuthority: false };
  return {
    key: keyPem(keys),
    certificate: certificatePem(subject, keys, { commonName: "localhost", key: keys.privateKey }, 1),
  };
}

function keyPair(): KeyPair {
  return generateKeyPairSync("ec", { namedCurve: "prime256v1" });
}

function keyPem({ privateKey }: KeyPair): string {
  return privateKey.export({ type: "pkcs8", format: "pem" }).toString();
}

function certificatePem(
  { commonName, names, isAuthority, until = LASTS }: Subject,
  { publicKey }: KeyPair,
  issuer: { readonly commonName: string; readonly key: KeyObject },
  serial: number,
): string {
  const extensions = [
    extension(OID.basicConstraints, isAuthority ? sequence(boolean(true)) : sequence()),
    ...(names.length === 0 ? [] : [extension(OID.alternativeNames, sequence(...names.map(generalName)))]),
  ];
  const unsigned = sequenceOf([
    encode(context(0, [integer(VERSION_3)])),
    encode(integer(serial)),
    encode(algorithm()),
    encode(distinguishedName(issuer.commonName)),
    encode(sequence(new UTCTime({ valueDate: FROM }), new UTCTime({ valueDate: until }))),
    encode(distinguishedName(commonName)),
    publicKey.export({ type: "spki", format: "der" }),
    encode(context(3, [sequence(...extensions)])),
  ]);
  const signature = sign("sha256", unsigned, issuer.key);
  const whole = sequenceOf([unsigned, encode(algorithm()), encode(new BitString({ valueHex: signature }))]);
  const lines = whole.toString("base64").match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`;
}

function sequenceOf(encoded: readonly Uint8Array[]): Buffer {
  return Buffer.concat(element(SEQUENCE_TAG, encoded));
}

function algorithm(): Block {
  return sequence(new ObjectIdentifier({ value: OID.ecdsaWithSha256 }));
}

function distinguishedName(commonName: string): Block {
  return sequence(
    set([sequence(new ObjectIdentifier({ value: OID.commonName }), new Utf8String({ value: commonName }))]),
  );
}

function extension(oid: string, value: Block): Block {
  return sequence(new ObjectIdentifier({ value: oid }), boolean(true), octets(encode(value)));
}

function generalName(name: string): Block {
  const isAddress = /^\d+(?:\.\d+){3}$/.test(name);
  return isAddress
    ? contextOctets(NAME_TAG.address, Uint8Array.from(name.split(".").map(Number)))
    : contextOctets(NAME_TAG.dns, name);
}
