export { reportToHtml } from "./report-to-html.ts";
