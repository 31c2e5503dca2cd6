import { BerWriter, BindRequest, ExtendedRequest, ProtocolOperation, SearchRequest, UnbindRequest } from "ldapts";
import type * as directory from "../connection.ts";
import { searchControls } from "./search-controls.ts";
import { encodableFilter } from "./search-filter.ts";

// All that is ever sent to a directory server. Nothing here changes a directory.

/** RFC 4511, 4.14.1: the one extended operation in use. */
const START_TLS = "1.3.6.1.4.1.1466.20037";
const SCOPES = { base: "base", one: "one", subtree: "sub" } as const;

export function startTlsRequest(messageId: number): Buffer {
  return new ExtendedRequest({ messageId, oid: START_TLS }).write();
}

export function simpleBindRequest(messageId: number, user: string, password: string): Buffer {
  return new BindRequest({ messageId, dn: user, password }).write();
}

/** A step of SASL GSSAPI (RFC 4513, 5.2; RFC 4752). By hand: ldapts writes credentials as text. */
export function gssapiBindRequest(messageId: number, token: Buffer): Buffer {
  const writer = new BerWriter();
  writer.startSequence();
  writer.writeInt(messageId);
  writer.startSequence(ProtocolOperation.LDAP_REQ_BIND);
  writer.writeInt(ProtocolOperation.LDAP_VERSION_3);
  writer.writeString("");
  writer.startSequence(ProtocolOperation.LDAP_REQ_BIND_SASL);
  writer.writeString("GSSAPI");
  writer.writeBuffer(token, 0x04);
  writer.endSequence();
  writer.endSequence();
  writer.endSequence();
  return Buffer.from(writer.buffer);
}

/** `cookie`: of the page before; empty for the first. */
export function searchRequest(
  messageId: number,
  request: directory.SearchRequest,
  cookie: Buffer,
  timeLimitSeconds: number,
): Buffer {
  return new SearchRequest({
    messageId,
    baseDN: request.base,
    scope: SCOPES[request.scope],
    filter: encodableFilter(request.filter),
    attributes: [...request.attributes],
    timeLimit: timeLimitSeconds,
    controls: searchControls(request, cookie),
  }).write();
}

export function unbindRequest(messageId: number): Buffer {
  return new UnbindRequest({ messageId }).write();
}
