/* biome-ignore-all lint/suspicious/noTemplateCurlyInString: Fn::Sub writes its variables like that */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../../local/json';
import { newStack } from '../../local/session';
import { createChangeSet } from '../../local/stack/change-set';
import { pretendDeployed } from '../../local/stack/pretend';
import type { StackState, TextMap } from '../../local/stack/state';
import { changeSetView } from '../../local/view/change-set';
import { propose, sheetOf, templateOf, temporaryFolder } from './helpers';
import { endPrograms, run } from './program';
import { closeStacks, openStack } from './real-stack';

const copy = (properties: JsonObject, attributes: JsonObject = {}): JsonObject => ({
  ...attributes,
  Properties: { SourceImageId: 'm-bp1golden0ubuntu24', ...properties },
});
const NEW = { SourceImageId: 'm-bp1golden1ubuntu24' };

/** The warnings of an update, by logical ID. */
function warningsOf(state: StackState, template: JsonObject, parameters: TextMap = {}): object {
  const { changes } = createChangeSet(state, propose(template, parameters, state));
  return Object.fromEntries(
    changes.flatMap(({ logicalId, warnings }) => (warnings.length > 0 ? [[logicalId, warnings.join('\n')]] : [])),
  );
}

function between(before: JsonObject, after: JsonObject, parameters: TextMap = {}): object {
  return warningsOf(pretendDeployed(newStack('test'), propose(before)), after, parameters);
}

const clash = (...words: string[]): unknown =>
  expect.stringMatching(new RegExp(`${words.join('.*')}.*fails with InvalidImageName\\.Duplicated`));
const stays = clash('ImageName "golden" stays that of the old image', 'This');
const named = copy({ ImageName: 'golden' });

describe('a name that is not free is warned of', () => {
  it.each<[string, JsonObject, JsonObject, object]>([
    ['another source', { One: named }, { One: copy({ ImageName: 'golden', ...NEW }) }, { One: stays }],
    ['another key', { One: named }, { One: copy({ ImageName: 'golden', Encrypted: true }) }, { One: stays }],
    [
      'the former name of the property',
      { One: copy({ Name: 'golden' }) },
      { One: copy({ ImageName: 'golden', ...NEW }) },
      { One: stays },
    ],
    [
      'an old copy that stays',
      { One: named },
      { One: copy({ ImageName: 'golden', ...NEW }, { UpdateReplacePolicy: 'Retain' }) },
      { One: stays },
    ],
    ['another logical ID', { One: named }, { Two: named }, { Two: clash('is that of One', 'until the end') }],
    [
      'a name that another copy gives up',
      { One: named },
      { One: copy({ ImageName: 'other' }), Two: named },
      { Two: clash('is that of One') },
    ],
    [
      'a new name of a copy that stays as it is',
      { One: named, Two: copy({}) },
      { One: named, Two: copy({ ImageName: 'golden' }) },
      { Two: clash('is that of One') },
    ],
    ['one name for two new copies', {}, { One: named, Two: named }, { Two: clash('is also that of One') }],
    [
      'a source that only the deployment knows',
      { One: copy({}), Two: copy({ SourceImageId: { 'Fn::GetAtt': 'One.Id' }, ImageName: 'golden' }) },
      { One: copy(NEW), Two: copy({ SourceImageId: { 'Fn::GetAtt': 'One.Id' }, ImageName: 'golden' }) },
      { Two: clash('stays that of the old image', 'If the resource is replaced, this') },
    ],
    [
      'a region that the type configuration may give',
      { One: copy({ ImageName: 'golden', DestinationRegionId: 'cn-beijing' }) },
      { One: copy({ ImageName: 'golden' }) },
      { One: clash('If both are in the same region, this') },
    ],
  ])('%s', (_, before, after, expected) => {
    expect(between(templateOf({ Some: copy({}), ...before }), templateOf({ Some: copy({}), ...after }))).toEqual(
      expected,
    );
  });

  it('a name that a parameter makes and another leaves as it is', () => {
    const template = templateOf(
      { One: copy({ SourceImageId: { Ref: 'Source' }, ImageName: { 'Fn::Sub': 'golden-b${Build}' } }) },
      { Parameters: { Source: { Type: 'String', Default: 'm-1' }, Build: { Type: 'Number', Default: 41 } } },
    );
    expect(between(template, template, { Source: 'm-2' })).toEqual({ One: clash('"golden-b41" stays') });
    expect(between(template, template, { Source: 'm-2', Build: '42' })).toEqual({});
  });
});

