import { ECS_FACTS } from '../../src/alibaba/ecs-facts';
import type { Tag } from '../../src/life/port';
import { composeTags, mergeTags, tagChanges, visibleTags } from '../../src/life/tags';
import fc, { runs } from '../support/fast-check';

/** What ECS does with tags: at most 20, keys that differ in case only are refused. */
class EcsTags {
  constructor(readonly tags: Map<string, string>) {}

  set(tags: readonly Tag[]): void {
    for (const { key, value } of tags) {
      const twin = [...this.tags.keys()].find((other) => other !== key && other.toLowerCase() === key.toLowerCase());
      if (twin !== undefined) throw new Error(`TagKey.Duplication: ${key} beside ${twin}`);
      this.tags.set(key, value);
    }
    if (this.tags.size > 20) throw new Error('QuotaExceed.Tags');
  }

  remove(keys: readonly string[]): void {
    for (const key of keys) this.tags.delete(key);
  }

  list(): Tag[] {
    return [...this.tags].map(([key, value]) => ({ key, value }));
  }
}

const lower = (tag: Tag): string => tag.key.toLowerCase();
const list = (key: fc.Arbitrary<string>, maxLength: number) =>
  fc.uniqueArray(fc.record({ key, value: fc.constantFrom('', '1', '2') }), { maxLength, selector: lower });
const source = { tag: 'cn-hangzhou/m-1', said: 'm-1 from cn-hangzhou' };
const userKey = fc.constantFrom(...'abcdefghijklmnopqrst', ...'ABCDEFGH');
const foreignKey = fc.constantFrom('x1', 'x2', 'X3', 'acs:rm', 'aws:other', 'aliyun-x', 'x4');
const systemTags: readonly Tag[] = ['stack-name', 'stack-id', 'logical-id'].map((name) => ({
  key: `aws:cloudformation:${name}`,
  value: name === 'stack-id' ? 'long'.repeat(40) : 'x',
}));
/** Of Service Catalog: a product keeps it for its whole life. */
const product: Tag = { key: 'aws:servicecatalog:productArn', value: 'x' };

const TAG_RULES = ECS_FACTS.tags;

it('a system tag is kept whose value is as long as the cloud allows, and left out if it is longer', () => {
  const { longestValue } = TAG_RULES;
  const tagged = (length: number): Tag => ({ key: `aws:cloudformation:of-${length}`, value: 'x'.repeat(length) });
  const systemTags = [tagged(longestValue), tagged(longestValue + 1)];
  expect(composeTags({ source: { said: 'm-1' }, userTags: [], systemTags }, TAG_RULES)).toEqual([tagged(longestValue)]);
});

it('a new image loses the tags of ours that the cloud has copied from its source, and keeps those of others', () => {
  const carried = ['tfcfn:kms-key', 'tfcfn:encrypted', 'tfcfn:start', 'aws:cloudformation:stack-name', 'team'];
  const current = [
    { key: 'tfcfn:source', value: 'cn-hangzhou/m-0' },
    { key: 'tfcfn:request', value: 'of the source' },
    ...carried.map((key) => ({ key, value: 'of the source' })),
  ];
  const order = { source, requestMark: 'own', userTags: [], systemTags: [], isNew: true } as const;
  const { removeFirst, set, removeLast } = tagChanges(current, order, [], ECS_FACTS.tags);
  expect(set).toEqual([
    { key: 'tfcfn:source', value: source.tag },
    { key: 'tfcfn:request', value: 'own' },
  ]);
  expect([...removeFirst, ...removeLast]).toEqual(carried.slice(0, -1));
});

