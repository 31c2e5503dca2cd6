import { CLUSTER_NAMES, type ColumnNames, hasColumn, type RowTable } from "../row-tables/index.ts";

/** Who wrote a list of sessions, as far as it shows. */
interface SessionProduct {
  /** What numbers in the column of results mean: they do only where it is known who wrote them. */
  readonly numbers: "task" | "session" | null;
  readonly names: Names;
}

type Names = ColumnNames<
  "start" | "end" | "result" | "volume" | "vm" | "host" | "cluster" | "proxy" | "job" | "retry" | "snapshot" | "run"
>;

/** Columns of any product, the first that there is; as `columnKey` makes them of headers. */
const ANY_PRODUCT: Names = {
  start: ["start", "starttime", "startutc", "starttimeutc", "started", "startedat", "begin", "begintime", "startdate"],
  end: [
    "end",
    "endtime",
    "endutc",
    "endtimeutc",
    "ended",
    "endedat",
    "finish",
    "finished",
    "finishtime",
    "stop",
    "stoptime",
    "stoptimeutc",
    "completed",
    "completiontime",
    "enddate",
  ],
  result: ["result", "status", "outcome", "finalstatus"],
  volume: ["volume", "volumename", "csv", "clustersharedvolume", "clusterdisk", "disk", "lun", "volumepath"],
  vm: ["vm", "vmname", "virtualmachine", "machine", "machinename", "objectname"],
  host: ["host", "hostname", "vmhost", "sourcehost", "sourcehostname", "hypervisor"],
  cluster: CLUSTER_NAMES,
  proxy: ["proxy", "proxyname", "backupproxy", "sourceproxy", "mediaserver"],
  job: ["job", "jobname", "backupjob", "policy", "policyname"],
  retry: ["retry", "isretry", "isretrymode"],
  snapshot: ["snapshot", "snapshotid", "snapshotsetid", "snapshotset", "shadowsetid", "shadowcopysetid"],
  // An id of sessions may be that of a run or of its part: it tells only where it is known who wrote it.
  run: [],
};

/**
 * Get-VBRTaskSession: one machine in one run of a job. Read in public scripts: Name (the machine), JobName and JobSess.JobName, Status (Success,
 * Warning, Failed, InProgress), Progress.StartTimeLocal and StopTimeLocal, Progress.StartTime and StopTime before 9.5 update 3,
 * JobSess.IsRetryMode, JobSess.CreationTime, and JobSessId, which is the Id of a session. Inferred: that Progress.StartTimeUtc and StopTimeUtc, which scripts read of a session, are there
 * of a task too, and in UTC. Not in any of them: the proxy by name (Info.WorkDetails.SourceProxyId is an id) and the volume.
 */
const VEEAM_TASK: Names = {
  ...ANY_PRODUCT,
  start: [
    "progress.starttimeutc",
    "starttimeutc",
    "progress.starttimelocal",
    "starttimelocal",
    "progress.starttime",
    "starttime",
    "start",
    "jobsess.creationtime",
    "creationtime",
  ],
  end: [
    "progress.stoptimeutc",
    "stoptimeutc",
    "progress.stoptimelocal",
    "stoptimelocal",
    "progress.stoptime",
    "stoptime",
    "endtimeutc",
    "endtime",
    "end",
  ],
  result: ["status", "info.status", "result"],
  vm: ["vmname", "name"],
  job: ["jobname", "jobsess.jobname", "jobsess.name", "jobsess", "job"],
  retry: ["isretrymode", "jobsess.isretrymode", "isretry", "retry"],
  run: ["jobsessid", "jobsess.id", "jobsessionid"],
};

/**
 * Get-VBRBackupSession: one run of a job, which names neither machines nor volumes. Documented: CreationTime, EndTime, Result, State, and in an
 * example EndTimeUTC. Read in public scripts: JobName, IsRetryMode, Progress.StartTimeLocal and StopTimeLocal, StartTimeUtc and StopTimeUtc.
 * Inferred: CreationTimeUTC. Event 190 of its management pack tells WillBeRetried; no script was found that reads it of a session, and the
 * retry itself is a session of its own with IsRetryMode, so it is not needed.
 */
const VEEAM_SESSION: Names = {
  ...ANY_PRODUCT,
  start: ["creationtimeutc", "progress.starttimeutc", "creationtime", "progress.starttimelocal", "starttimelocal"],
  end: ["endtimeutc", "progress.stoptimeutc", "endtime", "progress.stoptimelocal", "stoptimelocal"],
  result: ["result", "info.result"],
  vm: [],
  job: ["jobname", "job", "name"],
  retry: ["isretrymode", "isretry"],
  run: ["id", "sessionid"],
};

/** By the columns that only the one has. */
export function sessionProduct(table: RowTable): SessionProduct {
  if (isVeeamTask(table)) return { names: VEEAM_TASK, numbers: "task" };
  if (isVeeamSession(table)) return { names: VEEAM_SESSION, numbers: "session" };
  return { names: ANY_PRODUCT, numbers: null };
}

/** Whether a list shows when attempts were, or how they ended, so that it is one of sessions, though it lacks a column. */
export function tellsAttempts(table: RowTable): boolean {
  const { start, end, result } = sessionProduct(table).names;
  return [start, end, result].filter((names) => hasColumn(table, names)).length > 1;
}

function isVeeamTask(table: RowTable): boolean {
  const hasJob = hasColumn(table, ["jobname", "jobsess", "jobsess.jobname", "jobsess.name"]);
  const hasTime = hasColumn(table, VEEAM_TASK.start) && hasColumn(table, VEEAM_TASK.end);
  return hasJob && hasTime && hasColumn(table, ["status", "info.status"]) && hasColumn(table, ["name", "vmname"]);
}

function isVeeamSession(table: RowTable): boolean {
  const hasTime = hasColumn(table, ["creationtime", "creationtimeutc"]) && hasColumn(table, ["endtime", "endtimeutc"]);
  return hasTime && hasColumn(table, ["result"]) && hasColumn(table, ["jobname", "jobid"]);
}
