/** One thing to do on the way to a sound node, in the order of the published repair. */
export interface RepairStep {
  readonly code:
    | "audit-first"
    | "drain"
    | "let-register"
    | "delete-point"
    | "evict"
    | "leave-domain"
    | "reset-account"
    | "remove-role"
    | "join-again"
    | "add-role"
    | "verify-point"
    | "add-back"
    | "prove";
  /** Where it is typed: on the node itself, or where the cluster and the directory are managed. */
  readonly at: "node" | "management";
  /** Done only where one wants to be thorough. */
  readonly isOptional: boolean;
  /** One line for PowerShell; a name that no quotes make safe is left to whoever types it, in capitals. */
  readonly command: string;
  /** One line that shows that the step is done; what it must show is in the words. */
  readonly check: string;
}

/** How one bad node is made sound again. Printed and never run. */
export interface RepairPlan {
  readonly node: string;
  /**
   * `missing`, `unsound`: what is wrong with its service connection point. `unknown`: nobody knows whether that is what is wrong, so that an audit comes
   * first, and the rest only if it shows so.
   */
  readonly basis: "missing" | "unsound" | "unknown";
  /** What is moved back to it last; null: no volume is known that failed under it. */
  readonly volume: string | null;
  readonly steps: readonly RepairStep[];
}
