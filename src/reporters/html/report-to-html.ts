import type { Report } from "../../report/index.ts";
import { redactionWords, spanWords, timeWords } from "../words/index.ts";
import { isEmpty } from "./markup.ts";
import { pageDocument } from "./page.ts";
import { SECTIONS } from "./sections/index.ts";

/** The report as one page of HTML, for a browser and for print. Ends with a line feed. */
export async function reportToHtml(report: Report): Promise<string> {
  const { tool, generatedAt, window } = report;
  return pageDocument({
    title: "badnode report",
    subtitle: `${tool.name} ${tool.version}, ${timeWords(generatedAt)}. What was looked at: ${spanWords(window.from, window.to)}. All times are UTC.`,
    notice: redactionWords(report),
    sections: SECTIONS.map(({ id, title, content }) => ({ id, title, content: content(report) })).filter(
      ({ content }) => !isEmpty(content),
    ),
  });
}
