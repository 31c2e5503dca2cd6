import type { Explanation, Report } from "../../index.ts";

type AuditedDirectory = NonNullable<Report["directory"]>;

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
  const place = domains === "" ? "" : ` of ${domains}`;
  const beside = besideWords(directory);
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
        : asked !== null && beside.length > 0
          ? "None of the names asked for is that of a Hyper-V host on Windows Server, which alone are judged."
          : "No computer account there carries an SPN of Hyper-V or a service connection point CN=Microsoft Hyper-V that this " +
            "account may see: another domain, a base or an export without the hosts, or no right to read them.",
    nextStep:
      asked !== null && beside.length > 0
        ? "Name the hosts themselves, of a cluster its nodes, or leave the names out to audit every host."
        : "Name a host that should be there to see what is known of it: --hosts HV01",
  };
}

const SHOWN = 12;

/** What each computer is that was found and is not judged. */
function besideWords({ hosts, leftOut }: AuditedDirectory): readonly string[] {
  const all = [
    ...hosts.map(({ name }) => `${name}, a Windows client with Hyper-V, not judged`),
    ...leftOut.map(
      ({ name, reason, evidence }) => `${name}, ${LEFT_OUT[reason]} (${evidence.attribute} ${evidence.value})`,
    ),
  ];
  const left = all.length - SHOWN;
  return left > 0 ? [...all.slice(0, SHOWN), `${left} more`] : all;
}

const LEFT_OUT: Readonly<Record<AuditedDirectory["leftOut"][number]["reason"], string>> = {
  "cluster-name": "the name of a cluster",
  "virtual-computer": "a virtual computer of a cluster",
  guest: "a virtual machine",
};
