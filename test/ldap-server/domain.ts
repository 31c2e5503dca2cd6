import type { Domain } from "../../samples/generate/cluster/index.ts";
import { sidBytes } from "../../samples/generate/evtx/value-bytes.ts";
import type { MetadataAsked } from "../../samples/generate/exports/directory/directory-object.ts";
import { DomainControllers } from "../../samples/generate/exports/directory/domain-controllers.ts";
import { moment } from "../../samples/generate/moment.ts";
import { SeededRandom } from "../../samples/generate/seeded-random.ts";
import { dnKey, nameOf, parentDn, relativeName } from "./distinguished-name.ts";
import { type ComputerOptions, DomainComputer, HYPER_V_HOST, type DomainParts } from "./domain-computer.ts";
import { type DeletedOptions, deletedConnectionPoint } from "./domain-deleted.ts";
import type { DirectoryEntry } from "./entry.ts";
import { type LdapServer, type LdapServerOptions, startLdapServer } from "./server.ts";
import type { User } from "./settings.ts";

export interface DomainOptions {
  readonly sid?: string;
  /** The last moment of its life, ISO 8601: no password was set after it. */
  readonly now?: string;
  /** Whether accounts carry msDS-ReplAttributeMetaData besides, as Active Directory has it and Samba has not. */
  readonly metadata?: MetadataAsked;
}

const FIRST_RID = 1100;
const GROUPS = [
  ["Domain Admins", 512],
  ["Domain Users", 513],
  ["Domain Computers", 515],
  ["Enterprise Admins", 519],
] as const;
const ADMINISTRATORS = "S-1-5-32-544";

/** `DC=corp,DC=example` with its usual containers and groups, to be filled by a test. */
export function domain(dn: string, options: DomainOptions = {}): TestDomain {
  return new TestDomain(dn, options);
}

/** A domain in the making. Accounts, containers and what they need above them come as they are named. */
export class TestDomain {
  readonly dn: string;
  readonly dns: string;
  readonly users: User[] = [];
  readonly #entries = new Map<string, DirectoryEntry>();
  readonly #sid: string;
  readonly #parts: DomainParts;
  #rid = FIRST_RID;

  constructor(dn: string, options: DomainOptions) {
    const { sid = "S-1-5-21-1004336348-1177238915-682003330", now = "2026-06-01T12:00:00Z" } = options;
    this.dn = dn;
    this.#sid = sid;
    this.dns = dn.split(",").map(nameOf).join(".");
    const netbios = nameOf(dn).toUpperCase();
    const about: Domain = { dns: this.dns, netbios, sid, dn, controllers: ["DC1", "DC2"] };
    const random = new SeededRandom(2179);
    this.#parts = {
      domain: about,
      random,
      controllers: new DomainControllers(about, random),
      lastMoment: moment(now),
      metadata: options.metadata ?? "binary and XML",
      add: (entry) => void this.entry(entry),
    };
    this.entry({
      dn,
      attributes: [
        ["objectClass", ["top", "domain", "domainDNS"]],
        ["distinguishedName", [dn]],
        ["dc", [nameOf(dn)]],
        ["name", [nameOf(dn)]],
        ["objectSid", [sidBytes(sid)]],
      ],
    });
    for (const [name, rid] of GROUPS) this.#principal(`CN=${name},CN=Users,${dn}`, name, `${sid}-${rid}`, "group");
    this.#principal(`CN=Administrators,CN=Builtin,${dn}`, "Administrators", ADMINISTRATORS, "group");
  }

  get entries(): readonly DirectoryEntry[] {
    return [...this.#entries.values()];
  }

  /** The SID of an account or group of the domain by its last part. */
  sid(rid: number): string {
    return `${this.#sid}-${rid}`;
  }

  /** A member server without Hyper-V, in CN=Computers unless `ou` says where. */
  computer(name: string, options: ComputerOptions = {}): DomainComputer {
    return new DomainComputer(name, { sid: this.#nextSid(), ...options }, this.#parts);
  }

  /** A Hyper-V host that is a cluster node; its connection point comes with `.connectionPoint()`. */
  hyperVHost(name: string, options: ComputerOptions = {}): DomainComputer {
    return this.computer(name, { ...HYPER_V_HOST, ou: `OU=Hyper-V Hosts,${this.dn}`, ...options });
  }

  /** A connection point that was deleted. */
  deletedConnectionPoint(options: DeletedOptions): this {
    return this.entry(deletedConnectionPoint(options, this.#parts));
  }

  /** A plain user who may bind as `NAME@corp.example`, `CORP\NAME` or by DN. */
  user(name: string, password: string, groups: readonly string[] = []): User {
    const dn = `${relativeName("CN", name)},CN=Users,${this.dn}`;
    const sid = this.#nextSid();
    const netbios = this.#parts.domain.netbios;
    const sids = [sid, this.sid(513), "S-1-1-0", "S-1-5-11", "S-1-5-32-545", ...groups];
    const user: User = { names: [`${name}@${this.dns}`, `${netbios}\\${name}`, dn], password, sids };
    this.#principal(dn, name, sid, "user", [
      ["userPrincipalName", [user.names[0]]],
      ["tokenGroups", sids.slice(1).map(sidBytes)],
    ]);
    this.users.push(user);
    return user;
  }

  /** Any object; containers above it are made where they are missing. */
  entry(entry: DirectoryEntry): this {
    const above = parentDn(entry.dn);
    if (dnKey(entry.dn) !== dnKey(this.dn) && !this.#entries.has(dnKey(above) ?? "")) this.entry(container(above));
    this.#entries.set(dnKey(entry.dn) ?? "", entry);
    return this;
  }

  /** Serves what is in it now. */
  async serve(options: Partial<LdapServerOptions> = {}): Promise<LdapServer> {
    return startLdapServer({ namingContext: this.dn, entries: this.entries, users: this.users, ...options });
  }

  #nextSid(): string {
    this.#rid++;
    return this.sid(this.#rid);
  }

  #principal(
    dn: string,
    name: string,
    sid: string,
    kind: "user" | "group",
    attributes: DirectoryEntry["attributes"] = [],
  ): void {
    const classes = kind === "user" ? ["top", "person", "organizationalPerson", "user"] : ["top", "group"];
    const category = kind === "user" ? "Person" : "Group";
    this.entry({
      dn,
      attributes: [
        ["objectClass", classes],
        ["cn", [name]],
        ["distinguishedName", [dn]],
        ["name", [name]],
        ["objectSid", [sidBytes(sid)]],
        ["sAMAccountName", [name]],
        ["objectCategory", [`CN=${category},CN=Schema,CN=Configuration,${this.dn}`]],
        ...attributes,
      ],
    });
  }
}

function container(dn: string): DirectoryEntry {
  const isUnit = /^OU=/i.test(dn);
  const name = nameOf(dn);
  return {
    dn,
    attributes: [
      ["objectClass", ["top", isUnit ? "organizationalUnit" : "container"]],
      [isUnit ? "ou" : "cn", [name]],
      ["distinguishedName", [dn]],
      ["name", [name]],
    ],
  };
}
