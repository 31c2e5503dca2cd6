export type { ConnectionSecurity, Credentials } from "./connection-options.ts";
export { readDirectory, type ReadDirectoryOptions } from "./read-directory.ts";
export type { DirectoryReading } from "./read-servers.ts";
