import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

// Import rules stand in .dependency-cruiser.mjs; here stands what needs no import: globals that reach outside.

const outside = (name, message) => ({ name, message });
const streams = [
  outside("process", "Only src/cli knows the process; pass in what is needed."),
  outside("console", "Only src/cli writes to a stream; return what is to be said."),
];
const clock = [
  outside("performance", "The same input gives the same bytes: src/cli reads the clock and passes it in."),
];
const network = ["fetch", "WebSocket", "EventSource", "XMLHttpRequest"].map((name) =>
  outside(name, "Only src/sources reaches out."),
);
const timers = ["setTimeout", "setInterval", "setImmediate"].map((name) =>
  outside(name, "Pure code does not wait; time-outs belong to src/sources and src/cli."),
);

const clockReads = [
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: "The same input gives the same bytes: src/cli reads the clock and passes it in.",
  },
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0], CallExpression[callee.name='Date']",
    message: "The same input gives the same bytes: src/cli reads the clock and passes it in.",
  },
];
const chance = [
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: "The same input gives the same bytes: nothing is left to chance. Tests take a seed.",
  },
];
const localeOrder = [
  {
    selector: "CallExpression[callee.property.name='localeCompare']",
    message: "localeCompare differs between machines; compareText of src/shared/order.ts does not.",
  },
  {
    selector: "CallExpression[callee.property.name=/^toLocale/]",
    message: "Locales differ between machines; write numbers, times and cases the same everywhere.",
  },
];

const restricted = (globals, syntax) => ({
  "no-restricted-globals": ["error", { globals, checkGlobalObject: true }],
  "no-restricted-syntax": ["error", ...syntax],
});

export default defineConfig(
  { ignores: ["dist/", "build/", "coverage/"] },
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
      "@typescript-eslint/switch-exhaustiveness-check": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-import-type-side-effects": "error",
      "@typescript-eslint/no-confusing-void-expression": [
        "error",
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      eqeqeq: "error",
      "no-console": "error",
    },
  },
  {
    files: ["src/**/*.ts"],
    rules: restricted([...streams, ...clock, ...network, ...timers], [...clockReads, ...chance, ...localeOrder]),
  },
  {
    files: ["src/sources/**/*.ts"],
    rules: restricted([...streams, ...clock], [...clockReads, ...chance, ...localeOrder]),
  },
  { files: ["src/cli/**/*.ts"], rules: restricted([], [...chance, ...localeOrder]) },
  {
    files: ["src/formats/evtx/**/*.ts"],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          paths: [
            {
              name: "node:zlib",
              allowImportNames: ["crc32"],
              message: "crc32 is arithmetic; the rest is not for a format.",
            },
            { name: "zlib", message: 'Write "node:zlib".' },
          ],
        },
      ],
    },
  },
  {
    files: ["samples/**/*.ts"],
    rules: restricted([...streams, ...clock, ...network, ...timers], [...clockReads, ...chance, ...localeOrder]),
  },
  {
    // The one file there that is run, not imported.
    files: ["samples/generate/main.ts"],
    rules: restricted([...clock, ...network, ...timers], [...clockReads, ...chance, ...localeOrder]),
  },
  { files: ["test/**/*.ts"], rules: { "no-restricted-syntax": ["error", ...chance] } },
  {
    files: ["**/*.{js,mjs}"],
    extends: [tseslint.configs.strict],
    languageOptions: { globals: { console: "readonly", process: "readonly", URL: "readonly" } },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: { eqeqeq: "error", "no-undef": "error" },
  },
);
