import { BadnodeError } from "../../shared/errors.ts";
import type { Credentials } from "./connection-options.ts";
import { within } from "./deadline.ts";
import { beginGss, type GssContext, negotiate, type OpenGssContext } from "./kerberos.ts";
import { explainBindRefusal } from "./problems/bind-problems.ts";
import type { Result } from "./protocol/answers.ts";
import { UnsoundAnswer } from "./protocol/ber-cursor.ts";
import type { Channel } from "./protocol/channel.ts";
import { gssapiBindRequest, simpleBindRequest } from "./protocol/requests.ts";

/** RFC 4511, A.2: saslBindInProgress. */
const IN_PROGRESS = 14;

/** A context whose first token is there: what can fail without the server has not failed. */
export interface PreparedGss {
  readonly service: string;
  readonly context: GssContext;
  readonly token: Buffer;
}

export async function prepareGss(
  open: OpenGssContext,
  service: string,
  timeoutMilliseconds: number,
  signal?: AbortSignal,
): Promise<PreparedGss> {
  return { service, ...(await within(beginGss(open, service), timeoutMilliseconds, signal)) };
}

/** With a name and a password. */
export async function bindSimply(
  channel: Channel,
  server: string,
  credentials: Extract<Credentials, { readonly kind: "simple" }>,
): Promise<void> {
  const { user, password } = credentials;
  const { result } = await exchange(channel, (id) => simpleBindRequest(id, user, password));
  if (result.code !== 0) throw new BadnodeError(explainBindRefusal(result, { server, credentials }));
}

/** With a ticket: SASL GSSAPI without a layer of its own (RFC 4752). */
export async function bindWithTicket(
  channel: Channel,
  server: string,
  { service, context, token }: PreparedGss,
): Promise<void> {
  const credentials = { kind: "kerberos" } as const;
  const refuse = (result: Result): never => {
    throw new BadnodeError(explainBindRefusal(result, { server, credentials }));
  };
  const outcome = await negotiate(context, service, token, async (sent) => {
    const answer = await exchange(channel, (id) => gssapiBindRequest(id, sent));
    const { code } = answer.result;
    if (code !== 0 && code !== IN_PROGRESS) refuse(answer.result);
    return { credentials: answer.credentials, isBound: code === 0 };
  });
  if (outcome !== "bound")
    refuse({ code: outcome === "layer-required" ? 8 : 49, matchedDn: "", text: "", referrals: [] });
}

function exchange(
  channel: Channel,
  write: (messageId: number) => Buffer,
): Promise<{ readonly result: Result; readonly credentials: Buffer }> {
  return channel.request(write, (answer) => {
    if (answer.kind !== "bound") throw new UnsoundAnswer("something else than an answer to a bind");
    return { result: answer.result, credentials: Buffer.from(answer.credentials) };
  });
}
