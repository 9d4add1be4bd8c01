// A process in which built handlers run, as in Lambda, until it is killed: those of a file, by the name of what makes their entrypoints.
// The time of each invocation is the one of its stage.
const { AsyncLocalStorage } = require('node:async_hooks');
const { [process.argv[3]]: entrypointsWith } = require(process.argv[2]);

const current = new AsyncLocalStorage();
const runtime = {
  now: () => current.getStore().time,
  sleep: async (milliseconds) => {
    const invocation = current.getStore();
    invocation.time += milliseconds;
    process.send({ id: invocation.id, slept: milliseconds });
  },
  // Who is not answered here is killed: no limit passes.
  after: () => () => undefined,
  random: () => 0.5,
};
const { entrypoint } = entrypointsWith(runtime, () => undefined);

process.on('message', ({ id, event, now }) =>
  current.run({ id, time: now }, async () => process.send({ id, answer: await entrypoint(event, {}) })),
);
