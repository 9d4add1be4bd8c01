import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import type { Terminal } from '../../local/commands/run';
import { validate } from '../../local/commands/validate';
import type { ValidateOptions } from '../../local/options';
import { CLOSED_URL } from '../support/closed-port';
import { ROOT, sheetOf, templateOf, temporaryFolder } from './helpers';
import { endPrograms, run } from './program';

afterEach(endPrograms);

function write(contents: object | string, name = 'template.json'): string {
  const file = join(temporaryFolder(), name);
  writeFileSync(file, typeof contents === 'string' ? contents : JSON.stringify(contents));
  return file;
}

/** Validates templates, with what is shown of it. */
async function validated(files: readonly string[], options: Partial<ValidateOptions> = {}) {
  const texts: string[] = [];
  const objects: object[] = [];
  const terminal: Terminal = {
    environment: {},
    interrupt: new AbortController().signal,
    handlerLine: () => undefined,
    notice: () => undefined,
    viewer: async () => ({
      show(view) {
        texts.push(view.text(sheetOf(500)));
        objects.push(view.json);
      },
      note: (text) => texts.push(text),
    }),
    present: () => Promise.reject(new Error('there is nothing to present')),
  };
  const code = await validate(files, { color: false, ...options }, terminal);
  return { code, text: texts.join('\n'), json: objects[0] };
}

const ALIBABA = 'TF::Alicloud::ImageCopy';
const APSARA = 'TF::ApsaraStack::ImageCopy';
const SOURCE = { SourceRegionId: 'cn-hangzhou', SourceImageId: 'm-1' };

it('every example of every type is in order, each by itself', async () => {
  const files = ['examples/full.yaml', 'examples/two-clouds.yaml', 'examples/two-clouds.json'].map((file) =>
    join(ROOT, file),
  );
  const { code, text, json } = await validated(files, { parameters: ['Build=42'] });
  expect({ code, text }).toMatchObject({ code: 0 });
  expect(text).toContain(`valid  ${files[1]}: 2 resources\n  ShanghaiCopy  ${ALIBABA}\n  PrivateCopy  ${APSARA}\n`);
  expect(text).toContain('No cloud was called: only a deployment shows whether an image, an instance or a key exists.');
  expect(json).toMatchObject({
    kind: 'validation',
    templates: [
      { valid: true },
      { valid: true, problems: [], resources: [{ logicalId: 'ShanghaiCopy', type: ALIBABA }, { type: APSARA }] },
      { valid: true },
    ],
  });
});

it('a template that cannot be read is not valid, and the others are checked', async () => {
  const folder = temporaryFolder();
  const binary = join(folder, 'binary.yaml');
  writeFileSync(binary, Buffer.from([0xff, 0xfe]));
  const missing = join(folder, 'missing.yaml');
  const files = [missing, join(ROOT, 'examples/smallest.yaml'), folder, binary];
  const { code, text, json } = await validated(files);
  expect(code).toBe(2);
  expect(text).toContain(`not valid  ${missing}: 1 problem\n  ${missing}: no such template`);
  const problem = (message: string) => ({ valid: false, problems: [{ message: expect.stringContaining(message) }] });
  expect(json).toMatchObject({
    templates: [
      problem('no such template'),
      { valid: true, problems: [] },
      problem('this is a folder'),
      problem('is not UTF-8 text'),
    ],
  });
});

