const { testPathIgnorePatterns: _, ...shared } = require('../../jest.config');

/** The vendors' own clients against the simulator: `npm run test:clients`. They need Python, Go, Java and Maven. */
module.exports = {
  ...shared,
  rootDir: '../..',
  testMatch: ['<rootDir>/tests/clients/*.test.ts'],
  globalSetup: '<rootDir>/tests/clients/results.ts',
  globalTeardown: '<rootDir>/tests/clients/print-table.ts',
  testTimeout: 600_000,
};
