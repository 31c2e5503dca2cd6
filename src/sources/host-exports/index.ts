export { ADAPTER_DRIVERS, DRIVERS } from "./drivers.ts";
export { UPDATES } from "./updates.ts";
