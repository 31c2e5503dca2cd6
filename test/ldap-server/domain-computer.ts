import type { Domain } from "../../samples/generate/cluster/index.ts";
import { computerAccess } from "../../samples/generate/exports/directory/access.ts";
import { type ComputerAccount, computerObject } from "../../samples/generate/exports/directory/computer-account.ts";
import {
  directoryEntry,
  type DirectoryObject,
  type MetadataAsked,
} from "../../samples/generate/exports/directory/directory-object.ts";
import type { DomainControllers } from "../../samples/generate/exports/directory/domain-controllers.ts";
import { serviceConnectionPoint } from "../../samples/generate/exports/directory/service-connection-point.ts";
import {
  servicePrincipalNames,
  SPN_CLASSES,
} from "../../samples/generate/exports/directory/service-principal-names.ts";
import { type Moment, moment } from "../../samples/generate/moment.ts";
import type { StampedAttribute } from "../../samples/generate/replication-metadata/index.ts";
import type { SecurityDescriptor } from "../../samples/generate/security-descriptor/index.ts";
import type { SeededRandom } from "../../samples/generate/seeded-random.ts";
import { relativeName } from "./distinguished-name.ts";
import type { DirectoryEntry, Value, Visibility } from "./entry.ts";

/** What the objects of one domain share. */
export interface DomainParts {
  readonly domain: Domain;
  readonly random: SeededRandom;
  readonly controllers: DomainControllers;
  readonly lastMoment: Moment;
  readonly metadata: MetadataAsked;
  readonly add: (entry: DirectoryEntry) => void;
}

/** What a test may want otherwise of any object. */
export interface ObjectOptions {
  /** By lDAPDisplayName, in place of the usual values; no values: the object has no such attribute. */
  readonly attributes?: Readonly<Record<string, readonly Value[]>>;
  readonly access?: SecurityDescriptor;
  /** Last changes in place of the usual ones; times in ISO 8601. */
  readonly changes?: readonly {
    readonly attribute: StampedAttribute;
    readonly version: number;
    readonly time: string;
  }[];
  readonly visibleTo?: (user: string) => Visibility;
}

export interface ComputerOptions extends ObjectOptions {
  readonly fqdn?: string;
  readonly ou?: string;
  readonly sid?: string;
  /** Times are in ISO 8601. */
  readonly created?: string;
  readonly renamedAt?: string;
  readonly upgradedAt?: string;
  readonly owner?: string;
  readonly spnClasses?: readonly string[];
  readonly system?: ComputerAccount["system"];
}

export interface ConnectionPointOptions extends ObjectOptions {
  /** By hand: the owner is Domain Admins, and the host has no entry of its own. */
  readonly madeBy?: "host" | "administrator";
  readonly created?: string;
  /** The DN of what it stands below, where that is not its host. */
  readonly below?: string;
  /** The value of its name: `Microsoft Hyper-V`. */
  readonly name?: string;
}

export const HYPER_V_HOST: ComputerOptions = { spnClasses: SPN_CLASSES.clusterNode };
const SERVER_2022 = { name: "Windows Server 2022 Datacenter", version: "10.0 (20348)" } as const;
const CREATED = "2024-03-04T09:00:00Z";

/** The Hyper-V principal names of a host, each class under its short and its full name. */
export function hyperVNames(name: string, fqdn: string): readonly string[] {
  return servicePrincipalNames(SPN_CLASSES.clusterNode, name, fqdn);
}

/** An account that is in its domain already; more can be put below it. */
export class DomainComputer {
  readonly dn: string;
  readonly name: string;
  readonly fqdn: string;
  readonly sid: string;
  readonly #account: ComputerAccount;
  readonly #parts: DomainParts;

  constructor(name: string, options: ComputerOptions & { readonly sid: string }, parts: DomainParts) {
    const { domain, lastMoment, controllers, random } = parts;
    const account: ComputerAccount = {
      name,
      fqdn: options.fqdn ?? `${name.toLowerCase()}.${domain.dns}`,
      sid: options.sid,
      ou: options.ou ?? `CN=Computers,${domain.dn}`,
      created: moment(options.created ?? CREATED),
      owner: options.owner ?? null,
      spnClasses: options.spnClasses ?? SPN_CLASSES.server,
      description: null,
      system: options.system === undefined ? SERVER_2022 : options.system,
      renamedAt: options.renamedAt === undefined ? null : moment(options.renamedAt),
      upgradedAt: options.upgradedAt === undefined ? null : moment(options.upgradedAt),
    };
    this.dn = `${relativeName("CN", name)},${account.ou}`;
    this.name = name;
    this.fqdn = account.fqdn;
    this.sid = account.sid;
    this.#account = account;
    this.#parts = parts;
    const object = computerObject(account, { domain, lastMoment }, controllers, random);
    parts.add(entryOf({ ...object, dn: this.dn }, options, parts));
  }

  /** `CN=Microsoft Hyper-V` as the host publishes it, or as a test wants it. */
  connectionPoint(options: ConnectionPointOptions = {}): this {
    const { domain, controllers } = this.#parts;
    const account =
      options.created === undefined ? this.#account : { ...this.#account, created: moment(options.created) };
    const object = serviceConnectionPoint(account, domain.sid, controllers);
    const name = options.name ?? object.name;
    const securityDescriptor =
      options.madeBy === "administrator" ? computerAccess(domain.sid, null) : object.securityDescriptor;
    const dn = `${relativeName("CN", name)},${options.below ?? this.dn}`;
    this.#parts.add(entryOf({ ...object, name, dn, securityDescriptor }, options, this.#parts));
    return this;
  }

  /** `CN=Windows Virtual Machine`: this computer is a virtual machine. */
  guestConnectionPoint(options: ConnectionPointOptions = {}): this {
    return this.connectionPoint({
      name: "Windows Virtual Machine",
      ...options,
      attributes: { serviceBindingInformation: [], ...options.attributes },
    });
  }
}

function entryOf(object: DirectoryObject, options: ObjectOptions, parts: DomainParts): DirectoryEntry {
  const { attributes = {}, access = object.securityDescriptor, changes = [], visibleTo } = options;
  const [first, ...rest] = object.stamps.map((stamp) => {
    const change = changes.find(({ attribute }) => attribute === stamp.attribute);
    return change === undefined ? stamp : parts.controllers.stamp({ ...change, time: moment(change.time) });
  });
  const stamps = first === undefined ? object.stamps : ([first, ...rest] as const);
  const changed = { ...object, securityDescriptor: access, stamps };
  const usual = directoryEntry(changed, parts.domain.dn, parts.metadata, parts.random);
  const isReplaced = (name: string): boolean => name in attributes;
  return {
    dn: usual.dn,
    attributes: [...usual.attributes.filter(([name]) => !isReplaced(name)), ...Object.entries(attributes)],
    ...(visibleTo === undefined ? {} : { visibleTo }),
  };
}
