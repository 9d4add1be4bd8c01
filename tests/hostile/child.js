// Lambda's part, in a process of its own: answers events with built handlers, those of a file by the name of what makes their entrypoints,
// a line each, and says what memory it took at most.
const { existsSync, readFileSync } = require('node:fs');
const { createInterface } = require('node:readline');
const { [process.argv[3]]: entrypointsWith } = require(process.argv[2]);

const STATUS = '/proc/self/status';

/** Linux counts in `maxRSS` what the parent had when it started this process. */
function peakBytes() {
  if (!existsSync(STATUS)) return process.resourceUsage().maxRSS * 1024;
  return Number(/^VmHWM:\s*(\d+) kB$/m.exec(readFileSync(STATUS, 'utf8'))[1]) * 1024;
}

const runtime = {
  now: Date.now,
  // Nobody waits for a server that answers at once.
  sleep: async () => undefined,
  after(milliseconds, then) {
    const timer = setTimeout(then, milliseconds);
    return () => clearTimeout(timer);
  },
  random: () => 0.5,
};
const log = [];
const { entrypoint } = entrypointsWith(runtime, (line) => log.push(line));

createInterface({ input: process.stdin }).on('line', async (line) => {
  const answer = await entrypoint(JSON.parse(line));
  console.log(JSON.stringify({ answer, log: log.splice(0), peakBytes: peakBytes() }));
});
