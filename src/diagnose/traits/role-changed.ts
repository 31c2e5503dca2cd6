import type { TraitText } from "../../report/index.ts";
import { historyTrait } from "./host-history.ts";
import type { TraitSource } from "./trait.ts";

const TEXT: TraitText = {
  id: "hyper-v-role-changed",
  role: "cause",
  label: "Hyper-V role added or removed",
  one: "had its Hyper-V role added or removed",
  many: "had their Hyper-V roles added or removed",
  passing: null,
  note: null,
};

/** By the Setup log: Servicing 9 and 10. */
export const roleChanged: TraitSource = {
  requires: ["hosts", "hyperVRoleChanges"],
  traits: (evidence) => [
    historyTrait(
      TEXT,
      {
        happened: evidence.facts.hyperVRoleChanges.map(({ host, event }) => ({
          host,
          time: event.time,
          evidence: [event.ref],
        })),
        channels: ["Setup"],
        neverHappened: new Set(),
      },
      evidence,
    ),
  ],
};
