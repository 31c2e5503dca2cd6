// The floor for reading exports: whole files as text, split into lines, and with "cells" each line into its cells. Every part is kept, as whoever works with them would.
import { readFileSync } from "node:fs";

const [parts, ...paths] = process.argv.slice(2);
let count = 0;
for (const path of paths) {
  const lines = readFileSync(path, "utf8").split("\n");
  const split = parts === "cells" ? lines.map((line) => line.split(",")) : lines;
  count += split.length;
}
process.stdout.write(`${count}\n`);
