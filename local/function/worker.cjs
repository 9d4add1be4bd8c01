// Runs one handler bundle the way a Lambda instance does: loads it once, then answers one event after another.
// Plain JavaScript, so that a worker starts the same under every loader.
'use strict';
const { parentPort, workerData } = require('node:worker_threads');

const { entry, exportName, limitMs, followsClock } = workerData;

/** How far the clock of the cloud is ahead of the real one; during an invocation both run alike. */
let ahead = 0;

/** Lets `Date` show the time of the cloud. It has to happen before the bundle is loaded. */
function followClock() {
  const RealDate = Date;
  const now = () => RealDate.now() + ahead;
  const CloudDate = new Proxy(RealDate, {
    construct: (target, args, newTarget) => Reflect.construct(target, args.length > 0 ? args : [now()], newTarget),
    apply: () => new RealDate(now()).toString(),
    get: (target, key, receiver) => (key === 'now' ? now : Reflect.get(target, key, receiver)),
  });
  Object.defineProperty(RealDate.prototype, 'constructor', { value: CloudDate, configurable: true, writable: true });
  globalThis.Date = CloudDate;
}

function lambdaContext(id) {
  const startedAt = performance.now();
  return {
    awsRequestId: id,
    functionName: 'TypeFunction',
    functionVersion: '$LATEST',
    invokedFunctionArn: 'arn:aws:lambda:us-east-1:123456789012:function:TypeFunction',
    memoryLimitInMB: '256',
    logGroupName: '/aws/lambda/TypeFunction',
    logStreamName: 'local',
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => Math.max(0, limitMs - (performance.now() - startedAt)),
  };
}

if (followsClock) followClock();
let handler;
parentPort.on('message', async ({ id, event, now }) => {
  if (followsClock) ahead += now - Date.now();
  try {
    handler ??= require(entry)[exportName];
    const answer = await handler(JSON.parse(event), lambdaContext(id));
    parentPort.postMessage({ id, answer: JSON.stringify(answer ?? null) });
  } catch (error) {
    parentPort.postMessage({ id, error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) });
  }
});
