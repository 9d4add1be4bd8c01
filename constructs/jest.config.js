const { transform } = require('../jest.config');

/** The tests that need the AWS CDK: `npm run test:constructs`. */
module.exports = { transform, testMatch: ['<rootDir>/test/**/*.test.ts'], testTimeout: 120_000 };
