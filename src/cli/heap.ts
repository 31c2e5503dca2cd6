import { setFlagsFromString } from "node:v8";

/**
 * Lets the heap double, not quadruple, before old objects are collected, and keeps the young generation small. Reading
 * leaves many short-lived strings and about 15 MiB that stay: without this the peak passes 150 MiB. Both flags are read
 * anew at each collection (V8's heap controller), so they may be set this late.
 */
export function keepHeapSmall(): void {
  setFlagsFromString("--heap-growing-percent=100");
  setFlagsFromString("--semi-space-growth-factor=1");
}

/** For a command that keeps hundreds of thousands of rows: twice what stays would be too much. */
export function keepLargeHeapTight(): void {
  setFlagsFromString("--heap-growing-percent=40");
}
