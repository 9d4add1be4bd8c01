const { TestEnvironment } = require('jest-environment-node');

/**
 * Where Jest runs the tests of a trial: the first test that fails ends it, printed as Jest prints it. Jest itself would run the rest of
 * the file, and a loop without an end takes its time in each test.
 */
module.exports = class extends TestEnvironment {
  handleTestEvent({ name, test }) {
    if (name !== 'test_done' || test.errors.length === 0) return;
    const names = [];
    for (let one = test; one.parent; one = one.parent) names.unshift(one.name);
    process.stderr.write(`  ● ${names.join(' › ')}\n`);
    process.exit(1);
  }
};
