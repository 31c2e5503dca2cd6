/** What an error says to the administrator: what happened, why that is likely, and what to do next. */
export interface Explanation {
  /** Stable; programs match on it. */
  readonly code: string;
  readonly happened: string;
  readonly likelyCause?: string;
  readonly nextStep: string;
}

/** An error that the user can act on. Anything else that is thrown is a defect of the program. */
export class BadnodeError extends Error {
  readonly explanation: Explanation;

  constructor(explanation: Explanation, options?: { readonly cause?: unknown }) {
    super(explanation.happened, options);
    this.name = "BadnodeError";
    this.explanation = explanation;
  }

  get code(): string {
    return this.explanation.code;
  }
}
