export type { BundleSource } from "./bundle-source.ts";
export type { BundleLimits } from "./limits.ts";
export { type OpenBundles, openBundles, type OpenBundlesOptions } from "./open-bundles.ts";
