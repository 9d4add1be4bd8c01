import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createProgram } from '../../local/cli';
import { allCommands } from '../../local/commands/all';
import { drift } from '../../local/commands/drift';
import { importResources } from '../../local/commands/import';
import { list } from '../../local/commands/list';
import type { Terminal } from '../../local/commands/run';
import { Interrupted } from '../../local/errors';
import type { JsonObject } from '../../local/json';
import { newStack } from '../../local/session';
import { lockStack } from '../../local/stack/lock';
import { fileStore } from '../../local/stack/store';
import type { Viewer } from '../../local/view/presenter';
import { type AlibabaSimulator, createClock, startAlibabaSimulator, startKeyless } from '../../simulator/index';
import { asObject, templateOf, temporaryFolder } from './helpers';
import { endPrograms, persistentCloud, run, runIn } from './program';

afterEach(endPrograms);

const GOLDEN = 'm-bp1golden0ubuntu24';
const COPY = { regionId: 'cn-shanghai', imageId: 'm-uf6copy' } as const;
const IDENTIFIER = `${COPY.regionId}/${COPY.imageId}`;

/** Puts a finished copy of the golden image into the cloud, that no stack knows of. */
function addCopy(simulator: AlibabaSimulator): void {
  simulator.world.addImage({
    ...COPY,
    imageName: 'golden-copy',
    description: 'first text',
    isCopied: true,
    tags: { team: 'web', 'tfcfn:source': `cn-hangzhou/${GOLDEN}` },
  });
}

function writeTemplate(folder: string, description: string, attributes: object = { DeletionPolicy: 'Retain' }): string {
  const file = join(folder, 'stack.json');
  const Properties = {
    SourceImageId: GOLDEN,
    Description: description,
    DeleteAutoSnapshot: true,
    Tags: [{ Key: 'team', Value: 'web' }],
  };
  writeFileSync(file, JSON.stringify(templateOf({ Copy: asObject({ ...attributes, Properties }) })));
  return file;
}

/** The last line of `--json`. */
function lastLine(text: string): JsonObject {
  return asObject(JSON.parse(text.trim().split('\n').at(-1) ?? ''));
}

/** A terminal for commands that should not come to show anything. */
function blindTerminal(interrupt: AbortSignal, viewer?: Viewer): Terminal {
  const nothing = (): Promise<never> => Promise.reject(new Error('there is nothing to show'));
  return {
    environment: {},
    interrupt,
    handlerLine: () => undefined,
    notice: () => undefined,
    viewer: viewer === undefined ? nothing : async () => viewer,
    present: nothing,
  };
}

