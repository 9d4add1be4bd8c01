/* biome-ignore-all lint/suspicious/noTemplateCurlyInString: Fn::Sub writes its variables like that */
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../../local/json';
import { type CompareRules, differences, keysOf, pointer } from '../../local/stack/difference';
import { compareWithTemplate, detectDrift, type StackDrift } from '../../local/stack/drift';
import type { TextMap } from '../../local/stack/state';
import fc from '../support/fast-check';
import { asObject, FixtureStack, imageCopy, templateOf, types } from './helpers';

/** The differences as `type path expected → actual`. */
function compared(properties: JsonObject, model: JsonObject, stackTags: TextMap = {}): string[] {
  return compareWithTemplate(imageCopy, { properties, stackTags }, model).map(({ type, path, expected, actual }) =>
    [type, path, JSON.stringify(expected), '→', JSON.stringify(actual)].filter((part) => part !== undefined).join(' '),
  );
}

const tag = (Key: string, Value: string): JsonObject => ({ Key, Value });

describe('what is compared', () => {
  it.each<[string, JsonObject, JsonObject, string[]]>([
    ['equal values', { Description: 'text', Encrypted: true }, { Description: 'text', Encrypted: true }, []],
    [
      'another value',
      { Description: 'a text' },
      { Description: 'b text' },
      ['NOT_EQUAL /Description "a text" → "b text"'],
    ],
    ['a value that is gone', { ImageFamily: 'fam' }, {}, ['REMOVE /ImageFamily "fam" →']],
    ['what the template does not say', {}, { Description: 'text', Tags: [tag('a', '1')] }, []],
    ['read-only properties', { Size: 40, tfcfnid: 'x' }, { Size: 50 }, []],
    ['write-only properties', { Force: true, Timeouts: { Create: '1h' }, DeleteAutoSnapshot: true }, {}, []],
    ['primitives in another form', { Encrypted: true }, { Encrypted: 'true' }, []],
    ['tags in another order', { Tags: [tag('a', '1'), tag('b', '2')] }, { Tags: [tag('b', '2'), tag('a', '1')] }, []],
    [
      'the value of a tag',
      { Tags: [tag('a', '1'), tag('b', '2')] },
      { Tags: [tag('b', '3'), tag('a', '1')] },
      ['NOT_EQUAL /Tags/1/Value "2" → "3"'],
    ],
    [
      'a tag more',
      { Tags: [tag('a', '1')] },
      { Tags: [tag('z', '1'), tag('a', '1')] },
      ['ADD /Tags/0 → {"Key":"z","Value":"1"}'],
    ],
    [
      'a tag less',
      { Tags: [tag('a', '1'), tag('b', '2')] },
      { Tags: [tag('a', '1')] },
      ['REMOVE /Tags/1 {"Key":"b","Value":"2"} →'],
    ],
    [
      'a tag twice',
      { Tags: [tag('a', '1'), tag('a', '1')] },
      { Tags: [tag('a', '1')] },
      ['REMOVE /Tags/1 {"Key":"a","Value":"1"} →'],
    ],
  ])('%s', (_name, properties, model, expected) => {
    expect(compared(properties, model)).toEqual(expected);
  });

  it('expects the tags of the stack beside those of the resource, which come first', () => {
    const properties = { Tags: [tag('own', '1'), tag('both', 'resource')] };
    const stackTags = { both: 'stack', cost: 'web' };
    expect(
      compared(properties, { Tags: [tag('own', '1'), tag('both', 'resource'), tag('cost', 'web')] }, stackTags),
    ).toEqual([]);
    expect(compared(properties, { Tags: [tag('own', '1'), tag('both', 'resource')] }, stackTags)).toEqual([
      'REMOVE /Tags/2 {"Key":"cost","Value":"web"} →',
    ]);
  });

  it('respects the order of lists whose order means something', () => {
    const rules: CompareRules = { ignoresUnexpected: true, isOrdered: () => true, itemKey: () => undefined };
    expect(differences(['a', 'b', 'c'], ['b', 'a'], rules)).toEqual([
      { path: '/0', type: 'NOT_EQUAL', expected: 'a', actual: 'b' },
      { path: '/1', type: 'NOT_EQUAL', expected: 'b', actual: 'a' },
      { path: '/2', type: 'REMOVE', expected: 'c' },
    ]);
  });

  it('is nothing for two values that are the same, in whatever order where that does not count', () => {
    const item = fc.oneof(fc.string(), fc.integer(), fc.record({ Key: fc.string(), Value: fc.string() }));
    const rules: CompareRules = { ignoresUnexpected: true, isOrdered: () => false, itemKey: () => 'Key' };
    fc.assert(
      fc.property(
        fc
          .array(item)
          .chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
        ([list, shuffled]) => expect(differences({ list }, { list: shuffled, more: 1 }, rules)).toEqual([]),
      ),
    );
  });

  it('finds every difference in the number of items, whatever the items are', () => {
    const rules: CompareRules = { ignoresUnexpected: true, isOrdered: () => false, itemKey: () => undefined };
    fc.assert(
      fc.property(fc.array(fc.integer({ max: 3, min: 0 })), fc.array(fc.integer({ max: 3, min: 0 })), (left, right) => {
        const found = differences(left, right, rules);
        const count = (type: string): number => found.filter((difference) => difference.type === type).length;
        expect(count('ADD') - count('REMOVE')).toBe(right.length - left.length);
        expect(found.length === 0).toBe(JSON.stringify([...left].sort()) === JSON.stringify([...right].sort()));
      }),
    );
  });

  it('has paths that lead to where they say, whatever the keys are', () => {
    expect(pointer(pointer('', 'a/b'), 'c~d')).toBe('/a~1b/c~0d');
    const keys = ['a/b', 0, '~1', 'c~d', ''] as const;
    expect(keysOf(keys.reduce<string>(pointer, ''))).toEqual(keys);
    expect(keysOf('')).toEqual([]);
  });
});

