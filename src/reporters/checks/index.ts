export { checkExplanation, checkList } from "./check-list.ts";
