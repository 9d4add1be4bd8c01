// Runs one handler bundle in the same way as a Lambda instance: it loads the bundle once, then answers one event after another. It is plain
// JavaScript, so that it starts in the same way with every loader.
'use strict';
const { AsyncLocalStorage } = require('node:async_hooks');
const { Socket } = require('node:net');
const { parentPort, workerData } = require('node:worker_threads');

const { entry, exportName, limitMs, followsClock, isOffline } = workerData;

/** How far the clock of the cloud is ahead of the real clock. During an invocation both have the same speed. */
let ahead = 0;

/** Makes `Date` show the time of the cloud. This must happen before the bundle is loaded. */
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

/** Ends the current invocation, if the function is offline. */
const leaving = new AsyncLocalStorage();

/** Prevents all connections. If code opens one, the invocation is answered at once. */
function goOffline() {
  Socket.prototype.connect = function connect() {
    leaving.getStore()?.();
    return this;
  };
}

if (followsClock) followClock();
if (isOffline) goOffline();
let handler;
parentPort.on('message', async ({ id, event, now }) => {
  if (followsClock) ahead += now - Date.now();
  try {
    handler ??= require(entry)[exportName];
    const leave = () => parentPort.postMessage({ id, answer: 'null' });
    const answer = await leaving.run(leave, () => handler(JSON.parse(event), lambdaContext(id)));
    parentPort.postMessage({ id, answer: JSON.stringify(answer ?? null) });
  } catch (error) {
    parentPort.postMessage({ id, error: error instanceof Error ? `${error.name}: ${error.message}` : String(error) });
  }
});
