import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openCloud } from '../../local/cloud';
import { CLOUDS, cloudOf, cloudsOf, factsOf, inWords, titleOf } from '../../local/clouds';
import { ledgerText } from '../../local/commands/run';
import { startEmbeddedCloud } from '../../local/embedded';
import type { JsonObject } from '../../local/json';
import { readResourceType } from '../../local/schema/resource-type';
import { newStack } from '../../local/session';
import { createChangeSet } from '../../local/stack/change-set';
import { resourcesView } from '../../local/view/lists';
import {
  cloudNamed,
  startAlibabaSimulator,
  startApsaraStack,
  startAwsSts,
  startHuaweiSimulator,
} from '../../simulator/index';
import { allProjects } from '../../tools/projects';
import { CLOSED_PORT, CLOSED_URL } from '../support/closed-port';
import { asObject, imageCopy, propose, sheetOf, temporaryFolder, types } from './helpers';

const HUAWEI = 'TF::HuaweiCloud::ImagesImageCopy';
const APSARA = 'TF::ApsaraStack::ImageCopy';
const ALIBABA = 'TF::Alicloud::ImageCopy';

describe('every cloud that a type works on', () => {
  const names = [...new Set(allProjects().map(({ cloud }) => cloud))];

  it.each(names)('%s has a row, and its configuration has what the row says', async (name) => {
    const facts = factsOf(name);
    const aws = await startAwsSts();
    const cloud = await cloudNamed(name).start({ trusted: aws });
    try {
      const configuration = asObject(JSON.parse(JSON.stringify(cloud.typeConfiguration)));
      expect(configuration[facts?.defaultRegion ?? '']).toEqual(expect.stringMatching(/^[a-z]+-/));
      expect(asObject(configuration.Endpoints)[facts?.endpoint ?? '']).toEqual(expect.stringMatching(/^http:/));
      // Without such a method, it is opened by a key.
      expect(Object.keys(configuration)).toContain(facts?.webIdentity ?? 'Credentials');
    } finally {
      await Promise.all([cloud.close(), aws.close()]);
    }
  });

  it.each(allProjects().map(({ typeName }) => typeName))('%s has properties that tell its resources apart', (name) => {
    const properties = Object.keys(asObject(types.get(name)?.schema.properties));
    const { telling = [] } = factsOf(cloudOf(name)) ?? {};
    expect(telling.filter((property) => properties.includes(property)).length).toBeGreaterThanOrEqual(4);
  });

  it.each([
    ['alibaba', startAlibabaSimulator],
    ['apsarastack', startApsaraStack],
    ['huaweicloud', startHuaweiSimulator],
  ] as const)('%s has the image that is named as an example', async (name, start) => {
    const [, imageId = '', regionId = ''] = /^image (\S+) in (\S+)/.exec(factsOf(name)?.samples ?? '') ?? [];
    const simulator = await start();
    expect(simulator.world.image(regionId, imageId)).toMatchObject({ regionId, imageId });
    await simulator.close();
  });
});

it('a type that is in no list is on the cloud of those that are called like it', () => {
  expect([ALIBABA, 'TF::Alicloud::Former', HUAWEI, 'A::Atlantis::B', 'A'].map(cloudOf)).toEqual([
    ...['alibaba', 'alibaba', 'huaweicloud', 'Atlantis', 'A'],
  ]);
  expect(cloudsOf([HUAWEI, 'A::Atlantis::B', ALIBABA, ALIBABA])).toEqual(['alibaba', 'huaweicloud', 'Atlantis']);
  expect(inWords(cloudsOf([HUAWEI, APSARA, ALIBABA]).map(titleOf))).toBe(
    'Alibaba Cloud, Apsara Stack and Huawei Cloud',
  );
  expect(titleOf('Atlantis')).toBe('Atlantis');
});

function fileOf(contents: object): string {
  const file = join(temporaryFolder(), 'type-configuration.json');
  writeFileSync(file, JSON.stringify(contents));
  return file;
}

