import type { Certainties } from "./entry.ts";

/** Every part was read in a public source. */
export const VERIFIED: Certainties = {
  id: "verified",
  channel: "verified",
  level: "verified",
  payload: "verified",
  fields: "verified",
  message: "verified",
};
