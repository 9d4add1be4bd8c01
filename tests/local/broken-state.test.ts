import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newStack } from '../../local/session';
import { EMPTY_RECORD } from '../../local/stack/steps';
import { fileStore, loadState, stackFolder } from '../../local/stack/store';
import { TYPE_NAME, temporaryFolder } from './helpers';
import { endPrograms, persistentCloud, run } from './program';

afterEach(endPrograms);

const SECRET = 'canary-value-4711';
const COPY = { ...EMPTY_RECORD, logicalId: 'Copy', typeName: TYPE_NAME, identifier: 'cn-shanghai/m-uf6copy' };
const OPERATION = {
  action: 'CREATE',
  bearerToken: 'token',
  startedAt: 1,
  callbackContext: null,
  resourceProperties: {},
  stackTags: {},
  previousStackTags: {},
} as const;
const EVENT = {
  kind: 'resource',
  timestamp: '2026-01-31T12:00:00.000Z',
  stackName: 'test',
  logicalId: 'Copy',
  type: TYPE_NAME,
  status: 'CREATE_COMPLETE',
} as const;
const COMMITTED = { parameters: {}, tags: {}, resources: { Copy: COPY }, outputs: [{ name: 'Image', value: 'x' }] };
const WHOLE = {
  ...newStack('test'),
  parameters: { Word: SECRET },
  resources: { Copy: { ...COPY, operation: OPERATION } },
  obsolete: [COPY],
  committed: COMMITTED,
  events: [EVENT],
};

function write(state: object): string {
  const file = join(temporaryFolder(), 'test.json');
  writeFileSync(file, JSON.stringify(state));
  return file;
}

it('a whole state is read', () => {
  expect(loadState(write(WHOLE))).toEqual(WHOLE);
});

it.each<[string, object]>([
  ['status is broken: expected a status such as CREATE_COMPLETE, found a number', { status: 7 }],
  ['version is broken: expected 1, the version that is read here, found a number', { version: 2 }],
  ['parameters.Word is broken: expected a text, found a number', { parameters: { Word: 4711 } }],
  ['tags is broken: expected an object, found a list', { tags: [] }],
  ['noEcho.0 is broken: expected a text that is not empty, found null', { noEcho: [null] }],
  ['outputs.0.value is broken: expected a text, found nothing', { outputs: [{ name: 'Image' }] }],
  ['resources is broken: expected an object, found a list', { resources: [] }],
  ['resources.Copy is broken: expected an object, found a number', { resources: { Copy: 5 } }],
  ['resources.Copy is broken: expected an object, found null', { resources: { Copy: null } }],
  ['resources.Copy.logicalId is broken: expected a text that is not empty, found nothing', { resources: { Copy: {} } }],
  ['resources.Other.logicalId is broken: expected one of Other, found a text', { resources: { Other: COPY } }],
  [
    'resources.Copy.status is broken: expected a status such as CREATE_COMPLETE, found a text',
    { resources: { Copy: { ...COPY, status: 'fine' } } },
  ],
  [
    'resources.Copy.needs is broken: expected a list, found a text',
    { resources: { Copy: { ...COPY, needs: 'Other' } } },
  ],
  [
    'resources.Copy.deletionPolicy is broken: expected one of Delete, Retain,',
    { resources: { Copy: { ...COPY, deletionPolicy: SECRET } } },
  ],
  [
    'resources.Copy.identifier is broken: expected a text that is not empty, found an object',
    { resources: { Copy: { ...COPY, identifier: {} } } },
  ],
  [
    'resources.Copy.properties is broken: expected an object, found a text',
    { resources: { Copy: { ...COPY, properties: SECRET } } },
  ],
  [
    'resources.Copy.operation.bearerToken is broken: expected a text that is not empty, found an empty text',
    { resources: { Copy: { ...COPY, operation: { ...OPERATION, bearerToken: '' } } } },
  ],
  [
    'resources.Copy.operation.startedAt is broken: expected a number, found a text',
    { resources: { Copy: { ...COPY, operation: { ...OPERATION, startedAt: '1' } } } },
  ],
  ['obsolete.1.typeName is broken: expected a text that is not empty', { obsolete: [COPY, { ...COPY, typeName: '' }] }],
  ['committed.resources.Copy is broken', { committed: { ...COMMITTED, resources: { Copy: SECRET } } }],
  ['committed.outputs is broken: expected a list, found nothing', { committed: { ...COMMITTED, outputs: undefined } }],
  [
    'events.1.timestamp is broken: expected a text that is not empty, found a number',
    { events: [EVENT, { ...EVENT, timestamp: 4711 }] },
  ],
  ['events is broken: expected a list, found an object', { events: {} }],
  ['typeConfigurationFile is broken: expected a text that is not empty, found a number', { typeConfigurationFile: 1 }],
])('a state with a broken part is told as such: %s', (problem, part) => {
  const file = write({ ...WHOLE, ...part });
  const load = (): unknown => loadState(file);
  expect(load).toThrow(`${file}: is the state of a stack, but ${problem}`);
  expect(load).toThrow('Nothing was changed.');
  expect(load).not.toThrow(SECRET);
});

it('a folder of states tells of it beside the whole ones', () => {
  const folder = temporaryFolder();
  fileStore(join(folder, 'one.json')).save(newStack('one'));
  writeFileSync(join(folder, 'two.json'), JSON.stringify({ ...newStack('two'), resources: { Copy: 5 } }));
  writeFileSync(join(folder, 'simulator.json'), '{"RegionId": "cn-shanghai"}');
  const { states, others, broken } = stackFolder(folder).contents();
  expect(states.map(({ name }) => name)).toEqual(['one']);
  expect(others).toEqual(['simulator.json']);
  expect(broken).toEqual([
    expect.stringContaining(`${join(folder, 'two.json')}: is the state of a stack, but resources.Copy is broken`),
  ]);
});

it.each([
  ['deploy', ['examples/smallest.yaml', '--stack-name', 'test']],
  ['delete', ['--stack-name', 'test']],
  ['delete', []],
  ['drift', ['--stack-name', 'test']],
  ['events', ['--stack-name', 'test']],
  ['diff', ['examples/smallest.yaml', '--stack-name', 'test']],
  ['list', []],
  [
    'import',
    ['examples/imported.yaml', '--stack-name', 'test', '--resources-to-import', 'GoldenImage=cn-shanghai/m-x'],
  ],
])('%s %j tells it, and changes nothing', async (command, words) => {
  const { options, simulator, folder } = await persistentCloud(1);
  const place = join(folder, 'stacks');
  const file = join(place, 'test.json');
  fileStore(file).save(newStack('test'));
  const broken = JSON.stringify({ ...WHOLE, resources: { Copy: 5 } });
  writeFileSync(file, broken);
  const cloud = ['deploy', 'delete', 'drift', 'import'].includes(command) ? options : options.slice(2);
  const { code, out, err } = run(command, ...words, ...cloud);
  expect(await code).toBe(command === 'list' ? 0 : 2);
  expect(out() + err()).toContain(`${file}: is the state of a stack, but resources.Copy is broken`);
  expect(readFileSync(file, 'utf8')).toBe(broken);
  expect(simulator.calls).toEqual([]);
});
