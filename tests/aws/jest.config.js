const { testPathIgnorePatterns: _, ...shared } = require('../../jest.config');

/** The tests that need AWS's own tools, and so Python: `npm run test:aws`. */
module.exports = { ...shared, rootDir: '../..', testMatch: ['<rootDir>/tests/aws/**/*.test.ts'], testTimeout: 600_000 };
