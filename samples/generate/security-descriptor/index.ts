export { type AccessAllowed, ACE_FLAG } from "./access-control-entry.ts";
export { FULL_CONTROL, GENERIC_READ, RIGHT } from "./access-rights.ts";
export { type SecurityDescriptor, securityDescriptorBytes } from "./security-descriptor.ts";
