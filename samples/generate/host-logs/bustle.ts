/** How many ordinary things happen in a day around those that matter. */
export interface Bustle {
  /** Services of a host that start and stop. */
  readonly services: number;
  /** Virtual machines that a host's test pool makes. */
  readonly machines: number;
  /** Clustered roles of a host's test pool that stop and start. */
  readonly roles: number;
  /** Times that the proxy's licensing service wakes. */
  readonly licensing: number;
}