describe('nothing is said of a name that is free', () => {
  it.each<[string, JsonObject, JsonObject]>([
    ['that changes with the source', { One: named }, { One: copy({ ImageName: 'golden-2', ...NEW }) }],
    ['that the handler makes', { One: copy({}) }, { One: copy(NEW) }],
    ['that is left out from now on', { One: named }, { One: copy(NEW) }],
    [
      'in another region',
      { One: copy({ ImageName: 'golden', DestinationRegionId: 'cn-beijing' }) },
      { One: copy({ ImageName: 'golden', DestinationRegionId: 'cn-shanghai' }) },
    ],
    ['of a copy that is changed in place', { One: named }, { One: copy({ ImageName: 'golden', Description: 'new' }) }],
    [
      'that another copy gives up before',
      { One: named },
      { One: copy({ ImageName: 'other' }), Two: copy({ ImageName: 'golden' }, { DependsOn: 'One' }) },
    ],
    [
      'that only the deployment knows',
      { One: copy({}), Two: copy({ ImageName: { 'Fn::Sub': 'of-${One.Id}' } }) },
      { One: copy(NEW), Two: copy({ ImageName: { 'Fn::Sub': 'of-${One.Id}' }, ...NEW }) },
    ],
  ])('%s', (_, before, after) => {
    expect(between(templateOf({ Some: copy({}), ...before }), templateOf({ Some: copy({}), ...after }))).toEqual({});
  });

  it('of a copy whose creation failed: it is deleted before it is created again', () => {
    const state = pretendDeployed(newStack('test'), propose(templateOf({ One: named })));
    const { One: one } = state.resources;
    if (one === undefined) throw new Error('there is no One');
    const failed: StackState = { ...state, resources: { One: { ...one, status: 'CREATE_FAILED' } } };
    expect(warningsOf(failed, templateOf({ One: copy({ ImageName: 'golden', ...NEW }) }))).toEqual({});
  });
});

it('the value of a NoEcho parameter is not in a warning', () => {
  const template = (source: string) =>
    templateOf(
      { One: copy({ SourceImageId: source, ImageName: { Ref: 'Name' } }) },
      { Parameters: { Name: { Type: 'String', NoEcho: true, Default: 'hush-name' } } },
    );
  expect(between(template('m-1'), template('m-2'))).toEqual({ One: clash('ImageName "\\*\\*\\*\\*" stays') });
});

it('is shown with the change, and in JSON', () => {
  const state = pretendDeployed(newStack('test'), propose(templateOf({ One: named })));
  const view = changeSetView(
    createChangeSet(state, propose(templateOf({ One: copy({ ImageName: 'golden', ...NEW }) }), {}, state)),
  );
  expect(view.text(sheetOf(300))).toMatch(/\n {4}! ImageName "golden" stays .* remove ImageName\.\n/);
  expect(view.json).toMatchObject({ changes: [{ logicalId: 'One', warnings: [stays] }] });
});

describe('what is warned of happens', () => {
  afterEach(closeStacks);
  const at = (properties: JsonObject): JsonObject =>
    copy({ DestinationRegionId: 'cn-shanghai', DeleteAutoSnapshot: true, ...properties });

  it.each<[string, Record<string, JsonObject>, Record<string, JsonObject>]>([
    ['another source', { One: at({ ImageName: 'golden' }) }, { One: at({ ImageName: 'golden', ...NEW }) }],
    ['another logical ID', { One: at({ ImageName: 'golden' }) }, { Two: at({ ImageName: 'golden' }) }],
    [
      'a new name of a copy that stays as it is',
      { One: at({ ImageName: 'golden' }), Two: at({}) },
      { One: at({ ImageName: 'golden' }), Two: at({ ImageName: 'golden' }) },
    ],
  ])('%s', async (_, before, after) => {
    const stack = await openStack();
    expect(await stack.deploy(templateOf(before))).toBe('changed');
    expect(Object.keys(warningsOf(stack.session.journal.state, templateOf(after)))).toHaveLength(1);
    expect(await stack.deploy(templateOf(after))).toBe('failed');
    expect(stack.events.some(({ reason = '' }) => reason.includes('InvalidImageName.Duplicated'))).toBe(true);
  });
});

describe('the program', () => {
  afterEach(endPrograms);
  const fileOf = (name: string, resources: Record<string, JsonObject>): string => {
    const file = join(temporaryFolder(), `${name}.json`);
    writeFileSync(file, JSON.stringify(templateOf(resources)));
    return file;
  };

  it('warns in diff', async () => {
    const files = [fileOf('old', { One: named }), fileOf('new', { One: copy({ ImageName: 'golden', ...NEW }) })];
    const compared = run('diff', ...files);
    expect(await compared.code).toBe(0);
    expect(compared.out().replace(/\s+/g, ' ')).toContain('! ImageName "golden" stays that of the old image');
  });

  it.each([
    ['TF::Alicloud::ImageCopy', 'm-bp1golden0ubuntu24', 'cn-hangzhou'],
    ['TF::ApsaraStack::ImageCopy', 'm-env30golden0ubuntu', 'cn-x-env30-d01'],
  ])('names the failure that the event of %s then shows', async (type, SourceImageId, SourceRegionId) => {
    const Properties = { SourceImageId, SourceRegionId, DestinationRegionId: SourceRegionId, ImageName: 'golden' };
    const file = join(temporaryFolder(), 'ordered.json');
    const Resources = { One: { Type: type, Properties }, Two: { Type: type, Properties, DependsOn: 'One' } };
    writeFileSync(file, JSON.stringify({ Resources }));
    const deployed = run('deploy', file, '--speed', '3000');
    expect(await deployed.code).toBe(1);
    const [, code = 'none'] = /This fails with ([\w.]+):/.exec(deployed.out()) ?? [];
    expect(deployed.out()).toMatch(new RegExp(`Two {2}CREATE_FAILED .*${code.replaceAll('.', '\\.')}`));
  });

  it('warns before a creation begins', async () => {
    const deployed = run('deploy', fileOf('two', { One: named, Two: named }), '--speed', '3000');
    expect(await deployed.code).toBe(1);
    expect(deployed.out()).toMatch(/^Two: ImageName "golden" is also that of One\..*\n.*CREATE_IN_PROGRESS/m);
  });
});
