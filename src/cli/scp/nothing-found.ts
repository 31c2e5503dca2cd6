import type { DirectoryRef, Explanation, Report } from "../../index.ts";

/**
 * Why there is nothing to audit, so that no empty table looks like health; null where there is a host, or where names were
 * asked for and the report tells that they were not found, or where nothing could be read at all.
 */
export function nothingFound({ directory, sources }: Report, asked: readonly string[] | null): Explanation | null {
  if (directory === null || directory.hosts.some(({ kind }) => kind === "server")) return null;
  if (asked !== null && directory.notFound.length > 0) return null;
  if (sources.every(({ status }) => status === "unreadable")) return null;
  const problems = sources.flatMap(({ problem }) => (problem === null ? [] : [problem.happened]));
  const objects = sources.reduce((sum, source) => sum + (source.kind === "directory" ? source.objects : 0), 0);
  const domains = directory.domains.map(({ domain }) => domain).join(", ");
  const clients = directory.hosts.length;
  const place = domains === "" ? "" : ` of ${domains}`;
  const beside = [
    ...(clients > 0
      ? [`${clients} ${clients === 1 ? "Windows client" : "Windows clients"} with Hyper-V, not judged`]
      : []),
    ...(directory.leftOut.length > 0 ? [leftOutWords(directory.leftOut)] : []),
  ];
  return {
    code: "no-hyper-v-host",
    happened: [
      `No Hyper-V host was found in ${objects} ${objects === 1 ? "object" : "objects"} read${place}.`,
      ...(beside.length > 0 ? [`There is: ${beside.join("; ")}.`] : []),
      ...problems,
    ].join(" "),
    likelyCause:
      problems.length > 0
        ? "Not all was read."
        : "No computer account there carries an SPN of Hyper-V or a service connection point CN=Microsoft Hyper-V that this " +
          "account may see: another domain, a base or an export without the hosts, or no right to read them.",
    nextStep: "Name a host that should be there to see what is known of it: --hosts HV01",
  };
}

interface LeftOut {
  readonly name: string;
  readonly evidence: DirectoryRef;
}

function leftOutWords(leftOut: readonly LeftOut[]): string {
  const [first] = leftOut;
  const more = leftOut.length > 1 ? ` and ${leftOut.length - 1} more` : "";
  return `${first?.name ?? ""}${more}, no host by ${first?.evidence.attribute ?? "its attributes"} ${first?.evidence.value ?? ""}`;
}
