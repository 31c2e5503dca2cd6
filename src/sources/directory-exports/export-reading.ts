import type { DirectoryView } from "../../evidence/index.ts";
import type { Explanation } from "../../shared/errors.ts";
import type { ExportDamages } from "./export-damages.ts";

/** What came of one file. */
export interface ExportReading {
  readonly views: readonly DirectoryView[];
  /** Read, whatever they are. */
  readonly objects: number;
  readonly damages: ExportDamages;
  /** What was not read when the file was made; null: nothing that is known. */
  readonly unread: Explanation | null;
  /** One line each. */
  readonly remarks: readonly string[];
}

/** `3 objects in no domain left out`, where there are any. */
export function remark(count: number, one: string, several: string, what: string): readonly string[] {
  return count === 0 ? [] : [`${count} ${count === 1 ? one : several} ${what}`];
}

/** Whether there is anything to audit in it. */
export function showsHosts({ computers, connectionPoints, deletedConnectionPoints }: DirectoryView): boolean {
  return computers.length + connectionPoints.length + deletedConnectionPoints.length > 0;
}

export function hostRemark(objects: number, views: readonly DirectoryView[]): readonly string[] {
  return objects > 0 && !views.some(showsHosts) ? ["it holds no computer and no connection point"] : [];
}