describe('what is not in order is told by its line', () => {
  it.each<[string, object | string, string]>([
    ['the form', '{"Resources": ', 'template.json:'],
    [
      'the schema',
      templateOf({ Copy: { Properties: { Sourceimage: 'x' } } }),
      'Properties.Sourceimage: there is no such property; did you mean SourceImageId?',
    ],
    [
      'a rule of the handlers',
      templateOf({ Copy: { Properties: { KmsKeyId: 'key-1' } } }),
      'KmsKeyId needs Encrypted: true',
    ],
    ['a type', { Resources: { Copy: { Type: 'TF::Alicloud::ImageCop' } } }, `did you mean ${ALIBABA}`],
    [
      'a rule of another cloud',
      { Resources: { Copy: { Type: APSARA, Properties: { ...SOURCE, Timeouts: { Create: '13h' } } } } },
      'Timeouts.Create must be at most 11 h',
    ],
    [
      'a parameter that has no value',
      templateOf(
        { Copy: { Properties: { Description: { Ref: 'Word' } } } },
        { Parameters: { Word: { Type: 'String' } } },
      ),
      'Parameters.Word: needs a value: --parameters Word=…',
    ],
  ])('%s', async (_, template, message) => {
    const file = write(template);
    const { code, text, json } = await validated([file]);
    expect(code).toBe(2);
    expect(text).toContain(message);
    expect(text).toMatch(new RegExp(`not valid {2}${file}: 1 problem\n {2}${file}:\\d+:\\d+: `));
    expect(json).toMatchObject({
      templates: [
        { template: file, valid: false, problems: [{ line: expect.any(Number), column: expect.any(Number) }] },
      ],
    });
  });

  it('of each template, with the others', async () => {
    const good = write(templateOf({ Copy: {} }), 'good.json');
    const bad = write(templateOf({ Copy: { Properties: { Tags: 'x' } } }), 'bad.json');
    const worse = write('Resources: [', 'worse.yaml');
    const { code, json } = await validated([worse, good, bad]);
    expect(code).toBe(2);
    expect(json).toMatchObject({ templates: [{ valid: false }, { valid: true }, { valid: false }] });
  });
});

it('what may go wrong in CloudFormation is remarked, and is no fault', async () => {
  const twice = { Properties: { ImageName: 'golden' } };
  const { code, text } = await validated([write(templateOf({ One: twice, Two: twice }))]);
  expect(code).toBe(0);
  expect(text).toContain('  Remark: Two: ImageName "golden" is also that of One.');
});

describe('a type configuration', () => {
  const template = write(templateOf({ Copy: {} }));
  const configured = (configuration: object) =>
    validated([template], { typeConfiguration: write(configuration, 'configuration.json') });
  const Credentials = { AccessKeyId: 'a', AccessKeySecret: 'b' };

  it('is judged, and nothing is asked of where it leads', async () => {
    // A simulator that is gone is not one of its faults.
    expect(await configured({ RegionId: 'cn-shanghai', Credentials, Endpoints: { Ecs: CLOSED_URL } })).toMatchObject({
      code: 0,
    });
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${Object(server.address()).port}`;
    expect(await configured({ RegionId: 'cn-shanghai', Credentials, Endpoints: { Ecs: url } })).toMatchObject({
      code: 0,
    });
    server.close();
    expect(asked).toEqual([]);
  });

  it.each([
    ['a property that there is not', { Region: 'cn-shanghai' }, 'there is no property Region; did you mean RegionId?'],
    ['no key', { RegionId: 'cn-shanghai' }, 'Credentials'],
  ])('is refused with %s', async (_, configuration, message) => {
    await expect(configured(configuration)).rejects.toThrow(message);
  });
});

it('a value for a parameter of no template is refused', async () => {
  await expect(validated([write(templateOf({ Copy: {} }))], { parameters: ['Stag=x'] })).rejects.toThrow(
    '--parameters: no template has Stag; none has parameters',
  );
});

it('is a command, with its exit code, and other programs’ words lead to it', async () => {
  const good = run('validate', 'examples/smallest.yaml');
  expect(await good.code).toBe(0);
  expect(good.out()).toContain('valid  examples/smallest.yaml: 1 resource');
  const json = run('validate', write(templateOf({ Copy: { Properties: { Tags: 'x' } } })), '--json');
  expect(await json.code).toBe(2);
  expect(JSON.parse(json.out())).toMatchObject({ kind: 'validation', templates: [{ valid: false }] });
  const elsewhere = run('validate-template', 'x.yaml');
  expect(await elsewhere.code).toBe(2);
  expect(elsewhere.err()).toContain("unknown command 'validate-template': here it is validate TEMPLATE");
}, 60_000);
