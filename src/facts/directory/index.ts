export { type AccountHistory, deriveAccountHistories } from "./account-history.ts";
export {
  type ConnectionPointPeers,
  deriveConnectionPointPeers,
} from "./connection-point-peers.ts";
export { lacksValuesOnly } from "./cut-values.ts";
export {
  type DeletedConnectionPoints,
  deriveDeletedConnectionPoints,
  type HostDeletion,
} from "./deleted-connection-points.ts";
export type {
  ConnectionPointState,
  DirectoryHost,
  LeftOutComputer,
  Seen,
  SeenComputer,
  SeenConnectionPoint,
  UnknownReason,
  UnseenHost,
} from "./directory-host.ts";
export { deriveDirectoryHosts, type DirectoryHosts } from "./directory-hosts.ts";
export {
  type ConflictDuplicate,
  deriveMisplacedConnectionPoints,
  type MisplacedConnectionPoints,
  type OrphanedConnectionPoint,
} from "./misplaced-connection-points.ts";
export { showsPrincipalNames } from "./service-principal-names.ts";
export {
  deriveServerDifferences,
  type ServerDifference,
  type ServerDifferences,
  type ShownValue,
  type UncomparedHost,
} from "./server-differences.ts";
