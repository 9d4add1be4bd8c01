import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../../local/json';
import type { ResourceRecord } from '../../local/stack/state';
import { EMPTY_RECORD } from '../../local/stack/steps';
import { deletionText } from '../../local/view/text';
import type { AlibabaSimulator } from '../../simulator/index';
import { asObject, TYPE_NAME, templateOf } from './helpers';
import { endPrograms, persistentCloud, run } from './program';

// Where things are: lists of several regions, and what a deletion takes from where.

afterEach(endPrograms);

function addCopies(simulator: AlibabaSimulator, ...identifiers: string[]): void {
  for (const identifier of identifiers) {
    const [regionId = '', imageId = ''] = identifier.split('/');
    const tags = { 'tfcfn:source': 'cn-hangzhou/m-bp1golden0ubuntu24' };
    simulator.world.addImage({ regionId, imageId, imageName: `golden-${regionId}`, isCopied: true, tags });
  }
}

/** Runs a command to its end. */
async function ended(...words: string[]) {
  const { code, out, err } = run(...words);
  return { code: await code, out: out(), err: err() };
}

const COPIES = ['cn-shanghai/m-uf6one', 'eu-central-1/m-gw8two'];

describe('list', () => {
  it('takes several regions, each once and in their order', async () => {
    const { simulator, options } = await persistentCloud(1);
    addCopies(simulator, ...COPIES);
    const regions = ['--region', 'eu-central-1,cn-beijing', 'cn-shanghai', 'eu-central-1'];
    const { code, out } = await ended('list', TYPE_NAME, ...regions, ...options);
    expect(code).toBe(0);
    const [head, first, second, ...notes] = out.trimEnd().split('\n');
    expect(head).toMatch(/^Physical ID/);
    expect([first?.split(' ')[0], second?.split(' ')[0]]).toEqual([COPIES[1], COPIES[0]]);
    expect(notes).toEqual([`There are no resources of ${TYPE_NAME} in cn-beijing.`]);
    const json = await ended('list', TYPE_NAME, ...regions, ...options, '--json');
    const { resources } = asObject(JSON.parse(json.out));
    expect(resources).toEqual([...COPIES].reverse().map((tfcfnid) => expect.objectContaining({ tfcfnid })));
  });

  it('shows what it finds although a region is none, and says what to correct', async () => {
    const { simulator, options } = await persistentCloud(1);
    addCopies(simulator, ...COPIES);
    const { code, out } = await ended('list', TYPE_NAME, '--region', 'cn-shanhai', 'eu-central-1', ...options);
    expect(code).toBe(1);
    expect(out).toContain(COPIES[1]);
    expect(out).toMatch(
      /\ncn-shanhai: Resource handler returned message: "[^"]*InvalidRegionId\.NotFound[^"]*Correct /,
    );
    const alone = await ended('list', TYPE_NAME, '--region', 'cn-shanhai', ...options);
    expect(alone.code).toBe(1);
    expect(alone.out).toMatch(/^cn-shanhai: Resource handler/);
    expect(alone.out).toContain('Output of the handlers: ');
  });

  it('names the region of the type configuration where it finds nothing', async () => {
    const { options } = await persistentCloud(1);
    const { code, out } = await ended('list', TYPE_NAME, ...options);
    expect({ code, out }).toEqual({
      code: 0,
      out: expect.stringContaining(
        `There are no resources of ${TYPE_NAME} in cn-shanghai, the region of the type configuration.`,
      ),
    });
  });
});

describe('delete', () => {
  it('tells what goes from where, and what stays, before it begins', async () => {
    const { options, folder } = await persistentCloud(1);
    const copy = (region: string, attributes: JsonObject = {}): JsonObject => ({
      ...attributes,
      Properties: { SourceImageId: 'm-bp1golden0ubuntu24', DestinationRegionId: region, DeleteAutoSnapshot: true },
    });
    const template = join(folder, 'two.json');
    const resources = { Goes: copy('cn-beijing'), Stays: copy('eu-central-1', { DeletionPolicy: 'Retain' }) };
    writeFileSync(template, JSON.stringify(templateOf(resources)));
    expect(await ended('deploy', template, ...options)).toMatchObject({ code: 0 });
    const { code, out } = await ended('delete', ...options.slice(2));
    expect(code).toBe(0);
    const [, ...lines] = out.split('\n');
    expect(lines.slice(0, 3)).toEqual([
      'Resources of the stack in Alibaba Cloud:',
      expect.stringMatching(/^ {2}Goes {2}cn-beijing\/m-\w+ {2}TF::Alicloud::ImageCopy$/),
      expect.stringMatching(
        /^ {2}Stays {2}eu-central-1\/m-\w+ {2}TF::Alicloud::ImageCopy {2}stays: DeletionPolicy: Retain$/,
      ),
    ]);
  });

  it('tells it by clouds', () => {
    const record = (logicalId: string, typeName: string, identifier?: string): ResourceRecord => ({
      ...{ ...EMPTY_RECORD, logicalId, typeName, identifier },
    });
    const records = [
      record('Far', 'TF::HuaweiCloud::ImagesImageCopy', 'cn-east-3/7ca6'),
      record('Near', TYPE_NAME, 'cn-shanghai/m-1'),
      record('Other', TYPE_NAME),
    ];
    const text = deletionText(records, ({ logicalId }) => (logicalId === 'Far' ? '--retain-resources' : undefined));
    expect(text.split('\n')).toEqual([
      'Resources of the stack in Alibaba Cloud:',
      '  Near  cn-shanghai/m-1  TF::Alicloud::ImageCopy',
      '  Other  identifier not known  TF::Alicloud::ImageCopy',
      'Resources of the stack in Huawei Cloud:',
      '  Far  cn-east-3/7ca6  TF::HuaweiCloud::ImagesImageCopy  stays: --retain-resources',
    ]);
    expect(deletionText([], () => undefined)).toBe('The stack has no resources in a cloud.');
  });
});
