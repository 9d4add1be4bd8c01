const { default: Sequencer } = require('@jest/test-sequencer');

/** The files that take long, by the beginning of their path. What begins last should be short, or one core waits for the other. */
const LONG = [
  'model/',
  'faults/',
  'tools/second-type',
  'called-wrongly',
  'bench/',
  'local/',
  'handlers/huawei/',
  'handlers/',
];

/** Where jest does not know how long a file took before, it goes by its size: the tables of the longest tests are in other files. */
class LongestFirst extends Sequencer {
  sort(tests) {
    const known = super.sort(tests);
    const rankOf = ({ path, duration, context }) => {
      const at = LONG.findIndex((start) => path.startsWith(`${context.config.rootDir}/tests/${start}`));
      return duration !== undefined || at < 0 ? LONG.length : at;
    };
    return known.toSorted((one, other) => rankOf(one) - rankOf(other));
  }
}

module.exports = LongestFirst;
