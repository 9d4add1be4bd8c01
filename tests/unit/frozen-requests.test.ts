import { Action } from '@amazon-web-services-cloudformation/cloudformation-cli-typescript-lib';
import { entrypointsOf, type Handler } from '../../src/cloudformation/entrypoint';
import { ResourceModel, TypeConfigurationModel } from '../../src/models';

type Read = Handler<ResourceModel, TypeConfigurationModel>;

/** What a handler could change by mistake, after which a second attempt of the same event would be another one. */
const CHANGES: readonly (readonly [what: string, handler: Read])[] = [
  ['the request', async (_session, request) => Object.assign(request, { region: 'elsewhere' }) as never],
  [
    'the properties',
    async (_session, { desiredResourceState }) =>
      Object.assign(desiredResourceState ?? {}, { ImageName: 'x' }) as never,
  ],
  [
    'the callback context',
    async (_session, _request, context) => Object.assign(context ?? {}, { version: 0 }) as never,
  ],
  [
    'what an operation remembers',
    async (_session, _request, context) => Object.assign(Object(context).memory, { looks: 0 }) as never,
  ],
];

it.each(CHANGES)('a handler that changes %s fails', async (_, handler) => {
  const { entrypoint } = entrypointsOf<ResourceModel, TypeConfigurationModel>(
    {
      name: ResourceModel.TYPE_NAME,
      handlers: new Map([[Action.Update, handler]]),
      model: ResourceModel,
      configuration: TypeConfigurationModel,
      identifier: 'tfcfnid',
    },
    { write: () => undefined, now: Date.now, after: () => () => undefined },
  );
  const answer = await entrypoint({
    action: 'UPDATE',
    callbackContext: { version: 2, identifier: 'a/b', memory: { looks: 1 } },
    requestData: { resourceProperties: { tfcfnid: 'cn-shanghai/m-1' }, previousResourceProperties: {} },
  });
  expect(answer).toMatchObject({ status: 'FAILED', errorCode: 'InternalFailure' });
  expect(answer.message).toContain('TypeError');
});