it('imports a copy, finds its drift, updates it, and gives it up again', async () => {
  const { simulator, options, folder } = await persistentCloud(1);
  addCopy(simulator);
  const template = writeTemplate(folder, 'first text');
  const place = options.slice(2);

  const listed = run('list', 'TF::Alicloud::ImageCopy', ...options, '--json');
  expect(await listed.code).toBe(0);
  expect(lastLine(listed.out())).toMatchObject({
    kind: 'resources',
    resources: [{ tfcfnid: IDENTIFIER, SourceImageId: GOLDEN, ImageName: 'golden-copy' }],
  });

  const imported = run('import', template, '--resources-to-import', `Copy=${IDENTIFIER}`, ...options);
  expect(await imported.code).toBe(0);
  expect(imported.out()).toMatch(/stack {2}IMPORT_COMPLETE/);
  expect(imported.out()).not.toContain('Some imported properties differ');

  const inSync = run('drift', '--exit-code', ...place);
  expect(await inSync.code).toBe(0);
  expect(inSync.out()).toContain('Drift of the stack stack: IN_SYNC');

  simulator.world.describe(COPY.regionId, COPY.imageId, 'changed by hand');
  const drifted = run('drift', '--exit-code', '--json', ...place);
  expect(await drifted.code).toBe(3);
  expect(lastLine(drifted.out())).toMatchObject({
    status: 'DRIFTED',
    resources: [
      { differences: [{ path: '/Description', expectedValue: 'first text', actualValue: 'changed by hand' }] },
    ],
  });

  writeTemplate(folder, 'second text');
  const calls = simulator.calls.length;
  const shown = run('deploy', template, '--no-execute-changeset', ...options);
  expect(await shown.code).toBe(0);
  expect(shown.out()).toContain(`~ Modify  Copy  ${IDENTIFIER}  TF::Alicloud::ImageCopy  Replacement: False`);
  expect(shown.out()).toContain('~ Description: "first text" → "second text"');
  const compared = run('diff', template, '--exit-code', ...place);
  expect(await compared.code).toBe(3);
  expect(compared.out()).toBe(shown.out());
  expect(simulator.calls).toHaveLength(calls);

  const updated = run('deploy', template, ...options);
  expect(await updated.code).toBe(0);
  expect(updated.out().split('\n')[1]).toContain('Change set for the stack stack');
  expect(updated.out()).toMatch(/stack {2}UPDATE_COMPLETE/);
  expect(simulator.world.image(COPY.regionId, COPY.imageId)?.description).toBe('second text');

  const events = run('events', ...place);
  expect(await events.code).toBe(0);
  expect(events.out()).toMatch(/^Time \(UTC\) +Logical ID +Status +Physical ID +Status reason\n/);
  expect(events.out()).toMatch(/Copy +IMPORT_COMPLETE +cn-shanghai\/m-uf6copy +Resource import completed\.\n/);
  expect(events.out()).toMatch(/stack +UPDATE_COMPLETE\n$/);

  const stacks = run('list', ...place);
  expect(await stacks.code).toBe(0);
  expect(stacks.out()).toMatch(/\nstack +UPDATE_COMPLETE +\S+ \S+ +1 +\/.*type-configuration\.json\n$/);

  const again = run('list', 'TF::Alicloud::ImageCopy', ...place);
  expect(await again.code).toBe(0);
  expect(again.out()).toContain(IDENTIFIER);

  const second = run(
    'import',
    template,
    '--stack-name',
    'other',
    '--resources-to-import',
    `Copy=${IDENTIFIER}`,
    ...options,
  );
  expect(await second.code).toBe(2);
  expect(second.err()).toContain(`import: ${IDENTIFIER} belongs to the stack stack as Copy`);

  const deleted = run('delete', ...place);
  expect(await deleted.code).toBe(0);
  expect(deleted.out()).toMatch(/Copy {2}DELETE_SKIPPED/);
  expect(simulator.world.image(COPY.regionId, COPY.imageId)).toBeDefined();
});

it('tells why an import failed, and the drift of one that did not', async () => {
  const { simulator, options, folder } = await persistentCloud(1);
  addCopy(simulator);
  const template = writeTemplate(folder, 'as wished');
  const failed = run('import', template, '--resources-to-import', 'Copy=cn-shanghai/m-nothing', ...options);
  expect(await failed.code).toBe(1);
  expect(failed.out()).toMatch(
    /What failed; the reasons are above:\n.* Copy {2}IMPORT_FAILED\nThe stack stack is in IMPORT_ROLLBACK_COMPLETE\./,
  );
  expect(failed.out()).toContain('It was deleted outside of CloudFormation, an import gave a wrong identifier, or');
  expect(failed.out()).toContain('Nothing was imported. Correct what the reason names, for example the identifier,');
  const imported = run('import', template, '--resources-to-import', `Copy=${IDENTIFIER}`, ...options);
  expect(await imported.code).toBe(0);
  expect(imported.out()).toMatch(/\/Description {2}NOT_EQUAL {3}"as wished" {2}"first text"/);
});

it('lists another region, and says when LIST fails', async () => {
  const { simulator, options } = await persistentCloud(1);
  addCopy(simulator);
  const elsewhere = run('list', 'TF::Alicloud::ImageCopy', '--region', 'cn-beijing', ...options);
  expect(await elsewhere.code).toBe(0);
  expect(elsewhere.out()).toContain('There are no resources of TF::Alicloud::ImageCopy in cn-beijing.');
  const refused = run('list', 'TF::Alicloud::ImageCopy', '--region', 'no region', ...options);
  expect(await refused.code).toBe(1);
  expect(refused.out()).toContain('HandlerErrorCode: InvalidRequest');
});

