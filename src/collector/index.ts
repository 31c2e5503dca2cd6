export { collectorScript } from "./collector-script.ts";
export { COLLECTOR_DEFAULTS, type CollectorOptions } from "./options.ts";
