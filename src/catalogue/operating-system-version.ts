/** 10, 0, 14393 is Windows Server 2016, 10, 0, 17763 is 2019. */
export interface OperatingSystemVersion {
  readonly major: number;
  readonly minor: number;
  readonly build: number;
}

const NUMBER = /^\d{1,9}$/;

/** null when one of the parts is no number. */
export function versionOf(
  major: string | null | undefined,
  minor: string | null | undefined,
  build: string | null | undefined,
): OperatingSystemVersion | null {
  const parts = [major, minor, build].map((part) => part?.trim() ?? "");
  const [majorNumber = 0, minorNumber = 0, buildNumber = 0] = parts.map(Number);
  return parts.every((part) => NUMBER.test(part))
    ? { major: majorNumber, minor: minorNumber, build: buildNumber }
    : null;
}