describe('the drift of a stack', () => {
  const stacks: FixtureStack[] = [];
  afterEach(async () => {
    await Promise.all(stacks.splice(0).map((stack) => stack.close()));
  });

  async function deployed(...names: string[]): Promise<FixtureStack> {
    const stack = new FixtureStack();
    stacks.push(stack);
    await stack.deploy(
      templateOf(Object.fromEntries(names.map((name) => [name, { Properties: { Description: 'as wished' } }]))),
    );
    return stack;
  }

  const detect = (stack: FixtureStack, state = stack.state): Promise<StackDrift> =>
    detectDrift(stack.session.tools, types, state, { signal: stack.interrupt.signal, onRetry: () => undefined });

  function fileOf(stack: FixtureStack, name: string): string {
    const identifier = stack.state.resources[name]?.identifier ?? '';
    return join(stack.folder, `${identifier.replace('/', '_')}.json`);
  }

  function change(stack: FixtureStack, name: string, properties: JsonObject): void {
    const file = fileOf(stack, name);
    writeFileSync(file, JSON.stringify({ ...asObject(JSON.parse(readFileSync(file, 'utf8'))), ...properties }));
  }

  const statuses = ({ resources }: StackDrift) => resources.map(({ logicalId, status }) => [logicalId, status]);

  it('is none right after a deployment, and asks with READ alone', async () => {
    const stack = await deployed('One', 'Two');
    const before = stack.actions().length;
    expect(await detect(stack)).toMatchObject({ stackName: 'test', status: 'IN_SYNC' });
    expect(stack.actions()).toHaveLength(before);
  });

  it('tells what was modified, deleted, never created, and what cannot be read', async () => {
    const stack = await deployed('Same', 'Other', 'Gone', 'Broken', 'Never', 'Busy');
    change(stack, 'Other', { Description: 'changed by hand' });
    rmSync(fileOf(stack, 'Gone'));
    change(stack, 'Broken', { Description: 'unreadable' });
    const { Never: never, Busy: busy } = stack.state.resources;
    if (never === undefined || busy === undefined) throw new Error('no resource');
    const { identifier: _none, ...unborn } = never;
    const operation = {
      action: 'UPDATE',
      bearerToken: 't',
      startedAt: 0,
      callbackContext: null,
      resourceProperties: {},
      stackTags: {},
      previousStackTags: {},
    } as const;
    const resources = { ...stack.state.resources, Never: unborn, Busy: { ...busy, operation } };
    const drift = await detect(stack, { ...stack.state, resources });
    expect(drift.status).toBe('DRIFTED');
    expect(statuses(drift)).toEqual([
      ['Same', 'IN_SYNC'],
      ['Other', 'MODIFIED'],
      ['Gone', 'DELETED'],
      ['Broken', 'UNKNOWN'],
      ['Never', 'NOT_CHECKED'],
      ['Busy', 'NOT_CHECKED'],
    ]);
    expect(drift.resources[1]?.differences).toEqual([
      { path: '/Description', type: 'NOT_EQUAL', expected: 'as wished', actual: 'changed by hand' },
    ]);
    expect(drift.resources[3]?.reason).toContain('cannot be read');
    expect(drift.resources[5]?.reason).toBe('UPDATE is not finished');
  });

  it('is not known if nothing is drifted and something cannot be read', async () => {
    const stack = await deployed('One', 'Two');
    change(stack, 'One', { Description: 'unreadable' });
    expect((await detect(stack)).status).toBe('UNKNOWN');
  });

  it('is not known either if a resource could not be checked', async () => {
    const stack = await deployed('One', 'Two');
    const { Two: two } = stack.state.resources;
    if (two === undefined) throw new Error('no resource');
    const { identifier: _none, ...unborn } = two;
    const resources = { ...stack.state.resources, Two: unborn };
    expect((await detect(stack, { ...stack.state, resources })).status).toBe('NOT_CHECKED');
  });

  it('shows no value of a NoEcho parameter', async () => {
    const stack = new FixtureStack();
    stacks.push(stack);
    const parameters = { Key: { Type: 'String', NoEcho: true, Default: 'hush-hush' } };
    const properties = { Description: { Ref: 'Key' }, Tags: [{ Key: 'key', Value: { 'Fn::Sub': '<${Key}>' } }] };
    await stack.deploy(templateOf({ One: { Properties: properties } }, { Parameters: parameters }));
    change(stack, 'One', { Description: 'was hush-hush', Tags: [] });
    const drift = await detect(stack);
    expect(drift.resources[0]?.differences).toEqual([
      { path: '/Description', type: 'NOT_EQUAL', expected: '****', actual: 'was ****' },
      { path: '/Tags/0', type: 'REMOVE', expected: { Key: 'key', Value: '<****>' } },
    ]);
  });

  it('is gone after an update to what the cloud has', async () => {
    const stack = await deployed('One');
    change(stack, 'One', { Description: 'changed by hand' });
    expect((await detect(stack)).status).toBe('DRIFTED');
    await stack.deploy(templateOf({ One: { Properties: { Description: 'changed by hand' } } }));
    expect((await detect(stack)).status).toBe('IN_SYNC');
  });
});
