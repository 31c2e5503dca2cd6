import { describe, expect, it } from "vitest";
import { explainFileError } from "../../../src/sources/event-logs/path-problem.ts";

describe("a path that may not be read", () => {
  it.each(["EACCES", "EPERM"])("is explained as such: %s", (code) => {
    const error = Object.assign(new Error("refused"), { code });
    expect(explainFileError("a.evtx", error)).toEqual({
      code: "no-permission",
      happened: "a.evtx may not be read.",
      likelyCause: "This account has no permission, or a program holds the file.",
      nextStep: "Run as administrator, or read an exported copy: wevtutil epl CHANNEL COPY.evtx",
    });
  });
});
