import { accountMadeAnew } from "./account-made-anew.ts";
import { connectionPointMissing } from "./connection-point-missing.ts";
import { connectionPointUnsound } from "./connection-point-unsound.ts";
import { installed } from "./installed.ts";
import { loggedFailures } from "./logged-failures.ts";
import { renamedWhileJoined } from "./renamed-while-joined.ts";
import { roleChanged } from "./role-changed.ts";
import type { TraitSource } from "./trait.ts";
import { upgradedOrReinstalled } from "./upgraded-or-reinstalled.ts";
import { windowsLevel } from "./windows-level.ts";

/** What nodes are compared by; of one role, in this order. A check of a host's own logs is a trait by itself. */
export const TRAIT_SOURCES: readonly TraitSource[] = [
  connectionPointMissing,
  connectionPointUnsound,
  loggedFailures,
  renamedWhileJoined,
  upgradedOrReinstalled,
  roleChanged,
  accountMadeAnew,
  windowsLevel,
  installed,
];
