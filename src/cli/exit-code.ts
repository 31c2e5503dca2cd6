/** What the process says to scripts; the same for every command. */
export const EXIT = {
  /** Nothing found, and all that was given was read whole. */
  clear: 0,
  /** Findings at or above the threshold. */
  findings: 1,
  /** Wrong usage, or nothing could be read. */
  failure: 2,
  /** Nothing found, but something given is damaged, unreadable or too short. */
  incomplete: 3,
  interrupted: 130,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];
