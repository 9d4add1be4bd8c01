import { newStack, openTools } from '../../local/session';
import { driveOperation } from '../../local/stack/operation';
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
  const control = { signal: new AbortController().signal, onStep: () => undefined };
  expect(await driveOperation(tools, imageCopy, record, begun, control)).toMatchObject({
    outcome: 'failed',
    code: 'NotStabilized',
    identifier: 'cn-shanghai/stand-in',
  });
});
