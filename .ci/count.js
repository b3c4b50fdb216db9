/** Prints "N passed, N failed" for jest's result files and the steps that broke; exits with 1 if anything failed. */
const { existsSync, readFileSync } = require('node:fs');

const [brokenSteps, ...files] = process.argv.slice(2);
const results = files.filter((file) => existsSync(file)).map((file) => JSON.parse(readFileSync(file, 'utf8')));
const sum = (count) => results.reduce((total, result) => total + count(result), 0);

const passed = sum((result) => result.numPassedTests);
// A file that could not be loaded, or whose clean-up failed, has no failed test of its own.
const isBroken = ({ status, assertionResults }) =>
  status === 'failed' && !assertionResults.some((assertion) => assertion.status === 'failed');
const failed =
  Number(brokenSteps) + sum(({ numFailedTests, testResults }) => numFailedTests + testResults.filter(isBroken).length);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
