/**
 * Which events a fact asks for: all given fields must match, names without case, ends included. The conductor joins
 * the needs into one selection, so that the reader decodes nothing else.
 */
export interface EventNeed {
  readonly providers?: readonly string[];
  readonly ids?: readonly { readonly from: number; readonly to: number }[];
  readonly channels?: readonly string[];
  readonly levels?: readonly number[];
  /** FILETIME ticks. */
  readonly since?: bigint;
  readonly until?: bigint;
}
