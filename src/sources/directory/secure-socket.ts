import { connect, type Socket } from "node:net";
import { type ConnectionOptions as TlsOptions, connect as connectTls, type TLSSocket } from "node:tls";
import { BadnodeError } from "../../shared/errors.ts";
import type { ConnectionOptions } from "./connection-options.ts";
import { reasonOf } from "./deadline.ts";
import { explainConnectError, explainConnectTimeout } from "./problems/connect-problems.ts";
import { explainTlsError, explainTlsTimeout, type TlsAttempt } from "./problems/tls-problems.ts";
import type { ServerAddress } from "./server-address.ts";
import { expectedName } from "./trust.ts";

type Limits = Pick<ConnectionOptions, "security" | "timeoutMilliseconds" | "signal">;

/** A TCP connection. */
export function openSocket(address: ServerAddress, limits: Limits): Promise<Socket> {
  const socket = connect({ host: address.host, port: address.port, noDelay: true });
  return opened(socket, "connect", limits, {
    timeout: () => new BadnodeError(explainConnectTimeout(address, limits.timeoutMilliseconds)),
    error: (cause) => new BadnodeError(explainConnectError(cause, address, limits.security.kind), { cause }),
  });
}

/** TLS over it, with the server's certificate checked before anything is sent. */
export async function encrypt(
  plain: Socket,
  options: TlsOptions,
  address: ServerAddress,
  limits: Limits,
): Promise<TLSSocket> {
  const { security, timeoutMilliseconds } = limits;
  const attempt: TlsAttempt = { address, security, expectedName: expectedName(address, security) };
  const socket = connectTls({ ...options, socket: plain });
  // It owns the socket below it, and takes it along when it goes.
  const secured = await opened(socket, "secureConnect", limits, {
    timeout: () => new BadnodeError(explainTlsTimeout(attempt, timeoutMilliseconds)),
    error: (cause) => new BadnodeError(explainTlsError(cause, attempt), { cause }),
  });
  if (secured.authorized || !security.verifies) return secured;
  secured.destroy();
  throw new BadnodeError(explainTlsError(secured.authorizationError, attempt));
}

interface Failures {
  readonly timeout: () => BadnodeError;
  readonly error: (cause: Error | null) => BadnodeError;
}

/** Waits until a socket is ready; in every other outcome it is destroyed. */
function opened<S extends Socket>(
  socket: S,
  ready: "connect" | "secureConnect",
  { timeoutMilliseconds, signal }: Limits,
  failures: Failures,
): Promise<S> {
  return new Promise((resolve, reject) => {
    const finish = (): void => {
      clearTimeout(timer);
      socket.off(ready, onReady);
      socket.off("error", onError);
      socket.off("close", onClose);
      signal?.removeEventListener("abort", onAbort);
    };
    const fail = (error: Error): void => {
      finish();
      // One that comes after the first has nobody to hear it, and is no reason to crash.
      socket.on("error", () => undefined);
      socket.destroy();
      reject(error);
    };
    const onReady = (): void => {
      finish();
      resolve(socket);
    };
    const onError = (error: Error): void => fail(failures.error(error));
    const onClose = (): void => fail(failures.error(null));
    const onAbort = (): void => fail(reasonOf(signal));
    const timer = setTimeout(() => fail(failures.timeout()), timeoutMilliseconds);
    socket.once(ready, onReady);
    socket.once("error", onError);
    socket.once("close", onClose);
    signal?.addEventListener("abort", onAbort);
    if (signal?.aborted === true) onAbort();
  });
}
