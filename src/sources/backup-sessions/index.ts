export { PLACEMENT } from "./placement.ts";
export { SESSIONS } from "./sessions.ts";
