/** Why bytes could not be taken for an event log at all. */
export type EvtxErrorCode = "empty" | "not-evtx" | "unreadable";

/** The whole source is no event log; damage inside a log is never thrown. */
export class EvtxError extends Error {
  readonly code: EvtxErrorCode;

  constructor(code: EvtxErrorCode, message: string) {
    super(message);
    this.name = "EvtxError";
    this.code = code;
  }
}
