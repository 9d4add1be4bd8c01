import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { importResources } from '../../local/commands/import';
import type { Terminal } from '../../local/commands/run';
import { validate } from '../../local/commands/validate';
import { Interrupted } from '../../local/errors';
import type { JsonObject } from '../../local/json';
import { newStack } from '../../local/session';
import { EMPTY_RECORD } from '../../local/stack/steps';
import { fileStore } from '../../local/stack/store';
import { validationView } from '../../local/view/validation';
import { asObject, sheetOf, templateOf, temporaryFolder } from './helpers';
import { type Ended, endPrograms, persistentCloud, ended as runToItsEnd } from './program';

// What people get wrong on their way, by every command in which they can: each message says what to do next.

afterEach(endPrograms);

const COPY = 'TF::Alicloud::ImageCopy';
const APSARA = 'TF::ApsaraStack::ImageCopy';
const SOURCE = { SourceRegionId: 'cn-hangzhou', SourceImageId: 'm-bp1golden0ubuntu24' };

function write(contents: object, name = 'template.json'): string {
  const file = join(temporaryFolder(), name);
  writeFileSync(file, JSON.stringify(contents));
  return file;
}

const resource = (Type: string, properties: JsonObject = {}): JsonObject => ({
  ...{ Type, DeletionPolicy: 'Delete', Properties: { ...SOURCE, ...properties } },
});
const templateWith = (...resources: JsonObject[]): string =>
  write({ Resources: Object.fromEntries(resources.map((one, index) => [`R${index}`, one])) });

/** Runs a command to its end, with a state of its own. A validation has none. */
const ended = (...words: string[]): Promise<Ended> =>
  runToItsEnd(...words, ...(words[0] === 'validate' ? [] : ['--state', temporaryFolder()]));

const NAMED = ['deploy', 'diff', 'validate'] as const;

it.each(NAMED)('an unknown type, by %s', async (command) => {
  expect(await ended(command, templateWith(resource('TF::Alicloud::ImageCopie')))).toMatchObject({
    code: 2,
    text: expect.stringContaining(`did you mean ${COPY}? Choose from ${COPY}, `),
  });
});

it.each(NAMED)('a parameter without a value, by %s', async (command) => {
  const template = write(templateOf({ Copy: {} }, { Parameters: { Stage: { Type: 'String' } } }));
  expect(await ended(command, template)).toMatchObject({
    code: 2,
    text: expect.stringContaining('Parameters.Stage: needs a value: --parameters Stage=…'),
  });
});

it.each(NAMED)('a file with parameters that is not JSON, by %s', async (command) => {
  const template = templateWith(resource(COPY));
  expect(await ended(command, template, '--parameters', 'examples/full.yaml')).toMatchObject({
    code: 2,
    text: expect.stringContaining('examples/full.yaml: this file with parameters is not valid JSON'),
  });
});

it.each(['deploy', 'validate'])('a type configuration that lacks a type, by %s', async (command) => {
  const file = write({ [COPY]: { RegionId: 'cn-shanghai' } }, 'configuration.json');
  const template = templateWith(resource(COPY), resource(APSARA));
  expect(await ended(command, template, '--type-configuration', file)).toMatchObject({
    code: 2,
    text: expect.stringContaining(
      `${file}: there is no type configuration of ${APSARA}, only of ${COPY}. Add "${APSARA}": {…}`,
    ),
  });
});

it.each([
  ['list', COPY],
  ['import', 'examples/imported.yaml', '--resources-to-import', 'GoldenImage=cn-shanghai/m-1'],
])('no type configuration, by %s', async (...words) => {
  expect(await ended(...words)).toMatchObject({
    code: 2,
    text: expect.stringMatching(
      /needs --type-configuration FILE\. .* in another terminal with npm run simulator -- --type-configuration simulator\.json\n$/,
    ),
  });
});

const HUAWEI = 'TF::HuaweiCloud::ImagesImageCopy';
const GOLDEN = '7ca6b538-6e35-4a7c-8c85-1e2d3f4a5b6c';
const CONFIGURATIONS = {
  'Alibaba Cloud': { RegionId: 'cn-shanghai', AssumeRoleWithOIDC: { ProviderArn: 'x', RoleArn: 'y', Audience: 'z' } },
  'Apsara Stack': { RegionId: 'cn-x', Organization: '26', ResourceSet: '1', Endpoints: { Ecs: 'http://127.0.0.1:9' } },
  'Huawei Cloud': { Region: 'cn-north-4', Credentials: { AccessKey: 'a', SecretKey: 'b' } },
};

it.each([
  [COPY, 'Alibaba Cloud', 'Huawei Cloud', 'registration/type-configuration'],
  [COPY, 'Alibaba Cloud', 'Apsara Stack', 'registration/type-configuration'],
  [APSARA, 'Apsara Stack', 'Huawei Cloud', 'types/apsarastack-image-copy/registration/type-configuration'],
  [APSARA, 'Apsara Stack', 'Alibaba Cloud', 'types/apsarastack-image-copy/registration/type-configuration'],
  [HUAWEI, 'Huawei Cloud', 'Alibaba Cloud', 'types/huaweicloud-images-image-copy/registration/type-configuration'],
  [HUAWEI, 'Huawei Cloud', 'Apsara Stack', 'types/huaweicloud-images-image-copy/registration/type-configuration'],
] as const)(
  'a type configuration of another cloud for %s: it is on %s, not on %s',
  async (type, own, other, folder) => {
    const file = write(CONFIGURATIONS[other], 'configuration.json');
    const named = type === HUAWEI ? { Type: HUAWEI, Properties: { SourceImageId: GOLDEN, Name: 'y' } } : resource(type);
    expect(await ended('deploy', templateWith(named), '--type-configuration', file)).toMatchObject({
      code: 2,
      text: expect.stringContaining(
        `${file}: this is a type configuration of ${other}, and ${type} is on ${own}. Examples of its own are in ${folder}.`,
      ),
    });
  },
);

