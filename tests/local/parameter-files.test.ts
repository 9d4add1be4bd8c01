import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readParameters } from '../../local/parameter-files';
import { loadState } from '../../local/stack/store';
import { templateOf, temporaryFolder } from './helpers';
import { endPrograms, persistentCloud, run } from './program';

afterEach(endPrograms);

function write(contents: unknown, name = 'parameters.json'): string {
  const file = join(temporaryFolder(), name);
  writeFileSync(file, typeof contents === 'string' ? contents : JSON.stringify(contents));
  return file;
}

describe('a file with parameters', () => {
  it.each<[string, unknown]>([
    [
      'that create-stack takes',
      [
        { ParameterKey: 'Stage', ParameterValue: 'test' },
        { ParameterKey: 'Build', ParameterValue: 42 },
      ],
    ],
    ['of pairs', ['Stage=test', 'Build=42']],
    ['of CodePipeline', { Parameters: { Stage: 'test', Build: 42 }, Tags: { team: 'a' } }],
    [
      'that is a skeleton of the AWS CLI',
      {
        StackName: 'images',
        Parameters: [
          { ParameterKey: 'Stage', ParameterValue: 'test' },
          { ParameterKey: 'Build', ParameterValue: '42' },
        ],
      },
    ],
  ])('may be one %s', (_, contents) => {
    const file = write(contents);
    expect(readParameters([file])).toEqual({ Stage: 'test', Build: '42' });
    expect(readParameters([`file://${file}`])).toEqual({ Stage: 'test', Build: '42' });
  });

  it('is overridden by a pair, wherever that stands, and joined with another file', () => {
    const file = write({ Parameters: { Stage: 'test', IsBig: true, Word: 'a=b' } });
    const other = write(['Build=42']);
    expect(readParameters(['Stage=production', file, other])).toEqual({
      ...{ Stage: 'production', IsBig: 'true', Word: 'a=b', Build: '42' },
    });
    expect(() => readParameters([file, write(['Stage=x'], 'second.json')])).toThrow(
      /^--parameters: \S+second\.json sets Stage, but an earlier file sets it too$/,
    );
  });

  it('may keep a value of the stack', () => {
    const file = write([
      { ParameterKey: 'Stage', UsePreviousValue: true },
      { ParameterKey: 'Build', ParameterValue: '1', UsePreviousValue: false },
    ]);
    expect(readParameters([file])).toEqual({ Build: '1' });
  });

  it('may have an equals sign in its name', () => {
    const file = write(['A=1'], 'stage=test.json');
    expect(readParameters([file])).toEqual({ A: '1' });
  });

  const FORMS =
    'this is not a file with parameters, for example [{"ParameterKey": "Stage", "ParameterValue": "test"}], ["Stage=test"] or';
  it.each<[string, unknown, string]>([
    [
      'broken JSON',
      '{"Parameters": {\n  "Stage": "hush-hush",\n}}',
      'this file with parameters is not valid JSON: line 3, column 1',
    ],
    ['half of JSON', '{"Parameters": {', 'this file with parameters is not valid JSON: it ends too early'],
    ['YAML', 'Parameters:\n  Stage: test\n', 'this file with parameters is not valid JSON'],
    ['a text', '"Stage"', FORMS],
    ['values alone', { Stage: 'test' }, FORMS],
    ['a list of something else', [{ Key: 'Stage', Value: 'test' }], FORMS],
    ['a mixed list', ['Stage=test', { ParameterKey: 'A', ParameterValue: 'b' }], FORMS],
    [
      'a list as a value',
      { Parameters: { Cities: ['a', 'b'] } },
      'Cities is a list: write its items as one string, "a,b"',
    ],
    ['null', { Parameters: { Stage: null } }, 'Stage has no value: it must be a string, a number, true or false'],
    ['no value', [{ ParameterKey: 'Stage' }], 'Stage has no value: it must be a string, a number, true or false'],
    ['a key twice', ['A=1', 'A=2'], 'A is given twice'],
    [
      'a key twice in a list',
      [
        { ParameterKey: 'A', ParameterValue: '1' },
        { ParameterKey: 'A', UsePreviousValue: true },
      ],
      'A is given twice',
    ],
    ['no pair', ['A'], '"A" is not of the form Key=Value'],
  ])('is refused with %s, by its name and what to write', (_, contents, message) => {
    const file = write(contents);
    const refused = () => readParameters([file]);
    expect(refused).toThrow(file);
    expect(refused).toThrow(message);
    expect(refused).not.toThrow('hush-hush');
  });

  it('that is not there is told, and a folder', () => {
    expect(() => readParameters(['prod.json'])).toThrow(
      '--parameters: "prod.json" is not of the form Key=Value, and there is no file with that name',
    );
    expect(() => readParameters(['file://a=b.json'])).toThrow('"a=b.json" is not of the form');
    const folder = join(temporaryFolder(), 'folder');
    mkdirSync(folder);
    expect(() => readParameters([folder])).toThrow(`${folder}: this is a folder; name the file in it that is the `);
  });
});

it('the file fills a template, is named in what to do next, and no report replaces it', async () => {
  const { options, folder } = await persistentCloud(1);
  const Parameters = { Source: { Type: 'String' }, Word: { Type: 'String', NoEcho: true } };
  const Properties = { SourceImageId: { Ref: 'Source' }, Description: { Ref: 'Word' } };
  const template = join(folder, 'filled.json');
  writeFileSync(template, JSON.stringify(templateOf({ Copy: { Properties } }, { Parameters })));
  const file = write([
    { ParameterKey: 'Source', ParameterValue: 'm-nothing' },
    { ParameterKey: 'Word', ParameterValue: 'canary-value-4712' },
  ]);
  const deploy = ['deploy', template, ...options, '--parameters', file];
  const failed = run(...deploy);
  expect(await failed.code).toBe(1);
  expect(failed.out()).toContain(`--parameters ${file}`);
  expect(failed.out()).not.toContain('canary-value');
  const replacing = run(...deploy, '--report', file);
  expect(await replacing.code).toBe(2);
  expect(replacing.err()).toContain('the file with parameters');
  expect(readFileSync(file, 'utf8')).toContain('canary-value');
  expect(loadState(join(folder, 'stacks', 'filled.json'))?.parameters.Source).toBe('m-nothing');

  const missing = run(
    'diff',
    template,
    '--stack-name',
    'new',
    ...options.slice(2),
    '--parameters',
    write(['Source=m-1']),
  );
  expect(await missing.code).toBe(2);
  expect(missing.err()).toContain('Parameters.Word: needs a value: --parameters Word=…');
}, 60_000);
