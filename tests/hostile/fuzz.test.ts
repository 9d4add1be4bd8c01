import { useStage } from '../support/copies';
import fc, { runs } from '../support/fast-check';
import { EXHAUSTIVE, Sample as PartOf } from '../support/sample';
import { openStage, type Properties } from '../support/stage';
import { EACH_HOSTILE } from '../types/index';
import { type Egress, guardEgress } from './egress';
import { type Sample, samplesFor, TOKEN } from './events';
import {
  asTestEvent,
  expectDecency,
  hostileValue,
  type Place,
  placesIn,
  prototypes,
  react,
  replaced,
  VALUES,
} from './hostile';

const inherited = prototypes();
/** So many places and values are one in `npm test`. */
const ONE_IN = 8;
/** How often a property is tried: whole, or in `npm test`. */
const times = (whole: number) => runs(EXHAUSTIVE ? whole : whole / ONE_IN);

describe.each(EACH_HOSTILE)('whatever an event holds for %s', (_, type) => {
  const stage = useStage(() => openStage({ type, imageSeconds: 60 }));
  let egress: Egress;
  let samples: readonly Sample[];
  beforeEach(async () => {
    egress = guardEgress();
    samples = await samplesFor(type, stage());
  });
  afterEach(() => {
    egress.end();
    expect(prototypes()).toEqual(inherited);
  });
  /** Each event is a request of its own: with the token of another it would be a fault to ask for something else. */
  const check = async (event: unknown, entrypoint: 'send' | 'sendTest' = 'send') => {
    requests += 1;
    const sent: unknown = JSON.parse(JSON.stringify(event ?? null).replaceAll(TOKEN, `token-${requests}`));
    expectDecency(type, await react(stage(), egress, sent, entrypoint), sent);
  };
  let requests = 0;
  const part = new PartOf(ONE_IN);

  it.each(['CREATE', 'READ', 'UPDATE', 'DELETE', 'LIST'])(
    '%s: every value of the list at every place of the event is answered',
    async (name) => {
      const event = samples.find((sample) => sample.name === name)?.event;
      expect((await react(stage(), egress, event)).answer.status).not.toBe('FAILED');
      const places = placesIn(event).filter(([first]) => first !== 'action');
      const values = [undefined, ...VALUES];
      const cells: { place: Place; index: number }[] = [];
      for (const place of places) {
        // Each place gets every third value, each value meets every place in one operation or another.
        const tried = cells.length;
        const third = [...values.keys()].filter((index) => (index + tried) % 3 === 0);
        cells.push(...third.map((index) => ({ place, index })));
      }
      expect(cells.length).toBeGreaterThan(200);
      const where = ({ place }: (typeof cells)[number]): string => `${name} ${place.join('.')}`;
      const chosen = part.of(
        cells,
        (cell) => `${where(cell)}: ${cell.index}`,
        (cell) => [where(cell), `${name}: ${cell.index}`],
      );
      for (const { place, index } of chosen) await check(replaced(event, place, values[index]));
    },
  );

  it('several hostile values at once are answered by entrypoint and testEntrypoint', async () => {
    const sample = fc.nat({ max: samples.length - 1 });
    const change = fc.tuple(fc.nat(), hostileValue);
    await fc.assert(
      fc.asyncProperty(
        sample,
        fc.array(change, { minLength: 1, maxLength: 4 }),
        fc.boolean(),
        async (index, changes, test) => {
          const original = samples[index]?.event as Properties;
          const form = test ? asTestEvent(original) : original;
          const event = changes.reduce<unknown>((changed, [at, value]) => {
            const places = placesIn(changed);
            return replaced(changed, places[at % places.length] ?? [], value);
          }, form);
          await check(event, test ? 'sendTest' : 'send');
        },
      ),
      times(400),
    );
  });

  it('values that never were an event are answered', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(hostileValue, fc.anything()), async (value) => {
        for (const entrypoint of ['send', 'sendTest'] as const) {
          const { answer, calls, hosts } = await react(stage(), egress, value, entrypoint);
          expect(answer).toMatchObject({ status: 'FAILED', errorCode: 'InvalidRequest' });
          expect([...calls, ...hosts]).toEqual([]);
        }
      }),
      times(300),
    );
  });
});
