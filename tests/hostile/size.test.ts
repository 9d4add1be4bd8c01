import { useStage } from '../support/copies';
import { Sample as PartOf } from '../support/sample';
import { openStage, type Properties } from '../support/stage';
import { EACH_HOSTILE } from '../types/index';
import { type Egress, guardEgress } from './egress';
import { type Sample, samplesFor } from './events';
import { asTestEvent, nested, placesIn, react, replaced } from './hostile';

const MEGABYTE = 1_000_000;
/** So many places and values are one in `npm test`. */
const ONE_IN = 32;
const deepObject = (levels: number): unknown => JSON.parse(`${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`);
const circle: Properties = {};
circle.circle = circle;

/** What is too much of, and what the answer calls it. */
const TOO_MUCH: readonly (readonly [name: string, value: unknown, says: string])[] = [
  ['a text of 5 MB', 'x'.repeat(5 * MEGABYTE), 'longer than 65536 characters'],
  ['a number of a million digits', '9'.repeat(MEGABYTE), 'longer than 65536 characters'],
  ['a name of 1 MB', { ['n'.repeat(MEGABYTE)]: 1 }, 'longer than 65536 characters'],
  ['a list of 10,000 levels', nested(10_000), 'deeper than 32 levels'],
  ['an object of 10,000 levels', deepObject(10_000), 'deeper than 32 levels'],
  ['an object that holds itself', circle, 'deeper than 32 levels'],
  ['a list of 12,000 entries', Array.from({ length: 12_000 }, () => 'x'), 'more than 10000 values'],
  [
    // A name counts as a value too.
    'an object of 6,000 properties',
    Object.fromEntries(Array.from({ length: 6_000 }, (_, n) => [`p${n}`, n])),
    'more than 10000 values',
  ],
];

describe.each(EACH_HOSTILE)('more than CloudFormation ever sends for %s', (_, type) => {
  const stage = useStage(() => openStage({ type }));
  let egress: Egress;
  let samples: readonly Sample[];
  beforeEach(async () => {
    egress = guardEgress();
    samples = await samplesFor(type, stage());
  });
  afterEach(() => egress.end());

  it.each(TOO_MUCH)('%s is refused at every place, without a call and with a short answer', async (_, value, says) => {
    const event = samples.find(({ name }) => name === 'UPDATE')?.event ?? {};
    for (const [form, entrypoint] of [
      [event, 'send'],
      [asTestEvent(event), 'sendTest'],
    ] as const) {
      const lines = stage().log.length;
      for (const place of placesIn(form)) {
        const { answer, calls, hosts } = await react(stage(), egress, replaced(form, place, value), entrypoint);
        // A text or a list is not an event, however long it is; an event is what the bounds are for.
        expect(answer).toMatchObject({ status: 'FAILED', errorCode: 'InvalidRequest' });
        expect(answer.message).toContain(says);
        expect([...calls, ...hosts]).toEqual([]);
      }
      for (const line of stage().log.slice(lines)) expect(line.length).toBeLessThan(500);
    }
  });

  it('is refused alone', async () => {
    for (const [, value, says] of TOO_MUCH) {
      for (const entrypoint of ['send', 'sendTest'] as const) {
        const { answer } = await react(stage(), egress, value, entrypoint);
        expect(answer).toMatchObject({ status: 'FAILED', errorCode: 'InvalidRequest' });
        expect(answer.message).toContain(says);
      }
    }
  });

  it('is what an event may just hold still answered, in short', async () => {
    const most: readonly unknown[] = [
      'x'.repeat(65_536),
      '9'.repeat(65_536),
      nested(25),
      Array.from({ length: 9_000 }, () => ({})),
      Array.from({ length: 1_500 }, (_, n) => ({ Key: `k${n}`.repeat(100), Value: 'v' })),
    ];
    let requests = 0;
    const asNew = (event: Properties): Properties => ({ ...event, bearerToken: `token-${++requests}` });
    const cells = samples
      .filter(({ name }) => name === 'CREATE' || name === 'UPDATE')
      .flatMap(({ name, event }) =>
        placesIn(event)
          .filter(([first, second]) => first === 'requestData' && second !== undefined)
          .flatMap((place) => most.map((value, index) => ({ name, event, place, value, index }))),
      );
    const chosen = new PartOf(ONE_IN).of(
      cells,
      ({ name, place, index }) => `${name} ${place.join('.')}: ${index}`,
      ({ name, place, index }) => [place.join('.'), `${name}: ${index}`],
    );
    for (const { event, place, value } of chosen) {
      const lines = stage().log.length;
      const { answer } = await react(stage(), egress, replaced(asNew(event), place, value));
      expect(answer.message.length).toBeLessThanOrEqual(1_000);
      expect(answer).not.toMatchObject({ errorCode: 'InternalFailure' });
      for (const line of stage().log.slice(lines)) expect(line.length).toBeLessThan(10_000);
    }
  }, 120_000);

  it('names the first of many problems and counts the others', async () => {
    const Tags = Array.from({ length: 1_500 }, () => ({ Key: '', Value: 5 }));
    const { answer } = await react(stage(), egress, {
      action: 'CREATE',
      bearerToken: 'x',
      requestData: { resourceProperties: { Tags }, typeConfiguration: stage().typeConfiguration },
    });
    expect(answer.message.startsWith(`The properties are not valid: ${type.hostile.firstProblem}`)).toBe(true);
    expect(answer.message).toMatch(/; and \d{4} more\.$/);
  });
});
