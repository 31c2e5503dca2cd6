export {
  type ConnectionSecurity,
  type Credentials,
  type DirectoryReading,
  readDirectory,
  type ReadDirectoryOptions,
} from "./read-directory.ts";
