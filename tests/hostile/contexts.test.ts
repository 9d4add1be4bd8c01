import { startImage, useStage } from '../support/copies';
import fc, { runs } from '../support/fast-check';
import { type Action, type Answer, openStage, type Properties, type Stage } from '../support/stage';
import type { StagedCloud } from '../support/types/staged-type';
import { EACH_HOSTILE } from '../types/index';
import { type Egress, guardEgress } from './egress';
import { expectDecency, hostileValue, placesIn, REGION_TRICKS, react, replaced } from './hostile';
import type { HostileSubject } from './subject';

/** A request in the middle of its operation. */
interface Callback {
  readonly action: Action;
  readonly properties: Properties;
  readonly context: Properties;
}

/** Numbers where a time or a count is expected. */
const NUMBERS = [
  -1,
  -0,
  0,
  0.5,
  1,
  1e-9,
  -1e308,
  1e308,
  1e16,
  8.64e15,
  2 ** 53,
  Number.MIN_SAFE_INTEGER,
  1_700_000_000_000,
];

/** Callback contexts that the handlers themselves wrote, one of each operation, with the request that it came with. */
async function callbacks({ hostile: { templates } }: HostileSubject, stage: Stage<StagedCloud>): Promise<Callback[]> {
  const of = (action: Action, { callbackContext, resourceModel, message }: Answer): Callback => {
    if (!callbackContext || !resourceModel) throw new Error(`${action} is not in progress: ${message}`);
    return { action, properties: resourceModel, context: callbackContext };
  };
  const created = of('CREATE', await stage.invoke('CREATE', templates.made));
  const updated = of('UPDATE', await stage.invoke('UPDATE', created.properties));
  const { model } = await startImage(stage, templates.second);
  return [created, updated, of('DELETE', await stage.invoke('DELETE', model))];
}

describe.each(EACH_HOSTILE)('a callback context of %s', (_, type) => {
  const stage = useStage(() => openStage({ type, imageSeconds: 600 }));
  let egress: Egress;
  let samples: Callback[];
  beforeEach(async () => {
    egress = guardEgress();
    samples = await callbacks(type, stage());
  });
  afterEach(() => egress.end());

  const event = ({ action, properties }: Callback, callbackContext: unknown): unknown => ({
    action,
    bearerToken: 'a-token',
    callbackContext,
    requestData: { resourceProperties: properties, typeConfiguration: stage().typeConfiguration },
  });
  const expectRefusal = async (sample: Callback, context: unknown) => {
    const { answer, calls, hosts } = await react(stage(), egress, event(sample, context));
    expect(answer).toMatchObject({ status: 'FAILED', errorCode: 'InvalidRequest' });
    expect(answer.message).toContain('callbackContext');
    expect([...calls, ...hosts]).toEqual([]);
  };

  it('is taken as it was returned', async () => {
    for (const sample of samples) {
      const { answer } = await react(stage(), egress, event(sample, sample.context));
      expect(answer.status).not.toBe('FAILED');
    }
  });

  it('of another operation is refused', async () => {
    for (const sample of samples) {
      const { identifier } = sample.context;
      for (const { action, context } of samples) {
        if (action !== sample.action) await expectRefusal(sample, { ...context, identifier });
      }
    }
  });

  it('of another version, region or image is refused, also if it is of the handlers themselves', async () => {
    for (const sample of samples) {
      const { context } = sample;
      const [home = '', id] = String(context.identifier).split('/');
      for (const version of [0, 1, 3, '2', null, undefined, true, [2]])
        await expectRefusal(sample, { ...context, version });
      for (const regionId of [...REGION_TRICKS, 'cn-hangzhou', 'cn-beijing'])
        await expectRefusal(sample, { ...context, identifier: `${regionId}/${id}` });
      for (const imageId of ['m-bp1golden0ubuntu24', '../x', 'x&Action=DeleteImage', ''])
        await expectRefusal(sample, { ...context, identifier: `${home}/${imageId}` });
      for (const identifier of [id, null, 5, [context.identifier], {}])
        await expectRefusal(sample, { ...context, identifier });
    }
  });

  it('with a handle that the adapter of the cloud did not write, or with a further field, is refused', async () => {
    for (const sample of samples) {
      for (const handle of [null, '', 'm-1', {}, [], ...type.hostile.foreignHandles])
        await expectRefusal(sample, { ...sample.context, handle });
      for (const guessed of [false, null, 'yes', 1, {}]) await expectRefusal(sample, { ...sample.context, guessed });
      for (const further of [{ v: 1 }, { regionId: 'cn-beijing' }, { endpoint: 'https://evil.example' }])
        await expectRefusal(sample, { ...sample.context, ...further });
    }
  });

  it('with a memory that the handlers do not write is refused', async () => {
    const [created, updated, deleted] = samples as [Callback, Callback, Callback];
    const memory = (sample: Callback, change: object) => ({
      ...sample.context,
      memory: { ...Object(sample.context.memory), ...change },
    });
    for (const change of [
      { startedAt: -1 },
      { deadline: 8.64e15 },
      { deadline: 1e308 },
      { copyingSince: '5' },
      { seen: 'yes' },
      { failure: { code: 'Anything', message: 'x' } },
      { failure: { code: 'toString', message: 'x' } },
      { failure: { code: 'NotFound', message: 5 } },
      { failure: [] },
      { removal: {} },
      { removal: { ...Object(deleted.context.memory), looks: -1 } },
    ])
      await expectRefusal(created, memory(created, change));
    for (const change of [{ looks: -5 }, { looks: 0.5 }, { looks: 1e308 }, { deadline: null }])
      await expectRefusal(updated, memory(updated, change));
    for (const change of [
      { snapshotIds: 's-1' },
      { snapshotIds: [null] },
      { snapshotIds: ['s-1&Action=DeleteImage'] },
      { snapshotIds: ['../s-1'] },
      { snapshotIds: Array.from({ length: 101 }, (_, n) => `s-${n}`) },
      { deadline: Date.now() + 1e12 },
      { imageGone: 1 },
      { uncancellable: undefined },
    ])
      await expectRefusal(deleted, memory(deleted, change));
  });

  it('with any value at any of its places is answered, and nothing is asked of another region', async () => {
    const value = fc.oneof(hostileValue, fc.constantFrom(...NUMBERS), fc.constantFrom(...REGION_TRICKS));
    await fc.assert(
      fc.asyncProperty(
        fc.nat({ max: samples.length - 1 }),
        fc.array(fc.tuple(fc.nat(), value), { minLength: 1, maxLength: 3 }),
        async (index, changes) => {
          const sample = samples[index] as Callback;
          const context = changes.reduce<unknown>((changed, [at, by]) => {
            const places = placesIn(changed);
            return replaced(changed, places[at % places.length] ?? [], by);
          }, sample.context);
          const sent = JSON.parse(JSON.stringify(event(sample, context)));
          expectDecency(type, await react(stage(), egress, sent), sent);
        },
      ),
      runs(400),
    );
  });
});