it('compares templates without a stack and without a cloud', async () => {
  const folder = temporaryFolder();
  const [first, second] = ['cn-hangzhou', 'cn-beijing'].map((SourceRegionId, index) => {
    const file = join(folder, `${index}.json`);
    writeFileSync(file, JSON.stringify(templateOf({ Copy: { Properties: { SourceRegionId } } })));
    return file;
  });
  const { code, out } = run('diff', first ?? '', second ?? '', '--stack-name', 'demo', '--state', folder);
  expect(await code).toBe(0);
  expect(out()).toBe(
    [
      'Change set for the stack demo (UPDATE)',
      '± Modify  Copy  TF::Alicloud::ImageCopy  Replacement: True  the old one is deleted',
      '    ~ SourceRegionId: "cn-hangzhou" → "cn-beijing"  (create-only)',
      '0 Add, 1 Modify (1 with replacement), 0 Remove',
      '',
    ].join('\n'),
  );
});

it('shows what would be created where there is no stack, and names those there are', async () => {
  const { options, folder } = await persistentCloud(1);
  const template = writeTemplate(folder, 'first text');
  const alone = run('diff', template, ...options.slice(2));
  expect(await alone.code).toBe(0);
  expect(alone.out()).toMatch(
    /^There is no stack stack yet: a deployment would create it\.\nChange set .* \(CREATE\)\n\+ Add {2}Copy/,
  );
});

it('deploys without a key of Alibaba Cloud in any configuration', async () => {
  const folder = temporaryFolder();
  const template = writeTemplate(folder, 'first text', {});
  const { code, out } = run('deploy', template, '--keyless', '--delete', '--speed', '3000', '--state', folder);
  expect(await code).toBe(0);
  expect(out()).toContain('0 images, 0 snapshots left');
  const log = readFileSync(join(folder, 'stack.log'), 'utf8');
  expect(log).toContain('"action":"AssumeRoleWithOIDC"');
  expect(log).toContain('"action":"GetWebIdentityToken"');
  expect(log).not.toMatch(/simulator-(aws-)?(access-key-secret|secret-access-key|session-token)/);
});

it('does not take what a DeletionPolicy keeps for a failure of --delete', async () => {
  const folder = temporaryFolder();
  const { code, out } = run(
    'deploy',
    writeTemplate(folder, 'first text'),
    '--delete',
    '--speed',
    '3000',
    '--state',
    folder,
  );
  expect(await code).toBe(0);
  expect(out()).toMatch(/Copy {2}DELETE_SKIPPED/);
  expect(out()).toMatch(/1 image, 1 snapshot left\n/);
});

it('takes the AWS credentials of the environment for a keyless type configuration', async () => {
  const simulator = await startAlibabaSimulator({ clock: createClock() });
  const { aws, way } = await startKeyless(simulator);
  try {
    addCopy(simulator);
    const folder = temporaryFolder();
    const file = join(folder, 'keyless.json');
    const configuration = {
      RegionId: 'cn-shanghai',
      AssumeRoleWithOIDC: way,
      Endpoints: { Ecs: simulator.url, Sts: simulator.url },
    };
    writeFileSync(file, JSON.stringify(configuration));
    const args = ['list', 'TF::Alicloud::ImageCopy', '--type-configuration', file, '--state', folder];
    const { accessKeyId, secretAccessKey, sessionToken } = aws.credentials;
    const given = runIn(
      {
        AWS_ACCESS_KEY_ID: accessKeyId,
        AWS_SECRET_ACCESS_KEY: secretAccessKey,
        AWS_SESSION_TOKEN: sessionToken,
        AWS_ENDPOINT_URL_STS: aws.url,
      },
      ...args,
    );
    expect(await given.code).toBe(0);
    expect(given.out()).toContain(IDENTIFIER);
    const without = runIn({ AWS_ACCESS_KEY_ID: undefined, AWS_SECRET_ACCESS_KEY: undefined }, ...args);
    expect(await without.code).toBe(2);
    expect(without.err()).toContain('needs AWS credentials for that: set AWS_ACCESS_KEY_ID');
  } finally {
    await Promise.all([simulator.close(), aws.close()]);
  }
});

