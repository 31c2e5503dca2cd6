import type { CheckText } from "../../report/index.ts";
import { stepsOfCheck } from "./check-steps.ts";

/** Every check, in the order of the report: `{ "checks": [...] }`. Ends with a line feed. */
export function checksToJson(checks: readonly CheckText[]): string {
  return json({ checks: checks.map(checkObject) });
}

/** One check, the same object as in the list of all. */
export function checkToJson(check: CheckText): string {
  return json(checkObject(check));
}

/** Fields may be added; none of these goes away. */
function checkObject(check: CheckText): object {
  const { id, severity, title, failureTitle, label, subjectRole, rationale, threshold, legend, channels } = check;
  return {
    id,
    severity,
    title,
    failureTitle,
    label,
    subjectRole,
    rationale,
    threshold,
    legend,
    channels,
    remediation: stepsOfCheck(check),
    page: `docs/checks/${id}.md`,
  };
}

function json(object: object): string {
  return `${JSON.stringify(object, null, 2)}\n`;
}
