export { ByteWriter } from "./bytes-out.ts";
export type { Damage, DamageKind, RecordState, Remark } from "./damage.ts";
export { EvtxError } from "./errors.ts";
export type { EventDatum, EventSystem, EvtxEvent } from "./event.ts";
export { EvtxScan } from "./evtx-scan.ts";
export type { RecordView, ScanOptions, ScanProgress, Sink } from "./scan.ts";
export type { IdRange, Selection, SelectionClause } from "./selection.ts";
export { type ByteSource, bytesSource } from "./source.ts";
export type { EvtxValue } from "./value.ts";
