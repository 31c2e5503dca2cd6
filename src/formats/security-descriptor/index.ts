export type { AccessControlEntry } from "./access-control-list.ts";
export type { DescriptorProblem } from "./problem.ts";
export { expandSddl, parseSddl } from "./sddl.ts";
export {
  type ParsedSecurityDescriptor,
  parseSecurityDescriptor,
  type SecurityDescriptor,
} from "./security-descriptor.ts";
