import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { programWords } from '../support/program';

describe('npm run changelog', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'changelog-'));
    writeFileSync(path.join(folder, 'package.json'), JSON.stringify({ version: '0.3.0' }));
    git('init', '--quiet');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const run = (program: string, parameters: readonly string[], date = '2026-11-01') => {
    const env = {
      ...process.env,
      ...{ GIT_AUTHOR_NAME: 'A', GIT_AUTHOR_EMAIL: 'a@example.com', GIT_COMMITTER_NAME: 'A' },
      ...{
        GIT_COMMITTER_EMAIL: 'a@example.com',
        GIT_COMMITTER_DATE: `${date}T12:00:00Z`,
        GIT_CONFIG_GLOBAL: '/dev/null',
      },
    };
    const { status, stdout, stderr } = spawnSync(program, parameters, { cwd: folder, encoding: 'utf8', env });
    return { status, output: stdout + stderr };
  };
  function git(...parameters: string[]): void {
    expect(run('git', parameters)).toMatchObject({ status: 0 });
  }
  const commit = (message: string, date?: string): void => {
    const parameters = ['commit', '--quiet', '--allow-empty', '--message', message];
    expect(run('git', parameters, date)).toMatchObject({ status: 0 });
  };
  const tool = (...parameters: string[]) =>
    run(process.execPath, [...programWords('tools/changelog.ts'), ...parameters]);
  /** What the tool writes, without its heading. */
  const written = (...parameters: string[]): string[] => {
    expect(tool(...parameters)).toEqual({ status: 0, output: '' });
    const [heading, , words, , ...lines] = readFileSync(path.join(folder, 'CHANGELOG.md'), 'utf8').split('\n');
    expect([heading, words]).toEqual(['# Change log', expect.stringContaining('npm run changelog')]);
    return lines.filter((line) => line !== '');
  };

  it('groups what users meet, by scope, the oldest first, and leaves out the rest', () => {
    commit('feat(image): the first');
    commit('fix: a hole\n\nIt was large.');
    commit('feat: without a scope');
    commit('feat(image): the second');
    commit('perf(life): fewer calls');
    for (const type of ['docs', 'test', 'refactor', 'chore', 'ci', 'build', 'style']) commit(`${type}: not for users`);
    for (const scope of ['tests', 'mutants']) commit(`fix(${scope}): not for users`);
    commit('no conventional commit');
    expect(written()).toEqual([
      ...['## Unreleased', '### New', '- without a scope', '- **image:** the first', '- **image:** the second'],
      ...['### Fixed', '- a hole', '### Faster', '- **life:** fewer calls'],
    ]);
  });

  it.each([
    'refactor(schema)!: another name',
    'refactor(schema): another name\n\nBREAKING CHANGE: old templates fail.',
  ])('tells what breaks something first: %j', (message) => {
    commit('feat: something');
    commit(message);
    expect(written().slice(1, 4)).toEqual(['### Breaking', '- **schema:** another name', '### New']);
  });

  it('is refused in a clone without the whole history, whose change log would lose what came before', () => {
    commit('feat: one');
    commit('feat: two');
    git('clone', '--quiet', '--depth', '1', pathToFileURL(folder).href, 'shallow');
    const before = folder;
    folder = path.join(before, 'shallow');
    const { status, output } = tool();
    const isWritten = existsSync(path.join(folder, 'CHANGELOG.md'));
    folder = before;
    expect({ status, isWritten }).toEqual({ status: 1, isWritten: false });
    expect(output).toContain('git fetch --unshallow --tags');
  });

  it('says outside of a Git repository what is wrong, and no more', () => {
    rmSync(path.join(folder, '.git'), { recursive: true });
    const { status, output } = tool();
    expect({ status, output }).toEqual({ status: 1, output: expect.stringMatching(/^\w+: .*\bgit\b/) });
    expect(output).not.toMatch(/^ +at /m);
  });

  it('has a section for each tag, the newest first, and for what has none yet', () => {
    commit('feat: one', '2026-10-01');
    git('tag', 'v0.9.0');
    commit('feat: two', '2026-10-02');
    git('tag', 'v0.10.0');
    git('tag', 'not-a-version');
    commit('docs: nothing for users');
    const released = ['## 0.10.0 (2026-10-02)', '### New', '- two', '## 0.9.0 (2026-10-01)', '### New', '- one'];
    expect(written()).toEqual(released);
    commit('feat: three');
    expect(written()).toEqual(['## Unreleased', '### New', '- three', ...released]);
    expect(written('--release')).toEqual([
      expect.stringMatching(/^## 0\.3\.0 \(\d{4}-\d\d-\d\d\)$/),
      ...['### New', '- three', ...released],
    ]);
  });

  it('has a section for a release in which users notice nothing, so that it can be published', () => {
    commit('feat: one', '2026-10-01');
    git('tag', 'v0.1.0');
    commit('chore: other versions of packages', '2026-10-02');
    const before = ['## 0.1.0 (2026-10-01)', '### New', '- one'];
    expect(written()).toEqual(before);
    const nothing = 'Nothing that users notice.';
    expect(written('--release')).toEqual([expect.stringMatching(/^## 0\.3\.0 \(/), nothing, ...before]);
    git('tag', 'v0.3.0');
    for (const options of [[], ['--release']])
      expect(written(...options)).toEqual(['## 0.3.0 (2026-10-02)', nothing, ...before]);
    expect(tool('--latest')).toEqual({ status: 0, output: `## 0.3.0 (2026-10-02)\n\n${nothing}\n` });
  });

  it('has no section for a pre-release, whose changes are those of the release after it', () => {
    commit('feat: one', '2026-10-01');
    git('tag', 'v0.2.0');
    commit('feat: two', '2026-10-02');
    git('tag', 'v0.3.0-rc.1');
    commit('feat: three', '2026-10-03');
    git('tag', 'v0.3.0');
    const notes = ['## 0.3.0 (2026-10-03)', '### New', '- two', '- three'];
    expect(written()).toEqual([...notes, '## 0.2.0 (2026-10-01)', '### New', '- one']);
    expect(tool('--latest').output.split('\n').filter(Boolean)).toEqual(notes);
  });

  it('prints the notes of the newest tag alone', () => {
    commit('feat: one');
    expect(tool('--latest')).toEqual({ status: 1, output: 'There is no tag yet.\n' });
    git('tag', 'v0.1.0');
    commit('fix: two');
    git('tag', 'v0.2.0');
    commit('fix: three');
    expect(tool('--latest')).toEqual({ status: 0, output: '## 0.2.0 (2026-11-01)\n\n### Fixed\n\n- two\n' });
  });
});
