import { type ColumnIndex, NO_COLUMN, type RowTable } from "../row-tables/index.ts";

/** Where a table has what a session is made of. */
export interface SessionColumns {
  /** What numbers in the column of results mean: they do only where it is known who wrote them. */
  readonly numbers: "task" | "session" | null;
  readonly start: ColumnIndex;
  readonly end: ColumnIndex;
  readonly result: ColumnIndex;
  readonly volume: ColumnIndex;
  readonly vm: ColumnIndex;
  readonly host: ColumnIndex;
  readonly proxy: ColumnIndex;
  readonly job: ColumnIndex;
  readonly retry: ColumnIndex;
  readonly snapshot: ColumnIndex;
}

type Names = Readonly<Record<Exclude<keyof SessionColumns, "numbers">, readonly string[]>>;

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
  proxy: ["proxy", "proxyname", "backupproxy", "sourceproxy", "mediaserver"],
  job: ["job", "jobname", "backupjob", "policy", "policyname"],
  retry: ["retry", "isretry", "isretrymode"],
  snapshot: ["snapshot", "snapshotid", "snapshotsetid", "snapshotset", "shadowsetid", "shadowcopysetid"],
};

/**
 * Get-VBRTaskSession: one machine in one run of a job. Read in public scripts: Name (the machine), JobName and JobSess.JobName, Status (Success,
 * Warning, Failed, InProgress), Progress.StartTimeLocal and StopTimeLocal, Progress.StartTime and StopTime before 9.5 update 3,
 * JobSess.IsRetryMode, JobSess.CreationTime. Inferred: that Progress.StartTimeUtc and StopTimeUtc, which scripts read of a session, are there
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
};

/** By the columns that only the one has. */
export function sessionColumns(table: RowTable): SessionColumns {
  if (isVeeamTask(table)) return placed(table, VEEAM_TASK, "task");
  if (isVeeamSession(table)) return placed(table, VEEAM_SESSION, "session");
  return placed(table, ANY_PRODUCT, null);
}

/** Names of columns that a session cannot be without. */
export function missingSessionColumns({ start, end, result }: SessionColumns): readonly string[] {
  return Object.entries({ start, end, result })
    .filter(([, column]) => column === NO_COLUMN)
    .map(([name]) => name);
}

function isVeeamTask(table: RowTable): boolean {
  const hasJob = has(table, ["jobname", "jobsess", "jobsess.jobname", "jobsess.name"]);
  const hasTime = has(table, VEEAM_TASK.start) && has(table, VEEAM_TASK.end);
  return hasJob && hasTime && has(table, ["status", "info.status"]) && has(table, ["name", "vmname"]);
}

function isVeeamSession(table: RowTable): boolean {
  const hasTime = has(table, ["creationtime", "creationtimeutc"]) && has(table, ["endtime", "endtimeutc"]);
  return hasTime && has(table, ["result"]) && has(table, ["jobname", "jobid"]);
}

function has(table: RowTable, names: readonly string[]): boolean {
  return table.find(names) !== NO_COLUMN;
}

function placed(table: RowTable, names: Names, numbers: SessionColumns["numbers"]): SessionColumns {
  return {
    numbers,
    start: table.find(names.start),
    end: table.find(names.end),
    result: table.find(names.result),
    volume: table.find(names.volume),
    vm: table.find(names.vm),
    host: table.find(names.host),
    proxy: table.find(names.proxy),
    job: table.find(names.job),
    retry: table.find(names.retry),
    snapshot: table.find(names.snapshot),
  };
}
