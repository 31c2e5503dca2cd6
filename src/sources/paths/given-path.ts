/** A file, and where it lies. */
export interface FilePlace {
  /** As the user would write it; what is said of the file names this. */
  readonly path: string;
  /** Where it is opened: absolute and without links, and for an unpacked file elsewhere than where it is shown. */
  readonly realPath: string;
}

/** What was unpacked of an archive: files shown as if the archive were a folder. */
export interface UnpackedFolder {
  /** The archive's. */
  readonly path: string;
  readonly files: readonly UnpackedFile[];
}

export interface UnpackedFile extends FilePlace {
  readonly size: number;
}

/** A file, a folder or a pattern, or what stands for an archive. */
export type GivenPath = string | UnpackedFolder;
