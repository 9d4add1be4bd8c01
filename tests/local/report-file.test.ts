import { execFileSync, spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { REPORT_HEAD } from '../../local/report/page';
import { openReport } from '../../local/report/report-file';
import { newStack } from '../../local/session';
import { fileStore } from '../../local/stack/store';
import { ROOT, templateOf, temporaryFolder } from './helpers';
import { endPrograms, persistentCloud, run } from './program';

afterEach(endPrograms);

const REPORT = `${REPORT_HEAD}<title>old</title>`;

describe('the file of a report', () => {
  it('is not there before there is something to report, and an old one stays until then', () => {
    const file = join(temporaryFolder(), 'report.html');
    const report = openReport(file, []);
    expect(existsSync(file)).toBe(false);
    report.write(REPORT);
    openReport(file, []);
    expect(readFileSync(file, 'utf8')).toBe(REPORT);
  });

  it('may be an empty one, a report, and a link to either; its permissions stay', () => {
    const folder = temporaryFolder();
    for (const [name, text] of Object.entries({ empty: '', old: REPORT })) {
      const file = join(folder, name);
      writeFileSync(file, text);
      chmodSync(file, 0o600);
      symlinkSync(file, join(folder, `${name}-link`));
      openReport(join(folder, `${name}-link`), []).write(`${REPORT}new`);
      expect(readFileSync(file, 'utf8')).toBe(`${REPORT}new`);
      expect(statSync(file).mode & 0o777).toBe(0o600);
      expect(lstatSync(join(folder, `${name}-link`)).isSymbolicLink()).toBe(true);
    }
  });

  it('is looked at again before it is written', () => {
    const file = join(temporaryFolder(), 'report.html');
    const report = openReport(file, []);
    writeFileSync(file, 'mine');
    expect(() => report.write(REPORT)).toThrow(`--report: ${file} is not a report, and is not overwritten`);
    expect(readFileSync(file, 'utf8')).toBe('mine');
  });

  it('is whole or the one of before, and nothing is beside it that a killed process has left', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'report.html');
    writeFileSync(file, REPORT);
    // No process has a number so high.
    writeFileSync(`${file}.4194305.tmp`, 'half of it');
    const report = openReport(file, []);
    expect(readdirSync(folder)).toEqual(['report.html']);
    mkdirSync(`${file}.${process.pid}.tmp`);
    expect(() => report.write(`${REPORT}new`)).toThrow(`--report: ${file} cannot be written (EISDIR)`);
    expect(readFileSync(file, 'utf8')).toBe(REPORT);
  });

  it.each<[string, (folder: string) => string, string]>([
    ['a folder that is not there', (folder) => join(folder, 'no', 'report.html'), 'cannot be written (ENOENT)'],
    [
      'a folder',
      (folder) => {
        mkdirSync(join(folder, 'is-a-folder'));
        return join(folder, 'is-a-folder');
      },
      'cannot be written (EISDIR)',
    ],
    [
      'a link to a folder',
      (folder) => {
        symlinkSync('.', join(folder, 'link'));
        return join(folder, 'link');
      },
      'cannot be written (EISDIR)',
    ],
    [
      'something under a file',
      (folder) => {
        writeFileSync(join(folder, 'file'), '');
        return join(folder, 'file', 'report.html');
      },
      'cannot be written (ENOTDIR)',
    ],
    [
      'a link to nothing',
      (folder) => {
        symlinkSync('nothing', join(folder, 'link'));
        return join(folder, 'link');
      },
      'is a link to a file that does not exist',
    ],
    ['a device', () => '/dev/null', 'is not a file'],
    [
      'a pipe',
      (folder) => {
        execFileSync('mkfifo', [join(folder, 'pipe')]);
        return join(folder, 'pipe');
      },
      'is not a file',
    ],
    [
      'a page that is not a report',
      (folder) => {
        writeFileSync(join(folder, 'page.html'), '<!doctype html>\n<html lang="en">\n<head>\n<title>mine</title>');
        return join(folder, 'page.html');
      },
      'is not a report, and is not overwritten; choose another file, or remove it',
    ],
  ])('cannot be %s', (_name, place, message) => {
    const file = place(temporaryFolder());
    const contents = (): unknown => existsSync(file) && statSync(file).isFile() && readFileSync(file, 'utf8');
    const before = contents();
    expect(() => openReport(file, [])).toThrow(`--report: ${file} ${message}`);
    expect(contents()).toBe(before);
  });
});

/** What a deployment of a stack that is kept finds: a template, a type configuration, a state and a log of before. */
async function kept() {
  const { options, folder } = await persistentCloud(1);
  const template = join(folder, 'copy.json');
  const properties = { SourceImageId: 'm-bp1golden0ubuntu24', DeleteAutoSnapshot: true };
  writeFileSync(template, JSON.stringify(templateOf({ Copy: { Properties: properties } })));
  const stacks = join(folder, 'stacks');
  fileStore(join(stacks, 'copy.json')).save({ ...newStack('copy'), status: 'CREATE_COMPLETE' });
  writeFileSync(join(stacks, 'copy.log'), 'a line');
  return { template, options, folder, stacks, configuration: options[1] ?? '' };
}

