import type { Diagnosis } from "../../report/index.ts";
import { wantedWords } from "../words/index.ts";

export function diagnosisObject({ missingProof, wanted }: Diagnosis): object {
  return {
    missingProof: missingProof.map(({ node, code, channel }) => ({ node, code, channel })),
    wanted: wanted.map((input) => {
      const { code, names, channel, command } = input;
      return { code, names, channel, command, message: wantedWords(input) };
    }),
  };
}
