import type { ExportEvidence } from "../evidence/index.ts";
import type { ReportedExport } from "../report/index.ts";

export function exportSources({ files }: ExportEvidence): readonly ReportedExport[] {
  return files.map(({ path, kind, status, rows, leftOut, from, to, warnings, problem, undated }) => ({
    kind: kind ?? "export",
    path,
    status,
    rows,
    leftOut,
    from,
    to,
    warnings,
    problem,
    ...(undated === undefined ? {} : { undated }),
  }));
}
