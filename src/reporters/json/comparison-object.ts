import type { ComparedSign, Comparison } from "../../report/index.ts";
import { filetimeToIso } from "../../shared/filetime.ts";
import { momentObject, spanObject } from "./json-values.ts";

export function comparisonObject({ path, generatedAt, since, matches, nodes, findings }: Comparison): object {
  return {
    path,
    generatedAt: filetimeToIso(generatedAt),
    since: spanObject(since),
    matches,
    nodes: nodes.map(({ node, formerName, then, now, outcome, signs }) => {
      return { node, formerName, then, now, outcome, signs: signs.map(signObject) };
    }),
    findings: findings.map(({ check, subject, outcome }) => ({ check, [subject.kind]: subject.name, outcome })),
  };
}

function signObject(sign: ComparedSign): object {
  const { code, outcome } = sign;
  switch (sign.code) {
    case "backups": {
      const { trials, needed, until } = sign;
      return { code, outcome, trials, needed, ...(until === null ? {} : { until: momentObject(until) }) };
    }
    case "imports":
      return { code, outcome };
    case "connection-point":
      return { code, outcome, then: sign.then, now: sign.now };
    case "finding":
      return { code, outcome, check: sign.check };
  }
}