describe('deploy of a stack that is kept', () => {
  it('goes to the cloud of its last deployment, unless the embedded simulator is meant', async () => {
    const { simulator, options, folder } = await persistentCloud(1);
    const kept = ['deploy', 'examples/smallest.yaml', '--state', join(folder, 'stacks')];
    expect(await run(...kept, ...options).code).toBe(0);
    const again = run(...kept);
    expect(await again.code).toBe(0);
    expect(again.out() + again.err()).toContain('No changes');
    const stateFile = join(folder, 'stacks', 'smallest.json');
    const keptNow = () => ({
      images: simulator.ledger().images,
      calls: simulator.calls.length,
      state: readFileSync(stateFile, 'utf8'),
    });
    const before = keptNow();
    expect(before.images).toHaveLength(1);
    const elsewhere = run(...kept, '--speed', '10000', '--delete');
    expect(await elsewhere.code).toBe(0);
    expect(elsewhere.out()).toMatch(/smallest {2}CREATE_COMPLETE.*smallest {2}DELETE_COMPLETE/s);
    expect(elsewhere.out()).toContain('0 images, 0 snapshots left');
    expect(elsewhere.out() + elsewhere.err()).not.toContain('No changes');
    expect(keptNow()).toEqual(before);
  });
});

describe('an interruption', () => {
  const shown: object[] = [];
  const terminal = blindTerminal(AbortSignal.abort(), {
    show: ({ json }) => void shown.push(json),
    note: () => undefined,
  });
  afterEach(() => expect(shown).toEqual([]));

  it('of a list and of a drift shows nothing that is half done', async () => {
    const { options, folder } = await persistentCloud(1);
    const [, typeConfiguration] = options;
    const place = { state: folder, typeConfiguration, color: false };
    await expect(list('TF::Alicloud::ImageCopy', place, terminal)).rejects.toThrow(Interrupted);
    fileStore(join(folder, 'demo.json')).save({ ...newStack('demo'), status: 'CREATE_COMPLETE' });
    await expect(drift({ ...place, stackName: 'demo' }, terminal)).rejects.toThrow('nothing was changed');
  });
});

it('names the clouds of the stacks where a list does not know which one is meant', async () => {
  const folder = temporaryFolder();
  for (const name of ['one', 'two'])
    fileStore(join(folder, `${name}.json`)).save({ ...newStack(name), typeConfigurationFile: `/${name}-cloud.json` });
  const terminal = blindTerminal(new AbortController().signal);
  await expect(list('TF::Alicloud::Image', { state: folder, color: false }, terminal)).rejects.toThrow(
    'list TF::Alicloud::Image needs --type-configuration FILE, because the local stacks are in several clouds: ' +
      '/one-cloud.json, /two-cloud.json',
  );
});

it('keeps an import off a stack that another program works on', async () => {
  const { options, folder } = await persistentCloud(1);
  const unlock = lockStack(join(folder, 'stack.json'), 'stack');
  const terminal = blindTerminal(new AbortController().signal);
  const place = {
    state: folder,
    typeConfiguration: options[1],
    color: false,
    resourcesToImport: [`Copy=${IDENTIFIER}`],
  };
  const importing = importResources(writeTemplate(temporaryFolder(), 'first text'), place, terminal);
  await expect(importing).rejects.toThrow('is working on the stack stack');
  unlock();
});

