export { ClusterLogReader, isClusterLog } from "./cluster-log-reader.ts";
export { DatedLines } from "./dated-lines.ts";
