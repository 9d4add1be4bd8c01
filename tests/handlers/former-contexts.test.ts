import { createClock } from '../../simulator/index';
import { HOME, SOURCE } from '../support/copies';
import { type FormerContext, loadFormerEntrypoints, recordedContexts } from '../support/former-version';
import { openStage, type Properties } from '../support/stage';

type Memory = Properties & { readonly removal?: Properties };
type Kind = readonly [name: string, isOne: (context: FormerContext, memory: Memory) => boolean];

const removalOf = ({ removal }: Memory): Properties => removal ?? {};
const isLong = (list: unknown): boolean => Array.isArray(list) && list.length > 0;
const removing =
  (isOne: (memory: Properties) => boolean): Kind[1] =>
  ({ action }, memory) =>
    action === 'DELETE' && isOne(memory);

/** All that version 0.1.0 remembers. */
const KINDS: readonly Kind[] = [
  ['a copy that was just started', (_, { seen, copyingSince }) => copyingSince !== undefined && seen === false],
  ['a copy that runs', (_, { seen, copyingSince, failure }) => copyingSince !== undefined && seen === true && !failure],
  ['a copy that was in the queue', (_, { copyingSince, startedAt }) => Number(copyingSince) > Number(startedAt)],
  ['a copy that is missing', (_, { missingSince }) => missingSince !== undefined],
  ['a copy that failed', (_, memory) => Object(memory.failure).code === 'GeneralServiceException'],
  ['a copy that took too long', (_, memory) => Object(memory.failure).code === 'NotStabilized'],
  ['a clean-up that knows its snapshots', (_, memory) => isLong(removalOf(memory).snapshotIds)],
  ['a clean-up that waits for a copy', (_, memory) => removalOf(memory).uncancellable === true],
  ['a clean-up without its image', (_, memory) => removalOf(memory).imageGone === true],
  ['a removal that has seen nothing', removing(({ seen }) => seen === false)],
  ['a removal that has seen its image', removing(({ seen }) => seen === true)],
  ['a removal of what has no ID', ({ properties }) => String(properties.tfcfnid).includes('/tfcfn-request-')],
  ['a removal that knows its snapshots', removing(({ snapshotIds }) => isLong(snapshotIds))],
  ['a removal that waits for a copy', removing(({ uncancellable }) => uncancellable === true)],
  ['a removal without its image', removing(({ imageGone }) => imageGone === true)],
  ['an update that waits', ({ action }, { looks }) => action === 'UPDATE' && Number(looks) > 0],
];

/** Stacks may be copying while the type is updated. tests/fixtures/version-0.1.0/README.md says how the contexts were recorded. */
describe('a callback context that version 0.1.0 wrote', () => {
  const contexts = recordedContexts();

  it.each(KINDS)('is recorded of %s', (_, isOne) => {
    expect(contexts.filter((context) => isOne(context, Object(context.callbackContext.memory)))).not.toEqual([]);
  });

  it.each(contexts.map((context, index) => [context.action, context.scenario, index, context] as const))(
    'goes on (%s; %s, %i)',
    async (action, _, __, { at, properties, callbackContext }) => {
      const stage = await openStage({ clock: createClock({ now: () => 0, startAt: at }) });
      try {
        const { errorCode } = await stage.invoke(action, properties, { previous: properties, callbackContext });
        // What is refused costs no call.
        expect(errorCode).not.toBe('InvalidRequest');
        expect(stage.simulator.calls).not.toHaveLength(0);
      } finally {
        await stage.close();
      }
    },
  );
});

it('a copy that version 0.1.0 started without an answer, for a template without a name, is found by its name', async () => {
  let updated = false;
  const stage = await openStage({ former: { entrypoints: loadFormerEntrypoints(), answers: () => !updated } });
  try {
    const lost = await stage.invoke('CREATE', SOURCE, { token: 'create' });
    updated = true;
    const { status, resourceModel } = await stage.invoke('CREATE', SOURCE, { token: 'create' });
    expect([status, resourceModel?.tfcfnid]).toEqual(['IN_PROGRESS', `${HOME}/${lost.resourceModel?.Id}`]);
    expect(stage.simulator.ledger().images).toHaveLength(1);
  } finally {
    await stage.close();
  }
});
