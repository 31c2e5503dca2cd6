import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { escapedText, html, isEmpty, NOTHING } from "../../../src/reporters/html/markup.ts";

describe("markup", () => {
  it("takes whatever stands in it for data", () => {
    const name = `</script><img src=x onerror="alert('1')">`;
    expect(html`<td title="${name}">${name}</td>`.source).toBe(
      '<td title="&#60;/script&#62;&#60;img src=x onerror=&#34;alert(&#39;1&#39;)&#34;&#62;">' +
        "&#60;/script&#62;&#60;img src=x onerror=&#34;alert(&#39;1&#39;)&#34;&#62;</td>",
    );
  });

  it("escapes once", () => {
    expect(html`<p>${html`<b>${"R&D"}</b>`}</p>`.source).toBe("<p><b>R&#38;D</b></p>");
    expect(escapedText("&#60;")).toBe("&#38;#60;");
  });

  it("shows what would hide or reorder text", () => {
    expect(escapedText("HV\u202e10\u0000\u001b[31m")).toBe("HV\\u{202e}10\u2400\u241b[31m");
  });

  it("joins several pieces, and leaves out what is not there", () => {
    expect(html`<ul>${["a", "b"].map((item) => html`<li>${item}</li>`)}${null}</ul>`.source).toBe(
      "<ul><li>a</li>\n<li>b</li></ul>",
    );
    expect(
      isEmpty(html`${NOTHING}
${null}`),
    ).toBe(true);
  });

  it("is made of text in two places only, which escape or check it", () => {
    const room = fileURLToPath(new URL("../../../src/reporters/html/", import.meta.url));
    const makers = readdirSync(room, { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".ts") && readFileSync(room + file, "utf8").includes("new Markup("))
      .sort();
    expect(makers).toEqual(["charts/chart-markup.ts", "markup.ts"]);
  });
});
