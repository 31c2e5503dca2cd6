// Prints "PASSED FAILED" from vitest's JSON report: node .ci/count-tests.mjs REPORT EXIT-CODE-OF-VITEST.
// A file that could not be loaded, an error outside any test, and a run without tests count as failed.
import { readFileSync } from "node:fs";

const [reportFile, exitCode] = process.argv.slice(2);

function count() {
  let report;
  try {
    report = JSON.parse(readFileSync(reportFile, "utf8"));
  } catch (error) {
    console.error(`No test report: ${error.message}`);
    return { passed: 0, failed: 1 };
  }
  const unloaded = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === "failed" && !assertionResults.some((assertion) => assertion.status === "failed"),
  );
  const passed = report.numPassedTests;
  const failed = report.numFailedTests + unloaded.length;
  if (passed + failed === 0) {
    console.error("No test was run.");
    return { passed, failed: 1 };
  }
  return { passed, failed: failed === 0 && exitCode !== "0" ? 1 : failed };
}

const { passed, failed } = count();
console.log(`${passed} ${failed}`);
