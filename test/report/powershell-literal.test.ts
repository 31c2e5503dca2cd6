import { describe, expect, test } from "vitest";
import { powershellLiteral } from "../../src/report/index.ts";

describe("a name in a PowerShell command", () => {
  const typed: readonly (readonly [string, string, string])[] = [
    ["stands as it is where it is plain", "HV01", "HV01"],
    ["may have dots and dashes inside", "hv-01.corp.example", "hv-01.corp.example"],
    ["is quoted for blanks", "Cluster Disk 3", "'Cluster Disk 3'"],
    ["is quoted for what would run", "$(Stop-Cluster); x", "'$(Stop-Cluster); x'"],
    ["has its quotes doubled", "Bob's", "'Bob''s'"],
    [
      "has typographic quotes doubled, which end a literal as well",
      "a\u2019; Stop-Cluster",
      "'a\u2019\u2019; Stop-Cluster'",
    ],
    ["is quoted for a leading dash", "-Force", "'-Force'"],
    ["is quoted where it looks like a number", "1e5", "'1e5'"],
  ];
  test.each(typed)("%s", (_, name, literal) => {
    expect(powershellLiteral(name)).toBe(literal);
  });

  const untypable: readonly (readonly [string, string])[] = [
    ["nothing", ""],
    ["a line feed", "a\nb"],
    ["an escape", "a\u001b[2Jb"],
    ["text that runs backwards", "a\u202eb"],
    ["a pattern that would name every volume", "*"],
    ["a pattern in brackets", "Disk [1-9]"],
    ["a backtick", "a`nb"],
    ["thousands of characters", "x".repeat(5000)],
  ];
  test.each(untypable)("%s is none that can be typed", (_, name) => {
    expect(powershellLiteral(name)).toBe(null);
  });
});
