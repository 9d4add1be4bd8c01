import { newStack, openTools } from '../../local/session';
import { driveOperation, readResource } from '../../local/stack/operation';
import type { OperationState, ResourceRecord } from '../../local/stack/state';
import { EMPTY_RECORD } from '../../local/stack/steps';
import { fixtureCloud, imageCopy, temporaryFolder } from './helpers';

it('names what a failed attempt may have left when there is no time for another', async () => {
  const answer = {
    status: 'FAILED',
    errorCode: 'NetworkFailure',
    message: 'no answer came',
    resourceModel: { tfcfnid: 'cn-shanghai/stand-in' },
  };
  const handlers = { invoke: async () => ({ outcome: 'answered', answer }) as const, close: async () => undefined };
  const tools = openTools(handlers, fixtureCloud(temporaryFolder()), newStack('test'));
  const record: ResourceRecord = {
    ...EMPTY_RECORD,
    logicalId: 'Copy',
    typeName: imageCopy.name,
    status: 'CREATE_IN_PROGRESS',
  };
  const begun: OperationState = {
    action: 'CREATE',
    bearerToken: 'token',
    startedAt: 0,
    callbackContext: null,
    resourceProperties: {},
    stackTags: {},
    previousStackTags: {},
  };
  const control = { signal: new AbortController().signal, onRetry: () => undefined, onStep: () => undefined };
  expect(await driveOperation(tools, imageCopy, record, begun, control)).toMatchObject({
    outcome: 'failed',
    code: 'NotStabilized',
    identifier: 'cn-shanghai/stand-in',
  });
});

it('asks no handler again once the user has stopped it in the wait between two calls', async () => {
  const answer = { status: 'FAILED', errorCode: 'Throttling', message: 'not so fast' };
  const invoke = jest.fn(async () => ({ outcome: 'answered', answer }) as const);
  const tools = openTools({ invoke, close: async () => undefined }, fixtureCloud('unused'), newStack('test'));
  const record: ResourceRecord = { ...EMPTY_RECORD, logicalId: 'Copy', identifier: 'cn-shanghai/m-1' };
  const stop = new AbortController();
  const control = { signal: stop.signal, onRetry: () => stop.abort() };
  expect(await readResource(tools, imageCopy, record, {}, control)).toEqual({ outcome: 'stopped' });
  expect(invoke).toHaveBeenCalledTimes(1);
});
