import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Interrupted } from '../../local/errors';
import type { JsonObject } from '../../local/json';
import type { ImportResult } from '../../local/stack/import';
import { FixtureStack, propose, templateOf } from './helpers';

const stacks: FixtureStack[] = [];

function open(folder?: string): FixtureStack {
  const stack = new FixtureStack(folder === undefined ? {} : { folder });
  stacks.push(stack);
  return stack;
}

afterEach(async () => {
  await Promise.all(stacks.splice(0).map((stack) => stack.close()));
});

/** Copies that exist and belong to no stack any more: their identifiers. */
async function orphans(...descriptions: string[]): Promise<{ stack: FixtureStack; identifiers: string[] }> {
  const maker = open();
  const names = descriptions.map((_, index) => `Made${index}`);
  await maker.deploy(
    templateOf(
      Object.fromEntries(
        names.map((name, index) => [name, { Properties: { Description: descriptions[index] ?? '' } }]),
      ),
    ),
  );
  const identifiers = names.map((name) => maker.state.resources[name]?.identifier ?? '');
  return { stack: open(maker.folder), identifiers };
}

/** Changes a copy behind the stack's back. */
function rewrite(stack: FixtureStack, identifier: string, Description: string): void {
  const file = join(stack.folder, `${identifier.replace('/', '_')}.json`);
  writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), Description }));
}

const KEPT = { DeletionPolicy: 'Retain' };
const GIVEN_UP = { DeletionPolicy: 'Delete' };

function importInto(
  stack: FixtureStack,
  template: JsonObject,
  identifiers: Record<string, string>,
): Promise<ImportResult> {
  const proposal = propose(template, {}, stack.state);
  return stack.session.importing.run(proposal, new Map(Object.entries(identifiers)));
}

const described = (text: string, attributes: JsonObject = KEPT): JsonObject => ({
  ...attributes,
  Properties: { Description: text },
});

it('asks for the full identifier: a short one would mean another place when a default changes', async () => {
  const { stack, identifiers } = await orphans('text');
  const bare = identifiers[0]?.split('/')[1] ?? '';
  await expect(importInto(stack, templateOf({ One: described('text') }), { One: bare })).rejects.toThrow(
    `One: ${bare} is not the full identifier: use the form <DestinationRegionId>/<ImageId>`,
  );
  expect(stack.log()).toEqual([]);
});

it('takes copies into a new stack, in CloudFormation’s order of events, and changes nothing', async () => {
  const { stack, identifiers } = await orphans('first text', 'second text');
  const [one = '', two = ''] = identifiers;
  const before = stack.operations();
  const template = templateOf({ One: described('first text'), Two: described('second text') });
  expect(await importInto(stack, template, { One: one, Two: two })).toEqual({ result: 'changed', drift: [] });
  expect(stack.operations()).toEqual(before);
  expect(stack.state).toMatchObject({
    status: 'IMPORT_COMPLETE',
    resources: {
      One: { identifier: one, status: 'IMPORT_COMPLETE', attributes: { Size: 40 } },
      Two: { identifier: two },
    },
  });
  expect(stack.log()).toEqual([
    'test IMPORT_IN_PROGRESS',
    'One IMPORT_IN_PROGRESS',
    'Two IMPORT_IN_PROGRESS',
    'One IMPORT_COMPLETE',
    'Two IMPORT_COMPLETE',
    'test IMPORT_COMPLETE',
  ]);
  expect(await stack.deploy(template)).toBe('unchanged');
});

it('lets the copy be updated and deleted afterwards, as its DeletionPolicy says', async () => {
  const { stack, identifiers } = await orphans('first text', 'second text');
  const [one = '', two = ''] = identifiers;
  const template = (text: string) => templateOf({ One: described(text, GIVEN_UP), Two: described('second text') });
  await importInto(stack, template('first text'), { One: one, Two: two });
  expect(await stack.deploy(template('another text'))).toBe('changed');
  expect(stack.state.resources.One?.identifier).toBe(one);
  expect(readFileSync(join(stack.folder, `${one.replace('/', '_')}.json`), 'utf8')).toContain('another text');
  expect(await stack.delete()).toBe('changed');
  expect(stack.existing()).toEqual([two]);
});

