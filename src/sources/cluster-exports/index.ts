export { hostNamesIn, readHostList } from "./host-list.ts";
export { readNodeNames } from "./node-names.ts";
