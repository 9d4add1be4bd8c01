import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newStack } from '../../local/session';
import { EMPTY_RECORD } from '../../local/stack/steps';
import { fileStore } from '../../local/stack/store';
import { ACTING, expectShowable } from '../support/characters';
import { asObject, TYPE_NAME, templateOf } from './helpers';
import { endPrograms, persistentCloud, run } from './program';

// The program as a user calls it, on a cloud and with files whose texts have what a terminal acts on.

afterEach(endPrograms);

const ALWAYS = Number.POSITIVE_INFINITY;
const GOLDEN = 'm-bp1golden0ubuntu24';
const COPY = { regionId: 'cn-shanghai', imageId: 'm-uf6copy' } as const;
const IDENTIFIER = `${COPY.regionId}/${COPY.imageId}`;

/** Runs a command, looks at all that it shows, and returns that. */
async function shown(...args: string[]): Promise<{ code: number | null; out: string; err: string }> {
  const program = run(...args);
  const code = await program.code;
  const [out, err] = [program.out(), program.err()];
  for (const [name, text] of Object.entries({ out, err })) expectShowable(`${args[0]}: ${name}`, text, { lines: true });
  return { code, out, err };
}

function writeTemplate(folder: string, template: object): string {
  const file = join(folder, 'stack.json');
  writeFileSync(file, JSON.stringify(template));
  return file;
}

async function cloudWithCopy() {
  const { simulator, options, folder } = await persistentCloud(1);
  simulator.world.addImage({
    ...COPY,
    imageName: ACTING,
    description: ACTING,
    isCopied: true,
    tags: { [ACTING]: ACTING, 'tfcfn:source': `cn-hangzhou/${GOLDEN}` },
  });
  return { simulator, options, folder };
}

it('list shows nothing of an image that acts, and gives programs its properties as they are', async () => {
  const { simulator, options } = await cloudWithCopy();
  const text = await shown('list', TYPE_NAME, ...options, '--verbose');
  expect(text.out).toContain('txt.exe');
  const json = await shown('list', TYPE_NAME, ...options, '--json', '--verbose');
  expect(JSON.parse(json.out)).toMatchObject({ resources: [{ ImageName: ACTING, Description: ACTING }] });

  simulator.inject({ error: { code: ACTING, status: 400, message: ACTING }, times: ALWAYS });
  const failed = await shown('list', TYPE_NAME, ...options, '--verbose');
  expect(failed).toMatchObject({ code: 1, out: expect.stringContaining('txt.exe') });
  expect(failed.err).toContain('txt.exe');
});

it('import, drift, diff, deploy, events and delete show nothing that acts', async () => {
  const { simulator, options, folder } = await cloudWithCopy();
  const Properties = { SourceImageId: GOLDEN, Description: `${ACTING}!` };
  const template = writeTemplate(folder, templateOf({ Copy: asObject({ DeletionPolicy: 'Retain', Properties }) }));
  const imported = await shown('import', template, '--resources-to-import', `Copy=${IDENTIFIER}`, ...options);
  expect(imported.out).toContain('Some imported properties differ from the template');
  const place = options.slice(2);
  expect((await shown('drift', ...place)).out).toContain('txt.exe');
  const drift = JSON.parse((await shown('drift', ...place, '--json')).out);
  expect(drift).toMatchObject({ resources: [{ differences: [{ expectedValue: `${ACTING}!`, actualValue: ACTING }] }] });

  writeTemplate(
    folder,
    templateOf({ Copy: asObject({ Properties }), More: {} }, { Outputs: { Text: { Value: ACTING } } }),
  );
  expect((await shown('diff', template, ...place)).out).toContain('+ Add  More');
  simulator.inject({ action: 'CopyImage', error: { code: 'Some.Code', message: ACTING }, times: ALWAYS });
  const report = join(folder, 'report.html');
  const deployed = await shown('deploy', template, ...options, '--verbose', '--report', report);
  expect(deployed).toMatchObject({ code: 1, out: expect.stringContaining('txt.exe') });
  expect(deployed.err).toContain('txt.exe');
  expectShowable('the report', readFileSync(report, 'utf8'), { lines: true });
  expect((await shown('events', ...place)).out).toContain('txt.exe');
  await shown('events', ...place, '--json');

  const logs = readdirSync(join(folder, 'stacks')).filter((file) => file.endsWith('.log'));
  expect(logs).toEqual(['stack.drift.log', 'stack.log']);
  for (const name of logs) {
    expectShowable(name, readFileSync(join(folder, 'stacks', name), 'utf8'), { lines: true });
  }
  await shown('delete', ...options);
});

it('a state that somebody has written is shown with nothing that acts', async () => {
  const { options, folder } = await persistentCloud(1);
  const record = { ...EMPTY_RECORD, logicalId: ACTING, typeName: TYPE_NAME, identifier: `cn-shanghai/${ACTING}` };
  const events = (['stack', 'resource'] as const).map((kind) => ({
    ...{
      kind,
      timestamp: ACTING,
      stackName: 'one',
      logicalId: ACTING,
      type: ACTING,
      identifier: ACTING,
      reason: ACTING,
    },
    status: 'CREATE_FAILED' as const,
  }));
  fileStore(join(folder, 'stacks', 'one.json')).save({
    ...newStack('one'),
    ...{ id: ACTING, reason: ACTING, typeConfigurationFile: ACTING, tags: { [ACTING]: ACTING }, events },
    status: 'UPDATE_ROLLBACK_FAILED',
    outputs: [{ name: ACTING, value: ACTING, description: ACTING }],
    resources: { [ACTING]: { ...record, properties: { [ACTING]: ACTING }, status: 'CREATE_COMPLETE' } },
  });
  const place = options.slice(2);
  for (const more of [[], ['--json']]) {
    await shown('list', ...place, ...more);
    await shown('events', ...place, ...more);
    await shown('drift', ...options, ...more);
  }
  expect((await shown('drift', ...place)).err).toContain('txt.exe');
  for (const more of [[], ['--json']]) await shown('delete', ...options, ...more);
});

it('a template in error is told with nothing that acts', async () => {
  const { options, folder } = await persistentCloud(1);
  const broken = templateOf(
    { Copy: asObject({ Properties: { [ACTING]: ACTING }, [ACTING]: 1 }) },
    { [ACTING]: ACTING },
  );
  const told = await shown('deploy', writeTemplate(folder, broken), ...options);
  expect(told).toMatchObject({ code: 2, err: expect.stringContaining('txt.exe') });
});