it.each(NAMED)('a folder, and tabs, where a template is to be, by %s', async (command) => {
  const folder = temporaryFolder();
  expect(await ended(command, folder)).toMatchObject({
    code: 2,
    text: expect.stringContaining(`${folder}: this is a folder; name the file in it that is the template`),
  });
  const tabs = join(folder, 'tabs.yaml');
  writeFileSync(tabs, `Resources:\n\tCopy:\n\t\tType: ${HUAWEI}\n`);
  expect(await ended(command, tabs)).toMatchObject({
    code: 2,
    text: expect.stringContaining(`${tabs}:2:1: Tabs are not allowed as indentation; use spaces`),
  });
});

it('an unknown region in a template of Huawei Cloud', async () => {
  const properties = { SourceImageId: GOLDEN, Name: 'x', Region: 'cn-atlantis-1' };
  const template = templateWith({ Type: HUAWEI, Properties: properties });
  const { code, text } = await ended('deploy', template, '--speed', '10000', '--delete');
  expect(code).toBe(1);
  expect(text).toContain('cn-atlantis-1');
  expect(text).toMatch(/ProjectIds|Correct/);
  expect(text).toContain('0 images, 0 backups left');
}, 60_000);

it.each([
  [
    COPY,
    { DestinationRegionId: 'cn-shanhai' },
    'DestinationRegion.NotFound',
    'Correct DestinationRegionId, or RegionId of the type configuration.',
  ],
  [APSARA, { SourceRegionId: 'cn-atlantis' }, 'cn-atlantis', 'Correct'],
])(
  'an unknown region in a template of %s',
  async (type, properties, said, cure) => {
    const { code, text } = await ended(
      'deploy',
      templateWith(resource(type, properties)),
      '--speed',
      '10000',
      '--delete',
    );
    expect(code).toBe(1);
    expect(text).toContain(said);
    expect(text).toContain(cure);
    expect(text).toContain('0 images, 0 snapshots left');
  },
  60_000,
);

function terminal(interrupt: AbortSignal): Terminal {
  const nothing = (): Promise<never> => Promise.reject(new Error('there is nothing to show'));
  return {
    ...{ environment: {}, interrupt, handlerLine: () => undefined, notice: () => undefined },
    ...{ viewer: nothing, present: nothing },
  };
}

it('Ctrl-C ends a validation without a verdict', async () => {
  const validating = validate([templateWith(resource(COPY))], { color: false }, terminal(AbortSignal.abort()));
  await expect(validating).rejects.toThrow(Interrupted);
});

it('a validation fits a narrow terminal, and loses nothing there', () => {
  const view = validationView([
    {
      file: 'examples/a-template.yaml',
      problems: [
        { path: ['Resources', 'Copy'], message: 'is not what it should be, for many reasons', line: 3, column: 5 },
      ],
      resources: [],
      remarks: ['This may mean something else to CloudFormation.'],
    },
    { file: 'b.yaml', problems: [], resources: [{ logicalId: 'Copy', type: COPY }], remarks: [] },
  ]);
  const words = (text: string): string[] => text.split(/\s+/);
  const text = view.text(sheetOf(40));
  const longest = Math.max(...words(text).map((word) => word.length));
  for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(Math.max(40, longest + 2));
  expect(words(text)).toEqual(words(view.text(sheetOf(Number.POSITIVE_INFINITY))));
});

it('a resource of another stack is not imported, by whatever it is called', async () => {
  const { options, folder } = await persistentCloud(1);
  const record = {
    ...{ ...EMPTY_RECORD, logicalId: 'Mine', typeName: COPY, identifier: 'cn-shanghai/tfcfn-request-0123' },
    attributes: { Id: 'm-uf6mine' },
    status: 'CREATE_COMPLETE' as const,
  };
  const state = {
    ...newStack('other'),
    status: 'CREATE_COMPLETE' as const,
    typeConfigurationFile: options[1],
    resources: { Mine: record },
  };
  fileStore(join(folder, 'stacks', 'other.json')).save(state);
  for (const identifier of ['cn-shanghai/m-uf6mine', 'cn-shanghai/tfcfn-request-0123']) {
    const importing = importResources(
      templateWith(resource(COPY)),
      {
        ...{ resourcesToImport: [`R0=${identifier}`], state: join(folder, 'stacks'), color: false },
        typeConfiguration: options[1],
      },
      terminal(new AbortController().signal),
    );
    await expect(importing).rejects.toThrow('belongs to the stack other as Mine');
  }
  expect(asObject(record.attributes).Id).toBe('m-uf6mine');
});