it('goes back to what was imported when the next update fails', async () => {
  const { stack, identifiers } = await orphans('first text');
  const [one = ''] = identifiers;
  await importInto(stack, templateOf({ One: described('first text') }), { One: one });
  const failing = templateOf({ One: { ...KEPT, Properties: { SourceImageId: 'm-other', Description: 'half-way' } } });
  expect(await stack.deploy(failing)).toBe('failed');
  expect(stack.state.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  expect(stack.state.resources.One?.identifier).toBe(one);
});

it('imports what differs from the template, and tells the difference', async () => {
  const { stack, identifiers } = await orphans('as it is');
  const [one = ''] = identifiers;
  const { result, drift } = await importInto(stack, templateOf({ One: described('as wished') }), { One: one });
  expect(result).toBe('changed');
  expect(drift).toEqual([
    {
      logicalId: 'One',
      identifier: one,
      differences: [{ path: '/Description', type: 'NOT_EQUAL', expected: 'as wished', actual: 'as it is' }],
    },
  ]);
});

it('imports into a stack that exists, also what the other resources are needed for', async () => {
  const { stack, identifiers } = await orphans('of $');
  const [two = ''] = identifiers;
  await stack.deploy(templateOf({ One: {} }));
  const template = templateOf({ One: {}, Two: described('of $', { ...KEPT, DependsOn: 'One' }) });
  expect((await importInto(stack, template, { Two: two })).result).toBe('changed');
  expect(Object.keys(stack.state.resources)).toEqual(['One', 'Two']);
  expect(await stack.deploy(template)).toBe('unchanged');
});

it.each([
  ['does not exist', 'cn-shanghai/m-nothing', 'HandlerErrorCode: NotFound'],
  ['cannot be read', undefined, 'cannot be read'],
])('imports nothing if one of the copies %s', async (_name, identifier, reason) => {
  const { stack, identifiers } = await orphans('first text', 'second text');
  const [one = '', two = ''] = identifiers;
  rewrite(stack, two, 'unreadable');
  const template = templateOf({ One: described('first text'), Two: described('second text') });
  const { result } = await importInto(stack, template, { One: one, Two: identifier ?? two });
  expect(result).toBe('failed');
  expect(stack.state).toMatchObject({ status: 'IMPORT_ROLLBACK_COMPLETE', resources: {} });
  expect(stack.events.find(({ status }) => status === 'IMPORT_FAILED')?.reason).toContain(reason);
  expect((await importInto(stack, templateOf({ One: described('first text') }), { One: one })).result).toBe('changed');
});

it('leaves a stack that exists as it was when an import fails', async () => {
  const stack = open();
  await stack.deploy(templateOf({ One: {} }));
  const { resources, outputs, committed } = stack.state;
  const template = templateOf({ One: {}, Two: described('second text') });
  expect((await importInto(stack, template, { Two: 'cn-shanghai/m-nothing' })).result).toBe('failed');
  expect(stack.state).toMatchObject({ status: 'IMPORT_ROLLBACK_COMPLETE', resources, outputs, committed });
  expect(await stack.deploy(templateOf({ One: {} }))).toBe('unchanged');
});

it('imports nothing after an interruption', async () => {
  const { stack, identifiers } = await orphans('first text');
  const [one = ''] = identifiers;
  stack.interruptAt = { status: 'IMPORT_IN_PROGRESS' };
  await expect(importInto(stack, templateOf({ One: described('first text') }), { One: one })).rejects.toThrow(
    Interrupted,
  );
  expect(stack.state).toMatchObject({ status: 'IMPORT_ROLLBACK_COMPLETE', resources: {} });
});

it('keeps the outputs that the template still has', async () => {
  const { stack, identifiers } = await orphans('first text');
  const Same = { Value: { Ref: 'Old' } };
  await stack.deploy(templateOf({ Old: {} }, { Outputs: { Same, Gone: { Value: 'x' } } }));
  const template = templateOf({ Old: {}, New: described('first text') }, { Outputs: { Same } });
  expect((await importInto(stack, template, { New: identifiers[0] ?? '' })).result).toBe('changed');
  expect(stack.state.outputs).toEqual([{ name: 'Same', value: stack.state.resources.Old?.identifier }]);
  expect(await stack.deploy(template)).toBe('unchanged');
});

describe('refuses', () => {
  it.each<[string, JsonObject, JsonObject, Record<string, string>, string]>([
    [
      'a resource without DeletionPolicy',
      {},
      { New: {} },
      { New: 'r/m-1' },
      'New needs a DeletionPolicy in the template',
    ],
    ['what the template does not have', {}, { New: KEPT }, { Other: 'r/m-1' }, 'the template has no resource Other'],
    [
      'a misspelt logical ID',
      {},
      { New: KEPT },
      { new: 'r/m-1' },
      'the template has no resource new; did you mean New?',
    ],
    ['what the stack has already', { Old: KEPT }, { Old: KEPT }, { Old: 'r/m-1' }, 'Old is already in the stack test'],
    [
      'another new resource',
      {},
      { New: KEPT, More: {} },
      { New: 'r/m-1' },
      'More is not in the stack and not in --resources-to-import: add More=IDENTIFIER there, or leave it out of this',
    ],
    [
      'an update',
      { Old: {} },
      { Old: described('new', {}), New: KEPT },
      { New: 'r/m-1' },
      'Old: an import cannot change anything else',
    ],
    [
      'the same copy twice',
      {},
      { New: KEPT, More: KEPT },
      { New: 'r/m-1', More: 'r/m-1' },
      'More: r/m-1 is already New',
    ],
    ['a removal', { Old: {} }, { New: KEPT }, { New: 'r/m-1' }, 'Old: an import cannot change anything else'],
    [
      'another DeletionPolicy',
      { Old: {} },
      { Old: KEPT, New: KEPT },
      { New: 'r/m-1' },
      'Old: an import cannot change anything else',
    ],
    [
      'another UpdateReplacePolicy',
      { Old: KEPT },
      { Old: { ...KEPT, UpdateReplacePolicy: 'Retain' }, New: KEPT },
      { New: 'r/m-1' },
      'Old: an import cannot change anything else',
    ],
  ])('%s, before anything happens', async (_name, before, after, identifiers, reason) => {
    const stack = open();
    const resources = (object: JsonObject) =>
      templateOf(Object.fromEntries(Object.entries(object).map(([key, value]) => [key, Object(value)])));
    if (Object.keys(before).length > 0) await stack.deploy(resources(before));
    const events = stack.log();
    await expect(importInto(stack, resources(after), identifiers)).rejects.toThrow(reason);
    expect(stack.log()).toEqual(events);
  });

  it('says of a misspelt logical ID nothing more than what it may mean', async () => {
    const importing = importInto(open(), templateOf({ New: KEPT }), { new: 'r/m-1' });
    await expect(importing).rejects.toThrow(/^import: the template has no resource new; did you mean New\?$/);
  });

  it.each<[string, JsonObject, JsonObject]>([
    ['new', {}, { Id: { Value: 'x' } }],
    ['of another value', { Id: { Value: 'x' } }, { Id: { Value: 'y' } }],
    ['of another description', { Id: { Value: 'x' } }, { Id: { Value: 'x', Description: 'new' } }],
    ['of what is imported', { Id: { Value: { Ref: 'Old' } } }, { Id: { Value: { Ref: 'New' } } }],
    ['that cannot be worked out', { Id: { Value: 'x' } }, { Id: { Value: { 'Fn::GetAtt': 'Old.Platform' } } }],
  ])('an output that is %s, as CloudFormation does', async (_name, before, after) => {
    const stack = open();
    await stack.deploy(templateOf({ Old: {} }, { Outputs: before }));
    const template = templateOf({ Old: {}, New: KEPT }, { Outputs: after });
    const importing = importInto(stack, template, { New: 'r/m-1' });
    await expect(importing).rejects.toThrow('the output Id: an import cannot change anything else');
  });

  it('a copy that the stack has under another name', async () => {
    const stack = open();
    await stack.deploy(templateOf({ Old: {} }));
    const identifier = stack.state.resources.Old?.identifier ?? '';
    const importing = importInto(stack, templateOf({ Old: {}, New: KEPT }), { New: identifier });
    await expect(importing).rejects.toThrow(`New: ${identifier} is already Old`);
  });

  it('a stack that can only be deleted', async () => {
    const stack = open();
    expect(await stack.deploy(templateOf({ One: described('refuse', {}) }))).toBe('failed');
    await expect(importInto(stack, templateOf({ New: KEPT }), { New: 'r/m-1' })).rejects.toThrow(
      'the stack is in ROLLBACK_COMPLETE: delete it first',
    );
  });

  it('a stack whose last operation is not finished', async () => {
    const stack = open();
    await stack.deploy(templateOf({ One: described('half-way', {}) }), { disableRollback: true });
    await expect(importInto(stack, templateOf({ New: KEPT }), { New: 'r/m-1' })).rejects.toThrow(
      'the stack is in CREATE_FAILED: deploy or delete it first',
    );
  });
});
