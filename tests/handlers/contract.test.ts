import schema from '../../schema.json';
import { builtInImages } from '../../simulator/index';
import { KEY_ABROAD, SOURCE } from '../support/copies';
import { openStage, type Properties, type Stage } from '../support/stage';

/**
 * CloudFormation's handler contract beyond what `cfn test` asks
 * (https://docs.aws.amazon.com/cloudformation-cli/latest/userguide/resource-type-test-contract.html). That every single answer keeps
 * the rules of its kind is checked by the stage, for all tests.
 */
const EVERYTHING = {
  ...SOURCE,
  DestinationRegionId: 'ap-southeast-1',
  ImageName: 'everything',
  Description: 'all that can be set',
  Encrypted: true,
  KmsKeyId: KEY_ABROAD,
  ResourceGroupId: 'rg-acfmimages',
  ImageFamily: 'golden',
  Tags: [
    { Key: 'team', Value: 'platform' },
    { Key: 'empty', Value: '' },
  ],
  Force: true,
  DeleteAutoSnapshot: true,
  Timeouts: { Create: '3h', Delete: '20m' },
};
const names = (pointers: readonly string[]): string[] => pointers.map((pointer) => pointer.replace('/properties/', ''));
const WRITE_ONLY = names(schema.writeOnlyProperties);
const without = (properties: Properties, dropped: readonly string[]): Properties =>
  Object.fromEntries(Object.entries(properties).filter(([name]) => !dropped.includes(name)));

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
});
afterEach(() => stage.close());

describe('a CREATE handler', () => {
  it.each(names(schema.readOnlyProperties))('refuses the read-only %s', async (name) => {
    const type = schema.properties[name as keyof typeof schema.properties];
    const value =
      'type' in type && type.type !== 'string' ? { integer: 1, boolean: true, array: ['s-1'] }[type.type] : 'x';
    const answer = await stage.invoke('CREATE', { ...SOURCE, [name]: value });
    expect(answer).toMatchObject({
      status: 'FAILED',
      errorCode: 'InvalidRequest',
      message: expect.stringContaining(name),
    });
    expect(stage.simulator.calls).toEqual([]);
  });

  it('makes one copy however often its request is repeated', async () => {
    const answers = [];
    for (let times = 0; times < 3; times += 1)
      answers.push(await stage.invoke('CREATE', SOURCE, { token: 'the same' }));
    expect(new Set(answers.map((answer) => answer.resourceModel?.tfcfnid)).size).toBe(1);
    expect(stage.simulator.ledger()).toMatchObject({ runningCopies: 1, waitingCopies: 0 });
  });

  it('returns the primary identifier in its first answer, before the copy exists', async () => {
    const first = await stage.invoke('CREATE', SOURCE);
    expect(first).toMatchObject({
      status: 'IN_PROGRESS',
      resourceModel: { tfcfnid: expect.stringMatching(/^cn-shanghai\/m-/) },
    });
  });

  it('answers without a null even where the request has one', async () => {
    const request = { ...SOURCE, Description: null, Timeouts: { Create: '3h', Delete: null } };
    const first = await stage.invoke('CREATE', request);
    expect(first.resourceModel).toMatchObject({ ...SOURCE, Timeouts: { Create: '3h' } });
    expect(JSON.stringify(first)).not.toContain('null');
  });

  it('returns what it was given, less what is write-only, and a READ returns the same', async () => {
    const { final } = await stage.run('CREATE', EVERYTHING);
    expect(final.resourceModel).toMatchObject(without(EVERYTHING, WRITE_ONLY));
    const read = await stage.invoke('READ', { tfcfnid: final.resourceModel?.tfcfnid });
    expect(read.resourceModel).toEqual(final.resourceModel);
  });
});

describe('a READ handler', () => {
  it('returns every property that a template needs for the bare identifier', async () => {
    const { final } = await stage.run('CREATE', EVERYTHING);
    const { resourceModel } = await stage.invoke('READ', { tfcfnid: final.resourceModel?.tfcfnid });
    const ofTemplates = names(Object.keys(schema.properties)).filter((name) => !WRITE_ONLY.includes(name));
    const never = ['ImageVersion'];
    expect(Object.keys(resourceModel ?? {}).sort()).toEqual(ofTemplates.filter((name) => !never.includes(name)).sort());
  });

  it('says NotFound of what does not exist', async () => {
    expect(await stage.invoke('READ', { tfcfnid: 'cn-shanghai/m-none' })).toMatchObject({ errorCode: 'NotFound' });
  });
});

