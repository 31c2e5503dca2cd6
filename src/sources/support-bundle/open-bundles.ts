import { tmpdir } from "node:os";
import { BadnodeError, type Explanation } from "../../shared/errors.ts";
import { compareText } from "../../shared/order.ts";
import type { GivenPath } from "../paths/index.ts";
import type { BundleSource } from "./bundle-source.ts";
import { findZips, withoutZips } from "./find-zips.ts";
import { BUNDLE_LIMITS, type BundleLimits, UnpackingBudget } from "./limits.ts";
import { TemporaryFolder } from "./temporary-folder.ts";

export interface OpenBundlesOptions {
  /** Ends the unpacking: nothing is left behind, and the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  readonly limits?: Partial<BundleLimits>;
  /** Where ZIPs are unpacked, in a folder of their own that nobody else may enter. Default: the system's. */
  readonly temporaryFolder?: string;
  /** Bytes over all ZIPs. */
  readonly onProgress?: (progress: { readonly bytesRead: number; readonly bytesTotal: number }) => void;
}

export interface OpenBundles {
  /** For the readers: what was given, and what came out of ZIPs, shown as if each were a folder. Until `close`. */
  readonly paths: readonly GivenPath[];
  /** What came of each ZIP, by path. */
  readonly sources: readonly BundleSource[];
  /** Where the ZIPs lie: nothing may be written over them. */
  readonly inputs: readonly string[];
  /** Removes what was unpacked; may be called again. */
  close(): Promise<void>;
}

/**
 * Opens support bundles: ZIPs that were given, whatever their name, and those called .zip in folders and under patterns. ZIPs in ZIPs are told of and
 * not opened. What is wrong with one stands in its source and never keeps the others from being read. `close` must follow, whatever happens.
 */
export async function openBundles(
  paths: readonly string[],
  { signal, limits, temporaryFolder = tmpdir(), onProgress }: OpenBundlesOptions = {},
): Promise<OpenBundles> {
  signal?.throwIfAborted();
  const found = await findZips(paths);
  const zips = found.filter((one) => one.kind === "zip");
  const sources = found.flatMap((one) => (one.kind === "problem" ? [unreadable(one.path, one.problem)] : []));
  const unpacked: GivenPath[] = [];
  const folder = new TemporaryFolder(temporaryFolder);
  try {
    const budget = new UnpackingBudget({ ...BUNDLE_LIMITS, ...limits });
    const bytesTotal = zips.reduce((sum, { size }) => sum + size, 0);
    let bytesBefore = 0;
    for (const zip of zips) {
      const onBytes = (bytes: number): void =>
        onProgress?.({ bytesRead: bytesBefore + Math.min(bytes, zip.size), bytesTotal });
      const problem = await problemOf(folder);
      if (problem === null) {
        // Loaded when there is a ZIP: most often there is none.
        const { unpackZip } = await import("./unpack-zip.ts");
        const { source, files } = await unpackZip(zip, { budget, newFile: () => folder.newFile(), signal, onBytes });
        sources.push(source);
        if (files.length > 0) unpacked.push({ path: zip.path, files });
      } else sources.push(unreadable(zip.path, problem));
      bytesBefore += zip.size;
    }
    const others = zips.length === 0 ? paths : await withoutZips(paths);
    signal?.throwIfAborted();
    return {
      paths: [...others, ...unpacked],
      sources: sources.sort((a, b) => compareText(a.path, b.path)),
      inputs: zips.map(({ realPath }) => realPath),
      close: () => folder.remove(),
    };
  } catch (error) {
    await folder.remove();
    throw error;
  }
}

/** Why nothing can be unpacked there; null: it can. */
async function problemOf(folder: TemporaryFolder): Promise<Explanation | null> {
  try {
    await folder.make();
    return null;
  } catch (error) {
    if (error instanceof BadnodeError) return error.explanation;
    throw error;
  }
}

function unreadable(path: string, problem: Explanation): BundleSource {
  return { path, status: "unreadable", files: 0, warnings: [], problem };
}
