// A process in which the built handlers run, as in Lambda, until it is killed. The time is the parent's.
const { imageCopyEntrypoints } = require(process.argv[2]);

let time = 0;
const runtime = {
  now: () => time,
  sleep: async (milliseconds) => {
    time += milliseconds;
    process.send({ slept: milliseconds });
  },
  // Who is not answered here is killed: no limit passes.
  after: () => () => undefined,
  random: () => 0.5,
};
const { entrypoint } = imageCopyEntrypoints(runtime, () => undefined);

process.on('message', async ({ event, now }) => {
  time = now;
  process.send({ answer: await entrypoint(event, {}) });
});
