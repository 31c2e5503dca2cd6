export { checkExplanation, checkList } from "./check-list.ts";
export { checksToJson, checkToJson } from "./checks-to-json.ts";
