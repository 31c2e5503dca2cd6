export type { ConnectionSecurity, Credentials } from "./connection-options.ts";
export { type DirectoryReading, readDirectory, type ReadDirectoryOptions } from "./read-directory.ts";
