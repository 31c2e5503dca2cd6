// The floor for every reader: all bytes of a file, in 4 MiB blocks, and nothing done with them.
import { closeSync, openSync, readSync } from "node:fs";

const file = openSync(process.argv[2] ?? "", "r");
const block = new Uint8Array(4 << 20);
while (readSync(file, block, 0, block.length, null) > 0);
closeSync(file);
