import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { changelog, type Release, sectionOf } from './changelog-text';
import { commandLine, endFailed } from './command-line';

const FILE = 'CHANGELOG.md';

/** The tag of a release. A pre-release has a suffix, and its commits are those of the release after it. */
const RELEASE = /^v\d+\.\d+\.\d+$/;

/** Separates the commits of a log, which contain line breaks. */
const END = '\u0001';

const root = process.cwd();

/** @throws Error with what Git says if it fails */
function git(...parameters: string[]): string {
  const { status, stdout, stderr, error } = spawnSync('git', parameters, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 2 ** 26,
  });
  if (error) throw error;
  if (status !== 0) throw new Error(stderr.trim());
  return stdout;
}

/** The messages of the commits in a range, the newest first. */
const messagesIn = (range: string): string[] =>
  git('log', `--format=%B${END}`, range)
    .split(END)
    .map((message) => message.trim())
    .filter((message) => message !== '');

/** The releases, the newest first. Commits without a tag form the next release, which has a version only if `next` is given. */
function releases(next: string | undefined): Release[] {
  const tags = git('tag', '--list', 'v[0-9]*', '--merged', 'HEAD', '--sort=-version:refname')
    .split('\n')
    .filter((tag) => RELEASE.test(tag));
  const ends = ['HEAD', ...tags];
  return ends.map((end, at): Release => {
    const before = ends[at + 1];
    const messages = messagesIn(before === undefined ? end : `${before}..${end}`);
    if (end !== 'HEAD') return { version: end.slice(1), date: git('log', '-1', '--format=%cs', end).trim(), messages };
    return { version: next, date: new Date().toISOString().slice(0, 10), messages };
  });
}

/** The options of the command line. */
interface Options {
  readonly release?: true;
  readonly latest?: true;
}

/** @throws Error if the history is not there or has no tag */
function main(options: Options): void {
  if (git('rev-parse', '--is-shallow-repository').trim() === 'true')
    throw new Error('This clone has only a part of the history. Fetch all of it first: git fetch --unshallow --tags');
  const { version }: { version: string } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const all = releases(options.release ? version : undefined);
  const [, latest] = all;
  if (!options.latest) writeFileSync(path.join(root, FILE), changelog(all));
  else if (latest !== undefined) console.log(sectionOf(latest));
  else throw new Error('There is no tag yet.');
}

commandLine('npm run changelog --')
  .description(`Writes ${FILE} from the conventional commits (https://www.conventionalcommits.org) and the tags.`)
  .option('--release', 'list commits without a tag under the version of package.json')
  .option('--latest', 'print the section of the newest tag instead: the notes of its release')
  .action(main)
  .parseAsync()
  .catch(endFailed);
