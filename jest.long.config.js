/** What takes minutes: the same database set-up as the other tests, started by `npm run test:long`. */
const { projects, ...common } = require('./jest.config.js');
const integration = projects.find(({ displayName }) => displayName === 'integration');

module.exports = {
  ...common,
  testTimeout: 900_000,
  projects: [{ ...integration, displayName: 'long', testMatch: ['<rootDir>/tests/long/**/*.test.ts'] }],
};
