const { testPathIgnorePatterns: _, coverageThreshold: __, ...shared } = require('./jest.config');

/** The tests that run what the guides show, one page after the other, since the commands build: `npm run test:guides`. */
module.exports = { ...shared, testMatch: ['<rootDir>/tests/guides/**/*.test.ts'], testTimeout: 600_000, maxWorkers: 1 };