describe('a type configuration', () => {
  const key = { AccessKey: 'a', SecretKey: 'b' };

  it.each<[string, string, object, string]>([
    ['the account', HUAWEI, { Region: 'cn-north-4', Credentials: key }, 'Huawei Cloud'],
    [
      'an endpoint',
      HUAWEI,
      { Endpoints: { Ims: 'https://ims.example.com' } },
      'Huawei Cloud at https://ims.example.com',
    ],
    ['the account', ALIBABA, { RegionId: 'cn-shanghai' }, 'Alibaba Cloud'],
    [
      'a gateway',
      APSARA,
      { Endpoints: { Ecs: 'https://pop.example.com/ecs' } },
      'Apsara Stack at https://pop.example.com/ecs',
    ],
  ])('says that it leads to %s of %s', async (_, typeName, configuration, place) => {
    const file = fileOf(configuration);
    const cloud = await openCloud(file, {}, [typeName]);
    expect(cloud.place).toBe(`${place} (type configuration ${file})`);
  });

  it('leads to each cloud of its types once', async () => {
    const file = fileOf({ [ALIBABA]: {}, [HUAWEI]: { Region: 'cn-north-4' }, 'TF::Alicloud::Image': {} });
    const cloud = await openCloud(file, {}, [HUAWEI, ALIBABA, 'TF::Alicloud::Image']);
    expect(cloud.place).toBe(`Huawei Cloud and Alibaba Cloud (type configuration ${file})`);
  });

  it('leads to one cloud only if it is not by the names of types', async () => {
    const file = fileOf({ RegionId: 'cn-shanghai' });
    await expect(openCloud(file, {}, [ALIBABA, APSARA])).rejects.toThrow(
      `${file}: this is one type configuration, but the types here are on Alibaba Cloud and Apsara Stack. Give each type its own in one ` +
        `file: { "${ALIBABA}": {…}, "${APSARA}": {…} }`,
    );
  });

  it('that lacks a type is told with what to add', async () => {
    const file = fileOf({ [ALIBABA]: { RegionId: 'cn-shanghai' } });
    await expect(openCloud(file, {}, [ALIBABA, APSARA])).rejects.toThrow(
      `${file}: there is no type configuration of ${APSARA}, only of ${ALIBABA}. Add "${APSARA}": {…}`,
    );
  });

  it('is a JSON object', async () => {
    const file = fileOf([]);
    await expect(openCloud(file, {}, [ALIBABA])).rejects.toThrow(
      `${file}: a type configuration is a JSON object, such as those in registration/type-configuration`,
    );
  });

  it.each([
    [ALIBABA, { Ecs: CLOSED_URL }, '--port'],
    [APSARA, { Ecs: `${CLOSED_URL}/pop` }, '--apsarastack-port'],
    [HUAWEI, { Ims: CLOSED_URL }, '--huaweicloud-port'],
  ])('of %s that leads to a simulator that is gone says how to start that one', async (typeName, endpoints, option) => {
    const file = fileOf({ Endpoints: endpoints });
    await expect(openCloud(file, {}, [typeName])).rejects.toThrow(
      `npm run simulator -- ${option} ${CLOSED_PORT} --type-configuration ${file}`,
    );
  });

  it('of Huawei Cloud without a key needs AWS credentials, as one of Alibaba Cloud does', async () => {
    const file = fileOf({ AssumeAgencyWithOIDC: {} });
    await expect(openCloud(file, {}, [HUAWEI])).rejects.toThrow(
      `${file}: AssumeAgencyWithOIDC gets a token from AWS STS, and needs AWS credentials for that`,
    );
    const environment = { AWS_ACCESS_KEY_ID: 'id', AWS_SECRET_ACCESS_KEY: 'secret' };
    const cloud = await openCloud(file, environment, [HUAWEI]);
    expect(cloud.callerCredentials).toMatchObject({ accessKeyId: 'id' });
  });
});

