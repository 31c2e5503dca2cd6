import { createServer, type Server, type Socket } from "node:net";
import { createSecureContext, createServer as createTlsServer } from "node:tls";
import { CONTROL } from "./controls.ts";
import { Directory } from "./directory.ts";
import type { DirectoryEntry } from "./entry.ts";
import { closed, listening } from "./listening.ts";
import type { RecordedRequest } from "./record.ts";
import { type Reaction, Script } from "./script.ts";
import { Searches } from "./search.ts";
import { Session, type Shared } from "./session.ts";
import type { Settings, User } from "./settings.ts";

/** PEM. */
export interface ServerCertificate {
  readonly key: string;
  readonly certificate: string;
}

export interface LdapServerOptions extends Partial<Omit<Settings, "directory">> {
  readonly namingContext: string;
  readonly entries: Iterable<DirectoryEntry>;
  readonly users: readonly User[];
  /** Without one there is no TLS. */
  readonly certificate?: ServerCertificate;
  /** Of 127.0.0.0/8. */
  readonly address?: string;
}

/** A directory server for tests, on ports that the system picks. */
export class LdapServer {
  readonly address: string;
  /** Unencrypted, and StartTLS where there is a certificate. */
  readonly port: number;
  /** LDAPS; null without a certificate. */
  readonly tlsPort: number | null;
  readonly #servers: readonly Server[];
  readonly #sockets: ReadonlySet<Socket>;
  readonly #requests: readonly RecordedRequest[];
  readonly #script: Script;

  constructor(parts: ServerParts) {
    this.address = parts.address;
    this.port = parts.port;
    this.tlsPort = parts.tlsPort;
    this.#servers = parts.servers;
    this.#sockets = parts.sockets;
    this.#requests = parts.requests;
    this.#script = parts.script;
  }

  /** All requests so far, of all connections. */
  get requests(): readonly RecordedRequest[] {
    return this.#requests;
  }

  get searches(): readonly Extract<RecordedRequest, { operation: "search" }>[] {
    return this.#requests.filter((request) => request.operation === "search");
  }

  /** Connections that are open. */
  get connections(): number {
    return this.#sockets.size;
  }

  /** Scripts what happens to requests, so many times; what was scripted first comes first. */
  when(applies: (request: RecordedRequest) => boolean, reaction: Reaction, times = Infinity): this {
    this.#script.add(applies, reaction, times);
    return this;
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy();
    await Promise.all(this.#servers.map(closed));
  }
}

interface ServerParts {
  readonly address: string;
  readonly port: number;
  readonly tlsPort: number | null;
  readonly servers: readonly Server[];
  readonly sockets: ReadonlySet<Socket>;
  readonly requests: readonly RecordedRequest[];
  readonly script: Script;
}

export async function startLdapServer(options: LdapServerOptions): Promise<LdapServer> {
  const { certificate, address = "127.0.0.1" } = options;
  const settings = settingsOf(options);
  const requests: RecordedRequest[] = [];
  const sockets = new Set<Socket>();
  const script = new Script();
  const pem = certificate === undefined ? null : { key: certificate.key, cert: certificate.certificate };
  const shared: Shared = {
    settings,
    searches: new Searches(settings),
    script,
    secureContext: pem === null ? null : createSecureContext(pem),
    record: (request) => void requests.push(request),
  };
  let connections = 0;
  const keep = (socket: Socket): void => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    // A handshake that fails is the client's to report.
    socket.on("error", () => socket.destroy());
  };
  const serve = (socket: Socket): void => {
    connections++;
    new Session(socket, connections, shared).start();
  };
  const plain = createServer((socket) => {
    keep(socket);
    serve(socket);
  });
  const tls = pem === null ? null : createTlsServer(pem, serve);
  tls?.on("connection", keep);
  tls?.on("tlsClientError", (_error, socket) => socket.destroy());
  const port = await listening(plain, address);
  const tlsPort = tls === null ? null : await listening(tls, address);
  const servers = tls === null ? [plain] : [plain, tls];
  return new LdapServer({ address, port, tlsPort, servers, sockets, requests, script });
}

function settingsOf({ entries, namingContext, users, ...changes }: LdapServerOptions): Settings {
  const domain = namingContext
    .split(",")
    .map((part) => part.replace(/^DC=/i, ""))
    .join(".");
  return {
    dnsHostName: `dc1.${domain}`,
    currentTime: "20260601120000.0Z",
    maxPageSize: 1_000,
    valuesAtOnce: 1_500,
    requiresEncryption: true,
    references: [
      `ldap://ForestDnsZones.${domain}/DC=ForestDnsZones,${namingContext}`,
      `ldap://DomainDnsZones.${domain}/DC=DomainDnsZones,${namingContext}`,
      `ldap://${domain}/CN=Configuration,${namingContext}`,
    ],
    controls: Object.values(CONTROL),
    ...changes,
    namingContext,
    users,
    directory: new Directory(entries),
  };
}
