export { DelimitedReader } from "./delimited-reader.ts";
export { delimitedRows } from "./rows.ts";
export { type Separator, separatorOf } from "./separator.ts";
export { ansiText, textOfBytes } from "./text-of-bytes.ts";
