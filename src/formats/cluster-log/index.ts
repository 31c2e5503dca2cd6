export { ClusterLogReader, isClusterLog } from "./cluster-log-reader.ts";
