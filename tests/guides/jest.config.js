const { testPathIgnorePatterns: _, coverageThreshold: __, ...shared } = require('../../jest.config');

/** The tests that run what the guides show: `npm run test:guides`. The pages are tried at once, and mostly wait. */
module.exports = {
  ...shared,
  rootDir: '../..',
  testMatch: ['<rootDir>/tests/guides/**/*.test.ts'],
  testTimeout: 600_000,
  maxWorkers: 1,
};
