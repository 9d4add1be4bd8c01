import { type ChildProcess, spawn } from 'node:child_process';
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { UsageError } from '../../local/errors';
import { lockStack } from '../../local/stack/lock';
import { ROOT, temporaryFolder } from './helpers';

/** A process of its own that takes locks. */
class Locker {
  readonly process: ChildProcess;
  readonly #answers: string[] = [];
  readonly #asked: ((answer: string) => void)[] = [];

  constructor() {
    const child = spawn(process.execPath, ['--import', 'tsx', join(__dirname, 'fixtures', 'locker.ts')], {
      cwd: ROOT,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    this.process = child;
    createInterface({ input: child.stdout }).on('line', (line) => {
      const asked = this.#asked.shift();
      if (asked === undefined) this.#answers.push(line);
      else asked(line);
    });
  }

  /** The next line that it writes. */
  answer(): Promise<string> {
    const known = this.#answers.shift();
    return known === undefined ? new Promise((resolve) => this.#asked.push(resolve)) : Promise.resolve(known);
  }

  ask(order: string): Promise<string> {
    this.process.stdin?.write(`${order}\n`);
    return this.answer();
  }

  async kill(): Promise<void> {
    if (this.process.exitCode !== null || this.process.signalCode !== null) return;
    const ended = new Promise((resolve) => this.process.once('exit', resolve));
    this.process.kill('SIGKILL');
    await ended;
  }
}

const lockers: Locker[] = [];

async function startLocker(): Promise<Locker> {
  const locker = new Locker();
  lockers.push(locker);
  expect(await locker.answer()).toBe('ready');
  return locker;
}

afterEach(async () => {
  await Promise.all(lockers.splice(0).map((locker) => locker.kill()));
});

const PROCESSES = 4;
const ROUNDS = 60;

/** A folder of states as a process leaves it that was killed while it worked on the stack. */
async function abandoned(): Promise<string> {
  const file = join(temporaryFolder(), 'test.json');
  const killed = await startLocker();
  expect(await killed.ask(`take 0 ${file}`)).toBe('held');
  await killed.kill();
  expect(readdirSync(dirname(file))).toHaveLength(1);
  // And as version 0.1.0 leaves it.
  writeFileSync(`${file}.lock`, String(killed.process.pid));
  return dirname(file);
}

it('several processes that meet the lock of one that was killed: one holds it, and never two', async () => {
  const before = await abandoned();
  const racers = await Promise.all(Array.from({ length: PROCESSES }, startLocker));
  for (let round = 0; round < ROUNDS; round += 1) {
    const folder = temporaryFolder();
    cpSync(before, folder, { recursive: true });
    const start = Date.now() + 5;
    const answers = await Promise.all(racers.map((racer) => racer.ask(`take ${start} ${join(folder, 'test.json')}`)));
    const holders = racers.filter((_, index) => answers[index] === 'held').map((racer) => racer.process.pid);
    const refusals = answers.filter((answer) => answer !== 'held');
    expect({ round, holders: holders.length, answers }).toEqual({ round, holders: 1, answers });
    for (const refusal of refusals) expect(refusal).toContain('is working on the stack test');
    await Promise.all(racers.map((racer) => racer.ask('give')));
    expect(readdirSync(folder)).toEqual([]);
  }
});

it('gives back its own lock only, when somebody has removed it and another process holds one', async () => {
  const file = join(temporaryFolder(), 'test.json');
  const [first, second, third] = await Promise.all([startLocker(), startLocker(), startLocker()]);
  expect(await first.ask(`take 0 ${file}`)).toBe('held');
  for (const name of readdirSync(dirname(file))) rmSync(join(dirname(file), name));
  expect(await second.ask(`take 0 ${file}`)).toBe('held');
  await first.ask('give');
  expect(await third.ask(`take 0 ${file}`)).toContain(`process ${second.process.pid} is working on the stack test`);
});

describe('the lock of a stack', () => {
  it('is there for one at a time, in this process too', () => {
    const file = join(temporaryFolder(), 'test.json');
    const unlock = lockStack(file, 'test');
    expect(() => lockStack(file, 'test')).toThrow(`process ${process.pid} is working on the stack test`);
    const [name, ...others] = readdirSync(dirname(file));
    expect(name).toMatch(new RegExp(`^test\\.json\\.lock\\.${process.pid}\\.`));
    expect(others).toEqual([]);
    expect(() => lockStack(file, 'test')).toThrow(`remove ${join(dirname(file), name ?? '')}`);
    unlock();
    lockStack(file, 'test')();
    expect(readdirSync(dirname(file))).toEqual([]);
  });

  it('of version 0.1.0 counts while its process runs', async () => {
    const file = join(temporaryFolder(), 'test.json');
    const other = await startLocker();
    writeFileSync(`${file}.lock`, String(other.process.pid));
    expect(() => lockStack(file, 'test')).toThrow(`process ${other.process.pid} is working on the stack test`);
    await other.kill();
    lockStack(file, 'test')();
    expect(readdirSync(dirname(file))).toEqual([]);
  });

  it('is not taken for that of this process when an earlier one had its number', () => {
    const file = join(temporaryFolder(), 'test.json');
    writeFileSync(`${file}.lock.${process.pid}.0123456789abcdef`, 'held');
    lockStack(file, 'test')();
    expect(readdirSync(dirname(file))).toEqual([]);
  });

  // A name that is too long fails whoever runs the test.
  it('says that the folder cannot be written before anything is done', () => {
    const file = join(temporaryFolder(), `${'x'.repeat(250)}.json`);
    const lock = (): unknown => lockStack(file, 'test');
    expect(lock).toThrow(UsageError);
    expect(lock).toThrow(
      `the folder of states ${dirname(file)} cannot be written (ENAMETOOLONG). Choose another --state`,
    );
  });

  it.each([
    ['a link', (lock: string, victim: string) => symlinkSync(victim, lock)],
    ['a folder', (lock: string) => mkdirSync(lock)],
  ])('is not %s: what is there stays, and is named', (_, put) => {
    const file = join(temporaryFolder(), 'test.json');
    const victim = join(temporaryFolder(), 'victim');
    writeFileSync(victim, '0');
    put(`${file}.lock`, victim);
    expect(() => lockStack(file, 'test')).toThrow(`${file}.lock is not a file, so it is not a lock of this program`);
    expect(readdirSync(dirname(file))).toEqual(['test.json.lock']);
    expect(readFileSync(victim, 'utf8')).toBe('0');
  });
});
