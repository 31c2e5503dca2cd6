// Joins the compiled modules of the command line to a few files: Node opens each module file by itself, and a hundred of
// them cost more at every start than the reading of an ordinary log. What other programs import stays as tsc wrote it.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";

const dist = fileURLToPath(new URL("../dist", import.meta.url));
const output = join(dist, "bin");

rmSync(output, { recursive: true, force: true });
const bundle = await rolldown({
  input: {
    main: join(dist, "cli/main.js"),
    // Threads start from a file of their own.
    "record-worker": join(dist, "cli/events/threads/record-worker.js"),
  },
  platform: "node",
  external: [/^node:/, "yargs", "cli-table3", /^echarts(\/|$)/, "ldapts", "kerberos", "yauzl"],
});
await bundle.write({
  dir: output,
  format: "esm",
  entryFileNames: "[name].js",
  chunkFileNames: "[name]-[hash].js",
});
await bundle.close();
