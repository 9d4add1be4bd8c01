import { spawn, spawnSync } from 'node:child_process';
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { createHandlerLog } from '../../local/commands/handler-log';
import { UsageError } from '../../local/errors';
import { newStack } from '../../local/session';
import { lockStack } from '../../local/stack/lock';
import { fileStore, loadState } from '../../local/stack/store';
import { ROOT, temporaryFolder, until } from './helpers';

const SAVER = join(__dirname, 'fixtures', 'saver.ts');

describe('what stays beside a state', () => {
  it('is nothing after a full disk, and the state is that of before', () => {
    const file = join(temporaryFolder(), 'test.json');
    // Writing beyond the limit fails as it does on a full disk, in the middle of the file.
    const script = `trap '' XFSZ; ulimit -f 64; exec "$0" --import tsx "$@"`;
    const parameters = ['-c', script, process.execPath, SAVER, file, '1000000'];
    const { stdout } = spawnSync('bash', parameters, { cwd: ROOT, encoding: 'utf8' });
    expect(stdout).toContain(`StateError: The state of the stack test cannot be written to ${file} (EFBIG)`);
    expect(readdirSync(dirname(file))).toEqual(['test.json']);
    expect(loadState(file)).toMatchObject({ name: 'test', events: [] });
    expect(loadState(file)?.reason).toBeUndefined();
  });

  it('of a process that was killed in the middle is removed by the next that works on the stack', async () => {
    const file = join(temporaryFolder(), 'test.json');
    const child = spawn(process.execPath, ['--import', 'tsx', SAVER, file, '20000000'], { cwd: ROOT });
    const others = (): string[] => readdirSync(dirname(file)).filter((name) => name !== 'test.json');
    await until(() => others().length > 0 && existsSync(file));
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGSTOP');
    child.kill('SIGKILL');
    await ended;
    // Killed between two files it has left none: then one as it would be.
    if (others().length === 0) writeFileSync(`${file}.${child.pid}.tmp`, '{');
    lockStack(file, 'test')();
    expect(readdirSync(dirname(file))).toEqual(['test.json']);
    expect(loadState(file)?.name).toBe('test');
  });

  it('of a process that runs is left to it', () => {
    const file = join(temporaryFolder(), 'test.json');
    writeFileSync(`${file}.${process.ppid}.tmp`, '{');
    lockStack(file, 'test')();
    expect(readdirSync(dirname(file))).toEqual([`test.json.${process.ppid}.tmp`]);
  });

  it('is not written through a link that was put in its place', () => {
    const folder = temporaryFolder();
    const file = join(folder, 'test.json');
    const victim = join(folder, 'victim');
    writeFileSync(victim, 'mine');
    symlinkSync(victim, `${file}.${process.pid}.tmp`);
    fileStore(file).save(newStack('test'));
    expect(readFileSync(victim, 'utf8')).toBe('mine');
    expect(loadState(file)?.name).toBe('test');
  });
});

describe('the log of the handlers', () => {
  function write(put: (file: string, victim: string) => void): {
    readonly notices: string[];
    readonly file: string;
    readonly victim: string;
  } {
    const folder = temporaryFolder();
    const [file, victim] = [join(folder, 'test.log'), join(folder, 'victim')];
    writeFileSync(victim, 'mine', { mode: 0o644 });
    put(file, victim);
    const notices: string[] = [];
    const log = createHandlerLog(file, (text) => notices.push(text));
    log.write('first line');
    log.write('second line');
    return { notices, file, victim };
  }

  it('is not written through a link, to a file or to nothing', () => {
    for (const target of ['victim', 'nothing']) {
      const { notices, file, victim } = write((log) => symlinkSync(target, log));
      expect(notices).toEqual([
        `The output of the handlers cannot be written to ${file} (it is a link, which is not followed).`,
      ]);
      expect(readlinkSync(file)).toBe(target);
      expect(readFileSync(victim, 'utf8')).toBe('mine');
      expect(existsSync(join(dirname(file), 'nothing'))).toBe(false);
    }
  });

  it('is not written into a file that has another name elsewhere', () => {
    const { notices, file, victim } = write((log, other) => linkSync(other, log));
    expect(notices).toEqual([]);
    expect(readFileSync(victim, 'utf8')).toBe('mine');
    expect(readFileSync(file, 'utf8')).toBe('first line\nsecond line\n');
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  it('is not written through a link that comes later', () => {
    const folder = temporaryFolder();
    const [file, victim] = [join(folder, 'test.log'), join(folder, 'victim')];
    const notices: string[] = [];
    const log = createHandlerLog(file, (text) => notices.push(text));
    log.write('first line');
    writeFileSync(victim, 'mine');
    spawnSync('ln', ['-sf', victim, file]);
    log.write('second line');
    expect(notices).toEqual([
      `The output of the handlers cannot be written to ${file} (it is a link, which is not followed).`,
    ]);
    expect(readFileSync(victim, 'utf8')).toBe('mine');
  });
});

it('a state is not read through a link', () => {
  const folder = temporaryFolder();
  fileStore(join(folder, 'real.json')).save(newStack('test'));
  symlinkSync('real.json', join(folder, 'test.json'));
  const load = (): unknown => loadState(join(folder, 'test.json'));
  expect(load).toThrow(UsageError);
  expect(load).toThrow('test.json: is a link, and the state of a stack is not read through links');
});

it('a link to the folder of states is a folder of states', () => {
  const folder = temporaryFolder();
  mkdirSync(join(folder, 'real'));
  symlinkSync('real', join(folder, 'states'));
  const file = join(folder, 'states', 'test.json');
  const unlock = lockStack(file, 'test');
  fileStore(file).save(newStack('test'));
  unlock();
  expect(loadState(file)?.name).toBe('test');
  expect(readdirSync(join(folder, 'real'))).toEqual(['test.json']);
});
