import { fromFdPromise, getFileNameLowLevel } from "yauzl";
import { isEncrypted, kindOf, type ZipEntry } from "./zip-entry.ts";

/**
 * The entries of a ZIP by the list at its end, one at a time. The file stays open.
 * @throws Error for a list that is not there, or from where on it is damaged
 */
export async function* centralDirectory(descriptor: number): AsyncGenerator<ZipEntry> {
  // Names are judged here, entry by entry: yauzl ends at the first that climbs out.
  const zip = await fromFdPromise(descriptor, { autoClose: false, decodeStrings: false, validateEntrySizes: false });
  for await (const entry of zip.eachEntry()) {
    const flags = entry.generalPurposeBitFlag;
    const name = getFileNameLowLevel(flags, entry.fileNameRaw, entry.extraFields, true);
    yield {
      name,
      kind: kindOf(name, entry.versionMadeBy, entry.externalFileAttributes),
      isEncrypted: isEncrypted(flags),
      method: entry.compressionMethod,
      packedBytes: entry.compressedSize,
      bytes: entry.uncompressedSize,
      crc: entry.crc32,
      header: entry.relativeOffsetOfLocalHeader,
    };
  }
}
