import type { CheckStatus, Severity } from "../../report/index.ts";

export type Tone = Severity | CheckStatus | "strong" | "quiet";

export type Paint = (tone: Tone, text: string) => string;

// SGR parameters (ECMA-48, 8.3.117).
const PARAMETERS: Readonly<Record<Tone, string>> = {
  critical: "1;31",
  fail: "1;31",
  error: "1;35",
  warning: "1;33",
  inconclusive: "33",
  info: "36",
  pass: "32",
  suppressed: "2",
  "not-applicable": "2",
  strong: "1",
  quiet: "2",
};

export function paintWith(colour: boolean): Paint {
  return colour ? (tone, text) => `\u001b[${PARAMETERS[tone]}m${text}\u001b[0m` : (_, text) => text;
}
