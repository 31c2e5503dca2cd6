import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutText, displayWidth, fitText } from "../../../src/reporters/records/display-width.ts";

describe("the width of text on a terminal", () => {
  it.each([
    ["Cluster Disk 3", 14],
    ["备份失败", 8],
    ["ﾊﾞｯｸ", 4],
    ["e\u0301", 1],
    ["👩‍💻", 2],
    ["🇩🇪", 2],
    ["␛[0m", 4],
    ["", 0],
  ])("%s takes %i columns", (text, width) => {
    expect(displayWidth(text)).toBe(width);
  });

  it("cuts with an ellipsis, never inside a character", () => {
    expect(cutText("Cluster Disk 3", 8)).toBe("Cluster…");
    expect(cutText("备份失败", 8)).toBe("备份失败");
    expect(cutText("备份失败", 7)).toBe("备份失…");
    expect(cutText("备份失败", 6)).toBe("备份…");
    expect(cutText("👩‍💻👩‍💻", 3)).toBe("👩‍💻…");
    expect(cutText("abc", 0)).toBe("");
  });

  it("pads to the width, on either side", () => {
    expect(fitText("备", 4)).toBe("备  ");
    expect(fitText("17", 4, "right")).toBe("  17");
  });

  it("never takes more columns than there are", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 0, max: 40 }), (text, width) => {
        expect(displayWidth(cutText(text, width))).toBeLessThanOrEqual(width);
      }),
      { seed: 11 },
    );
  });
});
