const { availableParallelism } = require('node:os');

/** @type {import('jest').Config} */
module.exports = {
  testMatch: ['<rootDir>/tests/**/*.test.ts'],
  testPathIgnorePatterns: [
    '/node_modules/',
    '<rootDir>/tests/aws/',
    '<rootDir>/tests/browser/',
    '<rootDir>/tests/clients/',
    '<rootDir>/tests/guides/',
  ],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          target: 'es2022',
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  collectCoverageFrom: ['src/**/*.ts', 'types/*/src/**/*.ts', '!**/src/models.ts', '!src/**/*.d.ts'],
  coverageThreshold: { global: { lines: 95, branches: 95 } },
  testSequencer: '<rootDir>/tests/support/longest-first.cjs',
  // A watchdog, not a measure: a machine may have other work.
  testTimeout: 120_000,
  // By default jest leaves a core free: of two that is half of them. Some tests wait for programs that wait themselves, so there are more
  // workers than cores; jest takes no percentage above 100 for one.
  maxWorkers: Math.ceil(availableParallelism() * 1.5),
  // Jest keeps something of every file that a worker has run, and each garbage collection looks at all of it: a new worker is quicker.
  workerIdleMemoryLimit: '500MB',
};
