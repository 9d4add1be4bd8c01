import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { templateOf, temporaryFolder, until } from './helpers';
import { endPrograms, persistentCloud, run } from './program';

afterEach(endPrograms);

const CANARY = 'canary-value-4711';

/** A template with a NoEcho parameter that gets into a property and an output. */
function writeTemplate(folder: string, sourceImageId = 'm-bp1golden0ubuntu24'): string {
  const file = join(folder, 'copy.json');
  const properties = { SourceImageId: sourceImageId, Description: { Ref: 'Word' }, DeleteAutoSnapshot: true };
  const rest = {
    Parameters: { Word: { Type: 'String', NoEcho: true, Default: CANARY } },
    Outputs: { Image: { Value: { Ref: 'Copy' } }, Word: { Value: { Ref: 'Word' } } },
  };
  writeFileSync(file, JSON.stringify(templateOf({ Copy: { Properties: properties } }, rest)));
  return file;
}

it('reports a deployment and its deletion', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'report.html');
  const program = run(
    'deploy',
    writeTemplate(folder),
    '--speed',
    '2000',
    '--delete',
    '--state',
    folder,
    '--report',
    file,
  );
  expect({ code: await program.code, err: program.err() }).toEqual({ code: 0, err: '' });
  const page = readFileSync(file, 'utf8');
  expect(page).toContain('Completed successfully.');
  expect(page).toContain('CREATE_COMPLETE');
  expect(page).toContain('DELETE_COMPLETE');
  expect(page).toMatch(/CopyImage <strong>1</);
  expect(page).toContain('0 images, 0 snapshots');
  expect(page).not.toContain(CANARY);
});

it('reports a deployment that fails', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'report.html');
  const template = writeTemplate(folder, 'm-nothing');
  const program = run('deploy', template, '--speed', '600', '--state', folder, '--report', file);
  expect(await program.code).toBe(1);
  const page = readFileSync(file, 'utf8');
  expect(page.indexOf('InvalidImageId.NotFound')).toBeGreaterThan(page.indexOf('What failed'));
  expect(page).toContain('ROLLBACK_COMPLETE');
});

it('reports an interruption, and the deletion of what it left', async () => {
  const { simulator, options, folder } = await persistentCloud(36_000);
  const file = join(folder, 'report.html');
  const first = run('deploy', writeTemplate(folder), '--json', ...options, '--report', file);
  await until(() => first.out().includes('Resource creation Initiated'));
  first.process.kill('SIGINT');
  expect(await first.code).toBe(130);
  const page = readFileSync(file, 'utf8');
  expect(page).toContain('Interrupted: this page shows the progress');
  expect(page).toContain(`<code>${simulator.ledger().images[0]}</code> CREATE in progress`);
  expect(page).not.toContain(simulator.accessKey.AccessKeySecret);

  expect(readFileSync(file, 'utf8')).not.toContain(CANARY);
  const second = run('delete', ...options, '--report', file);
  expect(await second.code).toBe(0);
  expect(readFileSync(file, 'utf8')).toContain('<title>copy: DELETE_COMPLETE</title>');
});

it.each([['deploy', 'examples/smallest.yaml'], ['delete', '--stack-name', 'any'], []])(
  'refuses a file that cannot be written before anything is done: %s',
  async (...command) => {
    const folder = temporaryFolder();
    const place = command.length === 0 ? [] : ['--state', folder];
    const { code, err, out } = run(...command, ...place, '--report', join(folder, 'no', 'report.html'));
    expect(await code).toBe(2);
    expect(err()).toBe(`--report: ${join(folder, 'no', 'report.html')} cannot be written (ENOENT)\n`);
    expect(out()).toBe('');
    expect(existsSync(join(folder, 'no'))).toBe(false);
  },
);
