const { testPathIgnorePatterns: _, ...shared } = require('../../jest.config');

/** The tests that look at pages in a browser: `npm run test:browser`. */
module.exports = {
  ...shared,
  rootDir: '../..',
  testMatch: ['<rootDir>/tests/browser/**/*.test.ts'],
  testTimeout: 120_000,
};