describe('the embedded simulators', () => {
  it.each([
    [[ALIBABA], 'a simulated Alibaba Cloud inside this program, which ends with it'],
    [[HUAWEI], 'a simulated Huawei Cloud inside this program, which ends with it'],
    [
      [HUAWEI, APSARA, ALIBABA],
      'a simulated Alibaba Cloud, a simulated Apsara Stack and a simulated Huawei Cloud inside this program, which end with it',
    ],
  ])('are those of the types that are used: %j', async (used, place) => {
    const cloud = await startEmbeddedCloud({ speed: 1, used });
    expect(cloud.place).toBe(place);
    expect(Object.keys(cloud.typeConfiguration)).toEqual(expect.arrayContaining(used));
    expect(new Set(Object.keys(cloud.typeConfiguration).map(cloudOf))).toEqual(new Set(used.map(cloudOf)));
    await cloud.close();
  });

  it('have no key where their cloud takes a token of AWS STS', async () => {
    const cloud = await startEmbeddedCloud({ speed: 1, isKeyless: true });
    expect(Object.keys(asObject(cloud.typeConfiguration[ALIBABA]))).toContain('AssumeRoleWithOIDC');
    expect(Object.keys(asObject(cloud.typeConfiguration[HUAWEI]))).toContain('AssumeAgencyWithOIDC');
    expect(Object.keys(asObject(cloud.typeConfiguration[APSARA]))).toContain('Credentials');
    expect(cloud.functionEnvironment?.AWS_ENDPOINT_URL_STS).toMatch(/^http:/);
    await cloud.close();
  });

  it.each([
    [[APSARA], `${APSARA} cannot`, 'Remove --keyless'],
    [
      [APSARA, 'TF::ApsaraStack::Image'],
      `${APSARA} and TF::ApsaraStack::Image cannot be deployed without an access key, because`,
      'on Apsara Stack. Nothing was created. Remove --keyless',
    ],
    [
      [HUAWEI, APSARA, ALIBABA],
      `${APSARA} cannot`,
      `or deploy ${HUAWEI} and ${ALIBABA} in a template without the others`,
    ],
  ])('refuse to be without a key for a type that needs one: %j', async (used, first, last) => {
    const started = startEmbeddedCloud({ speed: 1, isKeyless: true, used });
    await expect(started).rejects.toThrow(`--keyless: ${first}`);
    await expect(started).rejects.toThrow(new RegExp(`${last}$`));
  });

  it.each([
    ['alibaba', [HUAWEI, APSARA], '--images', 'Alibaba Cloud', 'Apsara Stack and Huawei Cloud'],
    ['apsarastack', [ALIBABA], '--apsarastack-images', 'Apsara Stack', 'Alibaba Cloud'],
    ['huaweicloud', [ALIBABA], '--huaweicloud-images', 'Huawei Cloud', 'Alibaba Cloud'],
  ])('refuse a file of images of %s that nothing would read', async (name, used, option, title, others) => {
    await expect(startEmbeddedCloud({ speed: 1, images: { [name]: fileOf([]) }, used })).rejects.toThrow(
      `${option} is for the simulated ${title}, and the template uses ${others} only. Use `,
    );
  });

  it.each([
    ['alibaba', ALIBABA, { regionId: 'cn-nowhere', imageId: 'm-mine' }, 'images[0].regionId: expected a region id'],
    ['apsarastack', APSARA, { regionId: 'my region', imageId: 'm-mine' }, 'images[0].regionId: expected a region id'],
    ['huaweicloud', HUAWEI, { regionId: 'cn-nowhere', name: 'mine' }, 'images[0].regionId: expected a region id'],
    ['huaweicloud', HUAWEI, { regionId: 'cn-north-4', imageId: 'm-mine' }, 'images[0].name: is missing'],
  ])('say what is wrong in a file of images of %s', async (name, used, image, problem) => {
    const file = fileOf([image]);
    await expect(startEmbeddedCloud({ speed: 1, images: { [name]: file }, used: [used] })).rejects.toThrow(
      `${file}: ${problem}`,
    );
  });

  it('say what is left in each of them', async () => {
    const one = await startEmbeddedCloud({ speed: 1, used: [APSARA] });
    expect(ledgerText(one.left() ?? { unfinished: 0, images: [], snapshots: [] })).toBe('0 images, 0 snapshots left');
    await one.close();
    const left = { unfinished: 1, images: ['a/1', 'b/2'], snapshots: ['a/s'] };
    const clouds = {
      'Alibaba Cloud': { unfinished: 0, images: ['a/1'], snapshots: ['a/s'] },
      'Huawei Cloud': { unfinished: 1, images: ['b/2'], snapshots: [], backups: ['b/b'] },
    };
    expect(ledgerText({ ...left, clouds }).split('\n')).toEqual([
      '1 image, 1 snapshot left in Alibaba Cloud',
      '  a/1',
      '  a/s',
      '1 image (1 unfinished), 1 backup left in Huawei Cloud',
      '  b/2',
      '  b/b',
    ]);
    const several = await startEmbeddedCloud({ speed: 1, used: [HUAWEI, ALIBABA] });
    expect(Object.keys(several.left()?.clouds ?? {})).toEqual(['Alibaba Cloud', 'Huawei Cloud']);
    await several.close();
  });
});

