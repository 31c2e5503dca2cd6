export { delimitedRows, type Separator, separatorOf } from "./rows.ts";
export { textOfBytes } from "./text-of-bytes.ts";
