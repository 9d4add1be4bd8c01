import type { HandlerFunction } from '../../local/function/function';
import type { Json, JsonObject } from '../../local/json';
import { newStack, openTools } from '../../local/session';
import { listResources } from '../../local/stack/operation';
import { asObject, fixtureCloud, imageCopy } from './helpers';

/** The models that LIST finds through handlers that give these answers, one a call, and what they were asked. */
async function list(
  answers: readonly Json[],
  model: JsonObject = {},
): Promise<{ pages: readonly (readonly JsonObject[])[]; events: readonly JsonObject[]; told: readonly string[] }> {
  const told: string[] = [];
  const events: JsonObject[] = [];
  const handlers: HandlerFunction = {
    async invoke(event) {
      events.push(event);
      return { outcome: 'answered', answer: answers[events.length - 1] ?? null };
    },
    close: async () => undefined,
  };
  const tools = openTools(handlers, fixtureCloud('unused'), newStack('list'));
  const pages: (readonly JsonObject[])[] = [];
  const control = { signal: new AbortController().signal, onRetry: (message: string) => void told.push(message) };
  for await (const page of listResources(tools, imageCopy, model, control)) pages.push(page);
  return { pages, events, told };
}

const page = (ids: readonly string[], nextToken?: Json): JsonObject => ({
  status: 'SUCCESS',
  resourceModels: ids.map((id) => ({ tfcfnid: `cn-shanghai/${id}` })),
  ...(nextToken === undefined ? {} : { nextToken }),
});
const throttled: JsonObject = { status: 'FAILED', errorCode: 'Throttling', message: 'not so fast' };

it('asks page by page, with the token of the page before, until there is none', async () => {
  const { pages, events } = await list([page(['m-1'], 'page-2'), page([], 'page-3'), page(['m-2', 'm-3'])], {
    DestinationRegionId: 'cn-beijing',
  });
  expect(pages.map((models) => models.map(({ tfcfnid }) => tfcfnid))).toEqual([
    ['cn-shanghai/m-1'],
    [],
    ['cn-shanghai/m-2', 'cn-shanghai/m-3'],
  ]);
  expect(events.map(({ action, nextToken }) => [action, nextToken])).toEqual([
    ['LIST', undefined],
    ['LIST', 'page-2'],
    ['LIST', 'page-3'],
  ]);
  expect(asObject(events[0]?.requestData).resourceProperties).toEqual({ DestinationRegionId: 'cn-beijing' });
});

it('takes a nextToken of null for the end', async () => {
  expect((await list([page(['m-1'], null)])).pages).toHaveLength(1);
});

it('repeats what a repeat can cure, and says so', async () => {
  const { pages, events, told } = await list([throttled, page(['m-1'], 'page-2'), throttled, throttled, page([])]);
  expect(pages).toHaveLength(2);
  expect(events).toHaveLength(5);
  expect(told).toEqual([
    'Trying again in 5 s (1 of 4) after Throttling: not so fast',
    'Trying again in 5 s (1 of 4) after Throttling: not so fast',
    'Trying again in 10 s (2 of 4) after Throttling: not so fast',
  ]);
});

it.each<[string, readonly Json[], string]>([
  [
    'the handler fails',
    [{ status: 'FAILED', errorCode: 'AccessDenied', message: 'no' }],
    'HandlerErrorCode: AccessDenied',
  ],
  ['the cloud throttles for ever', Array.from({ length: 9 }, () => throttled), 'not so fast'],
  ['the same token comes again', [page([], 'again'), page([], 'again')], 'the same nextToken again'],
  ['a token is empty', [page([], '')], 'nextToken is ""'],
  ['there is no list', [{ status: 'SUCCESS' }], 'no list resourceModels'],
  ['a resource has no identifier', [{ status: 'SUCCESS', resourceModels: [{}] }], 'a resource of LIST has no tfcfnid'],
  ['LIST answers IN_PROGRESS', [{ status: 'IN_PROGRESS' }], 'LIST answers neither SUCCESS nor FAILED'],
])('ends with the reason when %s', async (_name, answers, reason) => {
  await expect(list(answers)).rejects.toThrow(reason);
});