describe('tag changes', () => {
  it('bring an image to the wish, never above 20 tags, and leave the tags of others', () => {
    fc.assert(
      fc.property(
        list(userKey, 19),
        list(userKey, 18),
        list(foreignKey, 6),
        fc.subarray([...systemTags]).map((tags) => [...tags, product]),
        fc.option(fc.constant('key-1'), { nil: undefined }),
        fc.boolean(),
        (before, userTags, foreign, system, kmsKeyId, lostSource) => {
          const own = kmsKeyId === undefined ? 1 : 2;
          fc.pre(userTags.length + own + foreign.length <= 20);
          const room = 20 - foreign.length;
          const made = composeTags(
            { source, userTags: before.slice(0, room - 1), systemTags: [product, ...systemTags], requestMark: 'mark' },
            TAG_RULES,
            room,
          );
          const ecs = new EcsTags(new Map([...made, ...foreign].map(({ key, value }) => [key, value])));
          if (lostSource) ecs.remove(['tfcfn:source']);

          const kept = kmsKeyId === undefined ? [] : [{ key: 'tfcfn:kms-key', value: kmsKeyId }];
          const wish = { source, kept, userTags, systemTags: system };
          const previousKeys = before.map(({ key }) => key);
          const { removeFirst, set, removeLast } = tagChanges(ecs.list(), wish, previousKeys, TAG_RULES);
          // What goes without being replaced goes first only if there is no room for the new ones too.
          const respelled = removeFirst.filter((key) => set.some((tag) => lower(tag) === key.toLowerCase()));
          const beside = new Set([...ecs.tags.keys(), ...set.map(({ key }) => key)]).size - respelled.length;
          if (beside <= 20) expect(removeFirst).toEqual(respelled);
          else expect(removeLast).toEqual([]);
          ecs.remove(removeFirst);
          ecs.set(set);
          ecs.remove(removeLast);

          const after = ecs.list();
          expect(after).toEqual(
            expect.arrayContaining([...userTags, ...foreign, { key: 'tfcfn:source', value: 'cn-hangzhou/m-1' }]),
          );
          const fitting = system.filter(({ value }) => value.length <= 128);
          expect(after.length === 20 || fitting.every(({ key }) => ecs.tags.has(key))).toBe(true);
          const shown = visibleTags(after, TAG_RULES).map(({ key }) => key);
          const wanted = [...userTags, ...visibleTags(foreign, TAG_RULES)].map(({ key }) => key);
          expect(shown.sort()).toEqual(wanted.sort());
          expect(tagChanges(after, wish, previousKeys, TAG_RULES)).toEqual({
            removeFirst: [],
            set: [],
            removeLast: [],
            areRequiredSet: true,
          });
        },
      ),
      runs(2_000),
    );
  });

  it('give the tags of a stack that may be left out the room that there is, in their order', () => {
    fc.assert(
      fc.property(
        list(userKey, 19),
        list(userKey, 16),
        list(userKey, 19),
        list(foreignKey, 3),
        (before, userTags, ofStack, foreign) => {
          const stackTags = mergeTags(userTags, ofStack, TAG_RULES).slice(userTags.length);
          const made = composeTags(
            { source, userTags: [], stackTags: before, systemTags },
            TAG_RULES,
            20 - foreign.length,
          );
          const ecs = new EcsTags(new Map([...made, ...foreign].map(({ key, value }) => [key, value])));
          const wish = { source, userTags, stackTags, systemTags, requestMark: 'mark' };
          const keys = before.map(({ key }) => key);
          const { removeFirst, set, removeLast } = tagChanges(ecs.list(), wish, keys, TAG_RULES);
          ecs.remove(removeFirst);
          ecs.set(set);
          ecs.remove(removeLast);
          const fitting = stackTags.slice(0, 20 - 1 - userTags.length - foreign.length);
          const shown = visibleTags(ecs.list(), TAG_RULES).map(({ key }) => key);
          const wanted = [...userTags, ...fitting, ...visibleTags(foreign, TAG_RULES)];
          expect(shown.sort()).toEqual(wanted.map(({ key }) => key).sort());
          expect(ecs.list()).toEqual(expect.arrayContaining([...userTags, ...fitting, ...foreign]));
          const rest = { removeFirst: [], set: [], removeLast: [], areRequiredSet: true };
          expect(tagChanges(ecs.list(), wish, keys, TAG_RULES)).toEqual(rest);
        },
      ),
      runs(1_000),
    );
  });

  it('are none for an image that has just been made', () => {
    fc.assert(
      fc.property(list(userKey, 19), (userTags) => {
        const made = composeTags({ source, userTags, systemTags, requestMark: 'mark' }, TAG_RULES);
        expect(made.length).toBeLessThanOrEqual(20);
        expect(tagChanges(made, { source, userTags, systemTags }, [], TAG_RULES)).toEqual({
          removeFirst: [],
          set: [],
          removeLast: [],
          areRequiredSet: true,
        });
      }),
    );
  });

  it('of an interrupted attempt are the rest', () => {
    fc.assert(
      fc.property(list(userKey, 17), list(userKey, 17), fc.nat(3), (before, userTags, step) => {
        const ecs = new EcsTags(
          new Map(
            composeTags({ source, userTags: before, systemTags: [] }, TAG_RULES).map(({ key, value }) => [key, value]),
          ),
        );
        const wish = { source, userTags, systemTags: [] };
        const previousKeys = before.map(({ key }) => key);
        const attempt = (steps: number) => {
          const { removeFirst, set, removeLast } = tagChanges(ecs.list(), wish, previousKeys, TAG_RULES);
          if (steps > 0) ecs.remove(removeFirst);
          if (steps > 1) ecs.set(set);
          if (steps > 2) ecs.remove(removeLast);
        };
        attempt(step);
        attempt(3);
        expect(ecs.list()).toEqual(expect.arrayContaining(userTags));
        expect(visibleTags(ecs.list(), TAG_RULES)).toHaveLength(userTags.length);
      }),
    );
  });

  it('merge: own over stack, whatever the case', () => {
    fc.assert(
      fc.property(list(userKey, 19), list(userKey, 19), (own, stack) => {
        const merged = mergeTags(own, stack, TAG_RULES);
        expect(new Set(merged.map(lower)).size).toBe(merged.length);
        expect(merged.slice(0, own.length)).toEqual(own);
        expect(new Set(merged.map(lower))).toEqual(new Set([...own, ...stack].map(lower)));
      }),
    );
  });
});
