/** What was waited for did not come. Its code is that of the operating system. */
export class DeadlinePassed extends Error {
  readonly code = "ETIMEDOUT";

  constructor() {
    super("The time is up.");
    this.name = "DeadlinePassed";
  }
}

/** Waits no longer than that, and not after an abort; what was begun goes on unseen. */
export function within<T>(work: Promise<T>, milliseconds: number, signal?: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    const give = (settle: () => void): void => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
      settle();
    };
    const onAbort = (): void => give(() => reject(reasonOf(signal)));
    const timer = setTimeout(() => give(() => reject(new DeadlinePassed())), milliseconds);
    signal?.addEventListener("abort", onAbort);
    if (signal?.aborted === true) onAbort();
    work.then(
      (value) => give(() => resolve(value)),
      (error: unknown) => give(() => reject(error instanceof Error ? error : new Error("no error", { cause: error }))),
    );
  });
}

/** Of an abort, as an error. */
export function reasonOf(signal: AbortSignal | undefined): Error {
  const reason: unknown = signal?.reason;
  return reason instanceof Error ? reason : new Error("Interrupted.", { cause: reason });
}
