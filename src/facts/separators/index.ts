export { splitTraits, type TraitSplit } from "./separators.ts";
