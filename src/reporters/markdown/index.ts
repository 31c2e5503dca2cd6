export { reportToMarkdown } from "./report-to-markdown.ts";
