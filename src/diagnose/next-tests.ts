import type { NextTest } from "../facts/index.ts";
import type { NextTestRow } from "../report/index.ts";
import { powershellNameLiteral } from "../shared/powershell-literal.ts";

const NO_NAMES = { volume: null, from: null, to: null, proxy: null, command: null };

export function nextTestRow(test: NextTest): NextTestRow {
  switch (test.code) {
    case "move-volume":
      return { ...NO_NAMES, ...test, command: moveCommand(test.volume, test.to) };
    case "back-up-under": {
      const command = test.volume === null ? null : moveCommand(test.volume, test.node);
      return { ...NO_NAMES, code: test.code, volume: test.volume, to: test.node, command };
    }
    case "other-proxy":
    case "give-successes":
    case "give-ownership":
      return { ...NO_NAMES, ...test };
  }
}

function moveCommand(volume: string, node: string): string | null {
  const [name, target] = [powershellNameLiteral(volume), powershellNameLiteral(node)];
  return name === null || target === null ? null : `Move-ClusterSharedVolume -Name ${name} -Node ${target}`;
}