describe('an UPDATE handler', () => {
  it.each(names(schema.createOnlyProperties))('says NotUpdatable when the create-only %s changes', async (name) => {
    const { final } = await stage.run('CREATE', EVERYTHING);
    const identifier = { tfcfnid: final.resourceModel?.tfcfnid };
    const changes: Properties = {
      SourceImageId: 'm-bp1another',
      SourceRegionId: 'cn-beijing',
      DestinationRegionId: 'eu-central-1',
      Encrypted: false,
      KmsKeyId: 'key-another',
    };
    const wished = without(
      { ...EVERYTHING, ...identifier, [name]: changes[name] },
      name === 'Encrypted' ? ['KmsKeyId'] : [],
    );
    const before = stage.simulator.calls.length;
    const answer = await stage.invoke('UPDATE', wished, { previous: { ...EVERYTHING, ...identifier } });
    expect(answer).toMatchObject({
      status: 'FAILED',
      errorCode: 'NotUpdatable',
      message: expect.stringContaining(name),
    });
    expect(new Set(stage.simulator.calls.slice(before).map(({ action }) => action))).toEqual(
      new Set(['DescribeImages']),
    );
  });

  it('says NotFound when there is nothing to update, even without an identifier', async () => {
    expect(await stage.invoke('UPDATE', { ...SOURCE, tfcfnid: 'cn-shanghai/m-none' })).toMatchObject({
      errorCode: 'NotFound',
    });
    expect(await stage.invoke('UPDATE', SOURCE)).toMatchObject({ errorCode: 'NotFound' });
  });

  it('comes to the same however often it is repeated', async () => {
    const { final } = await stage.run('CREATE', SOURCE);
    const wished = { ...SOURCE, tfcfnid: final.resourceModel?.tfcfnid, Description: 'described afterwards' };
    const first = await stage.run('UPDATE', wished, { previous: SOURCE, token: 'again' });
    const second = await stage.run('UPDATE', wished, { previous: SOURCE, token: 'again' });
    expect(second.final).toEqual(first.final);
    expect(first.final.resourceModel).toMatchObject({ Description: 'described afterwards' });
  });
});

describe('a DELETE handler', () => {
  it('ends without a model, and the second time says NotFound', async () => {
    const { final } = await stage.run('CREATE', SOURCE);
    const request = { ...SOURCE, tfcfnid: final.resourceModel?.tfcfnid, DeleteAutoSnapshot: true };
    expect((await stage.run('DELETE', request)).final).toEqual({
      status: 'SUCCESS',
      message: '',
      callbackDelaySeconds: 0,
    });
    expect(await stage.invoke('DELETE', request)).toMatchObject({ status: 'FAILED', errorCode: 'NotFound' });
    expect(stage.simulator.ledger()).toMatchObject({ images: [], snapshots: [] });
  });
});

describe('a LIST handler', () => {
  it('lists 250 copies in three pages, each by one call', async () => {
    const [golden] = builtInImages;
    for (let index = 0; index < 250; index += 1) {
      stage.simulator.world.addImage({
        ...golden,
        regionId: 'cn-qingdao',
        imageId: `m-copy${index}`,
        imageName: `copy-${index}`,
        isCopied: true,
      });
    }
    const seen: unknown[] = [];
    const sizes: number[] = [];
    let nextToken: string | undefined;
    do {
      const page = await stage.invoke('LIST', { DestinationRegionId: 'cn-qingdao' }, { nextToken });
      sizes.push(page.resourceModels?.length ?? 0);
      seen.push(...(page.resourceModels ?? []).map((model) => model.tfcfnid));
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    expect(sizes).toEqual([100, 100, 50]);
    expect(new Set(seen).size).toBe(250);
    expect(stage.simulator.ledger().calls).toEqual({ DescribeImages: 3 });
  });
});
