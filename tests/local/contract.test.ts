import type { Json } from '../../local/json';
import type { HandlerAction } from '../../local/schema/resource-type';
import { readAnswer } from '../../local/stack/contract';
import { imageCopy } from './helpers';

const model = { tfcfnid: 'cn-shanghai/m-1', SourceImageId: 'm-0' };

it.each<[string, HandlerAction, Json, string]>([
  ['no object', 'READ', 'SUCCESS', 'an answer is not an object'],
  ['no status', 'READ', {}, 'undefined is not a status'],
  ['IN_PROGRESS of a read', 'READ', { status: 'IN_PROGRESS', resourceModel: model }, 'READ answers IN_PROGRESS'],
  [
    'errorCode null',
    'CREATE',
    { status: 'IN_PROGRESS', errorCode: null, resourceModel: model },
    'has the key errorCode',
  ],
  [
    'resourceModels',
    'CREATE',
    { status: 'IN_PROGRESS', resourceModels: [], resourceModel: model },
    'has the key resourceModels',
  ],
  [
    'a negative delay',
    'CREATE',
    { status: 'IN_PROGRESS', callbackDelaySeconds: -1, resourceModel: model },
    'callbackDelaySeconds is -1',
  ],
  [
    'a context that is none',
    'CREATE',
    { status: 'IN_PROGRESS', callbackContext: 'x', resourceModel: model },
    'callbackContext is not an object',
  ],
  ['no model', 'DELETE', { status: 'IN_PROGRESS' }, 'has no tfcfnid in its resourceModel'],
  ['a model that is none', 'CREATE', { status: 'IN_PROGRESS', resourceModel: [] }, 'resourceModel is not an object'],
  [
    'null in a model',
    'READ',
    { status: 'SUCCESS', resourceModel: { ...model, Tags: [{ Key: 'a', Value: null }] } },
    'resourceModel.Tags.0.Value is null',
  ],
  ['errorCode on success', 'READ', { status: 'SUCCESS', errorCode: '', resourceModel: model }, 'has the key errorCode'],
  [
    'a delay on success',
    'READ',
    { status: 'SUCCESS', callbackDelaySeconds: 1, resourceModel: model },
    'has a callbackDelaySeconds',
  ],
  [
    'no identifier on success',
    'CREATE',
    { status: 'SUCCESS', resourceModel: {} },
    'the SUCCESS answer of CREATE has no tfcfnid',
  ],
  [
    'a write-only property',
    'UPDATE',
    { status: 'SUCCESS', resourceModel: { ...model, Force: true } },
    'shows the write-only property Force',
  ],
  [
    'a model on deletion',
    'DELETE',
    { status: 'SUCCESS', resourceModel: null },
    'the SUCCESS answer of DELETE has the key resourceModel',
  ],
  ['no error code', 'CREATE', { status: 'FAILED', message: 'x' }, 'has the errorCode undefined'],
  [
    'an unknown error code',
    'CREATE',
    { status: 'FAILED', message: 'x', errorCode: 'Oops' },
    'has the errorCode "Oops"',
  ],
  ['no message', 'CREATE', { status: 'FAILED', errorCode: 'NotFound' }, 'has no message'],
  [
    'a delay on failure',
    'CREATE',
    { status: 'FAILED', errorCode: 'NotFound', message: 'x', callbackDelaySeconds: 2 },
    'has a callbackDelaySeconds',
  ],
  [
    "somebody else's resource",
    'CREATE',
    { status: 'FAILED', errorCode: 'AlreadyExists', message: 'x', resourceModel: model },
    'CloudFormation would delete it',
  ],
  [
    'another identifier',
    'UPDATE',
    { status: 'SUCCESS', resourceModel: { ...model, tfcfnid: 'x/y' } },
    'changed from cn-shanghai/m-1 to x/y',
  ],
])('refuses %s', (_name, action, answer, rule) => {
  const expected = action === 'CREATE' ? undefined : model.tfcfnid;
  expect(() => readAnswer(imageCopy, action, answer, expected)).toThrow(/^the handler broke the contract: /);
  expect(() => readAnswer(imageCopy, action, answer, expected)).toThrow(rule);
});

it.each<[string, HandlerAction, Json, object]>([
  [
    'the first step',
    'CREATE',
    { status: 'IN_PROGRESS', resourceModel: model },
    { identifier: model.tfcfnid, delaySeconds: 0, callbackContext: null },
  ],
  [
    'a step',
    'CREATE',
    { status: 'IN_PROGRESS', resourceModel: model, callbackDelaySeconds: 7, callbackContext: { a: 1 } },
    { delaySeconds: 7, callbackContext: { a: 1 } },
  ],
  [
    'success',
    'READ',
    { status: 'SUCCESS', resourceModel: model, callbackDelaySeconds: 0 },
    { identifier: model.tfcfnid, model },
  ],
  [
    'a false write-only property',
    'READ',
    { status: 'SUCCESS', resourceModel: { ...model, Force: false } },
    { status: 'SUCCESS' },
  ],
  ['deletion', 'DELETE', { status: 'SUCCESS' }, { status: 'SUCCESS', identifier: undefined }],
  [
    'failure',
    'CREATE',
    { status: 'FAILED', errorCode: 'Throttling', message: 'slow' },
    { code: 'Throttling', message: 'slow' },
  ],
])('takes %s', (_name, action, answer, expected) => {
  expect(readAnswer(imageCopy, action, answer)).toMatchObject(expected);
});