it.each<[string, readonly string[], string]>([
  ['a drift of nothing', ['drift'], 'there are no stacks in'],
  ['events of nothing', ['events', '--stack-name', 'nothing'], 'there is no stack nothing in'],
  [
    'a list without a cloud',
    ['list', 'TF::Alicloud::ImageCopy'],
    'needs --type-configuration FILE. It works on a cloud',
  ],
  ['a list of an unknown type', ['list', 'AWS::S3::Bucket'], 'there is no type AWS::S3::Bucket here; choose from TF::'],
  ['a region of stacks', ['list', '--region', 'cn-beijing'], 'list without a type shows the local stacks'],
  [
    'an import of nothing',
    ['import', 'examples/two-regions.yaml'],
    "required option '--resources-to-import <pairs...>' not specified",
  ],
  [
    'an import without a cloud',
    ['import', 'examples/two-regions.yaml', '--resources-to-import', 'A=b'],
    'import needs --type-configuration FILE',
  ],
  ['an import that is no pair', ['import', 'x.yaml', '--resources-to-import', 'Copy'], 'is not of the form Key=Value'],
  ['a diff of nothing', ['diff'], 'missing required argument'],
  ['a diff of a template that is not there', ['diff', 'nothing.yaml'], 'nothing.yaml: no such template'],
  [
    'a change set of several templates',
    ['deploy', 'a.yaml', 'b.yaml', '--no-execute-changeset'],
    'diff compares several',
  ],
  [
    'keyless for another cloud',
    ['deploy', 'a.yaml', '--keyless', '--type-configuration', 'x'],
    '--keyless is for the embedded simulator',
  ],
])('tells %s, before anything happens', async (_name, args, expected) => {
  const folder = temporaryFolder();
  const written: string[] = [];
  const program = createProgram(
    allCommands(() => blindTerminal(new AbortController().signal)),
    () => undefined,
  );
  for (const command of [program, ...program.commands]) {
    command.configureOutput({ writeErr: (text) => void written.push(text) });
  }
  const run = program.parseAsync([...args, '--state', folder], { from: 'user' });
  await expect(run).rejects.toThrow(expected);
  expect(readdirSync(folder)).toEqual([]);
});

describe('delete --retain-resources', () => {
  const copies = (folder: string): string => {
    const file = join(folder, 'copies.json');
    const copy = { Properties: { SourceImageId: GOLDEN, DeleteAutoSnapshot: true } };
    const outputs = { Outputs: { Copy: { Value: { Ref: 'Copy' } } } };
    writeFileSync(file, JSON.stringify(templateOf({ Copy: copy, Other: copy }, outputs)));
    return file;
  };

  it('ends a deletion that instances are in the way of; the copy stays, and is said to be billed', async () => {
    const { simulator, options, folder } = await persistentCloud(1);
    const deployed = run('deploy', copies(folder), ...options, '--json');
    expect(await deployed.code).toBe(0);
    const place = [...options.slice(2), '--stack-name', 'copies'];

    const early = run('delete', '--retain-resources', 'Copy', ...place);
    expect(await early.code).toBe(2);
    expect(early.err()).toContain('is for a stack in DELETE_FAILED, and copies is in CREATE_COMPLETE');

    const identifier = String(asObject(lastLine(deployed.out()).outputs).Copy);
    const [regionId = '', imageId = ''] = identifier.split('/');
    simulator.world.useByInstance(regionId, imageId);
    const failed = run('delete', ...place);
    expect(await failed.code).toBe(1);
    expect(failed.out()).toMatch(/DELETE_FAILED[\s\S]*\n {2}npm start -- delete .* --retain-resources Copy\n/);

    const unknown = run('delete', '--retain-resources', 'Copy', 'Other', 'Nobody', ...place);
    expect(await unknown.code).toBe(2);
    expect(unknown.err()).toContain('the stack copies has no Other, Nobody; it still has Copy');

    const done = run('delete', '--retain-resources', 'Copy', ...place);
    expect(await done.code).toBe(0);
    expect(done.out()).toMatch(/Copy {2}DELETE_SKIPPED\n.*copies {2}DELETE_COMPLETE\n/);
    expect(done.out()).toContain(
      `billed until you delete it by hand or import it into another stack:\n  Copy  ${identifier}`,
    );
    expect(simulator.ledger().images).toEqual([identifier]);
    expect(await run('events', ...place).code).toBe(2);
  });
});
