import { describe, expect, it } from "vitest";
import { BadnodeError } from "../../src/shared/errors.ts";

describe("an error that the user can act on", () => {
  const explanation = {
    code: "not-a-log",
    happened: "System.evtx is no event log",
    likelyCause: "it was saved as text",
    nextStep: "save it again as .evtx",
  };

  it("says what happened and carries cause and next step", () => {
    const cause = new Error("bad signature");
    const error = new BadnodeError(explanation, { cause });
    expect(error).toBeInstanceOf(Error);
    expect([error.name, error.message, error.code]).toEqual(["BadnodeError", explanation.happened, "not-a-log"]);
    expect(error.explanation).toEqual(explanation);
    expect(error.cause).toBe(cause);
  });
});