/** A type of Huawei Cloud with some of the properties that one has. */
function huaweiType(nameText: string) {
  const text = (description: string): JsonObject => ({ type: 'string', description });
  return readResourceType({
    typeName: HUAWEI,
    properties: {
      tfcfnid: text('`<TargetRegion>/<ImageId>`'),
      ...{ Region: text('The source'), TargetRegion: text('The target'), SourceImageId: text('What is copied') },
      ...{ Id: text('The image'), Name: text(nameText), Status: text('The status') },
    },
    required: ['SourceImageId', 'Name'],
    readOnlyProperties: ['/properties/tfcfnid', '/properties/Id', '/properties/Status'],
    createOnlyProperties: ['/properties/SourceImageId', '/properties/TargetRegion', '/properties/Region'],
    primaryIdentifier: ['/properties/tfcfnid'],
    handlers: { list: { handlerSchema: { properties: { TargetRegion: { type: 'string' } } } } },
  });
}

describe('a type of Huawei Cloud needs data only', () => {
  it('to be listed: with what LIST answers of it', () => {
    const view = resourcesView(huaweiType(''), [{ tfcfnid: 'cn-east-3/7ca6', Id: '7ca6', Name: 'golden' }]);
    expect(view.text(sheetOf(200)).split('\n')).toEqual(['Physical ID     Name    Id', 'cn-east-3/7ca6  golden  7ca6']);
  });

  it('to be told of names that clash: only if its region has a name once', () => {
    const resource = { Type: HUAWEI, Properties: { SourceImageId: 'x', Name: 'golden' } };
    const warningsWith = (text: string) => {
      const proposal = propose({ Resources: { One: resource, Two: resource } }, {}, newStack('test'), {}, [
        huaweiType(text),
      ]);
      return createChangeSet(newStack('test'), proposal).changes.flatMap(({ warnings }) => warnings);
    };
    expect(warningsWith('The name')).toEqual([]);
    expect(warningsWith('The name; unique in its region')).toEqual([
      'Name "golden" is also that of One. This fails: let the name change with the source, or remove Name.',
    ]);
  });
});

it('a list leaves out what no resource has', () => {
  const models = [{ tfcfnid: 'cn-shanghai/m-1', ImageName: 'a', Status: 'Available' }];
  expect(resourcesView(imageCopy, models).text(sheetOf(200)).split('\n')[0]).toBe('Physical ID      ImageName  Status');
  expect(resourcesView(imageCopy, []).text(sheetOf(200))).toContain('CreationTime');
});

it('no cloud is called like another', () => {
  const titles = Object.values(CLOUDS).map(({ title }) => title);
  expect(new Set(titles).size).toBe(titles.length);
});
