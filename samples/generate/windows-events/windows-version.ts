/** What a system says of itself when it starts. */
export interface WindowsVersion {
  readonly caption: string;
  readonly major: number;
  readonly minor: number;
  readonly build: number;
  readonly revision: number;
  /** As EventLog 6009 writes major and minor. */
  readonly shortText: string;
  readonly buildLab: string;
}

export const WINDOWS_SERVER_2016: WindowsVersion = {
  caption: "Windows Server 2016 Datacenter",
  major: 10,
  minor: 0,
  build: 14393,
  revision: 693,
  shortText: "10.00.",
  buildLab: "14393.rs1_release.161220-1747",
};

export const WINDOWS_SERVER_2012_R2: WindowsVersion = {
  caption: "Windows Server 2012 R2 Datacenter",
  major: 6,
  minor: 3,
  build: 9600,
  revision: 17031,
  shortText: "6.03.",
  buildLab: "9600.winblue_gdr.140221-1952",
};
