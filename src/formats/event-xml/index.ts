export { EventXmlScan } from "./event-xml-scan.ts";
