export { expandSddl, parseSddl } from "./sddl.ts";
export { parseSecurityDescriptor, type SecurityDescriptor } from "./security-descriptor.ts";