describe('a report in the place of', () => {
  it.each<[string, (stage: Awaited<ReturnType<typeof kept>>) => string, string]>([
    ['the template', ({ template }) => template, 'is the template'],
    ['the type configuration', ({ configuration }) => configuration, 'is the type configuration'],
    ['the state', ({ stacks }) => join(stacks, 'copy.json'), 'is in the place of the state, the lock or the log'],
    ['the log', ({ stacks }) => join(stacks, 'copy.log'), 'is in the place of the state, the lock or the log'],
    ['a log to come', ({ stacks }) => join(stacks, 'x.log'), 'is in the place of the state, the lock or the log'],
    ['a lock', ({ stacks }) => join(stacks, 'copy.json.lock'), 'is in the place of the state, the lock or the log'],
    [
      'the state, by a link',
      ({ folder, stacks }) => {
        symlinkSync(join(stacks, 'copy.json'), join(folder, 'report.html'));
        return join(folder, 'report.html');
      },
      'is in the place of the state, the lock or the log',
    ],
    [
      'the state, by a link to its folder',
      ({ folder, stacks }) => {
        symlinkSync(stacks, join(folder, 'link'));
        return join(folder, 'link', 'other.json');
      },
      'is in the place of the state, the lock or the log',
    ],
    [
      'the template, by another name of it',
      ({ folder, template }) => {
        linkSync(template, join(folder, 'report.html'));
        return join(folder, 'report.html');
      },
      'is the template',
    ],
    [
      'what a simulator has written',
      ({ folder }) => {
        writeFileSync(join(folder, 'simulator.json'), '{}');
        return join(folder, 'simulator.json');
      },
      'is not a report, and is not overwritten',
    ],
  ])('%s is refused before anything is done', async (_, place, message) => {
    const stage = await kept();
    const report = place(stage);
    const contents = (): unknown[] =>
      [
        report,
        stage.template,
        stage.configuration,
        join(stage.stacks, 'copy.json'),
        join(stage.stacks, 'copy.log'),
      ].map((file) => existsSync(file) && readFileSync(file, 'utf8'));
    const before = contents();
    const again = run('deploy', stage.template, ...stage.options, '--report', report);
    expect(await again.code).toBe(2);
    expect(again.err()).toContain(`--report: ${report} ${message}`);
    expect(again.out()).toBe('');
    expect(contents()).toEqual(before);
  });

  it('the state in a file of its own, or its log', async () => {
    const folder = temporaryFolder();
    for (const name of ['one.json', 'one.log', 'one.json.lock']) {
      const report = join(folder, name);
      const program = run('delete', '--state', join(folder, 'one.json'), '--report', report);
      expect(await program.code).toBe(2);
      expect(program.err()).toContain('is in the place of the state, the lock or the log of a stack');
    }
  });

  it('the images of the embedded simulator', async () => {
    const images = join(temporaryFolder(), 'images.json');
    writeFileSync(images, '[]');
    const program = run('deploy', 'examples/smallest.yaml', '--images', images, '--report', images);
    expect(await program.code).toBe(2);
    expect(program.err()).toContain(`--report: ${images} is the file with the images`);
  });

  it("the program's own output", () => {
    const file = join(temporaryFolder(), 'out');
    const script = '"$0" tools/program.cjs local/main.ts deploy examples/smallest.yaml --json --report "$1" > "$1"';
    const { status, stderr } = spawnSync('bash', ['-c', script, process.execPath, file], {
      cwd: ROOT,
      encoding: 'utf8',
    });
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: `--report: ${file} is where this program's output goes; choose another file\n`,
    });
  });
});

it('the pipe behind /dev/stdout is refused before anything is deployed', async () => {
  const program = run('deploy', 'examples/smallest.yaml', '--report', '/dev/stdout');
  expect(await program.code).toBe(2);
  expect(program.err()).toBe('--report: /dev/stdout is not a file; choose another file\n');
  expect(program.out()).toBe('');
});

it('a report that cannot be written at the end is told, and the stack is what it is', async () => {
  const folder = temporaryFolder();
  const file = join(folder, 'report.html');
  // A file of this size fails as it does on a full disk; the function and its log fit.
  const script = `trap '' XFSZ; ulimit -f 4; exec "$0" tools/program.cjs local/main.ts "$@"`;
  const words = ['deploy', 'examples/smallest.yaml', '--speed', '10000', '--report', file, '--state', folder];
  const { status, stdout } = spawnSync('bash', ['-c', script, process.execPath, ...words], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  expect(stdout).toContain(`--report: ${file} cannot be written (EFBIG)`);
  expect(stdout).toContain('CREATE_COMPLETE');
  expect(status).toBe(0);
  expect(readdirSync(folder).filter((name) => name.includes('report'))).toEqual([]);
});
