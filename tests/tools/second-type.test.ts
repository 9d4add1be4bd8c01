import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { FIRST, PLACE, SECOND, withSecondType } from './second-type';

/** The folders of both projects. */
const BOTH = ['.', PLACE];

let root: string;
beforeAll(() => {
  root = withSecondType();
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

/** Calls npm as a person does, in a folder of the copy. */
function npm(place: string, ...parameters: string[]) {
  const environment = Object.entries(process.env).filter(([name]) => !/^npm_|^INIT_CWD$/i.test(name));
  const { status, stdout, stderr } = spawnSync('npm', parameters, {
    cwd: path.join(root, place),
    encoding: 'utf8',
    env: Object.fromEntries(environment),
  });
  return { status, output: stdout + stderr };
}

const MISSPELT = 'TF::Throwaway::ImageTwins';
const REFUSAL = `there is no type ${MISSPELT}; did you mean ${SECOND}? There is ${FIRST}, ${SECOND}`;

const handlersOf = (place: string): string => path.join(root, place, 'build', 'TypeFunction', 'dist', 'handlers.js');

describe('npm run package', () => {
  const removeBuilds = (): void => {
    for (const place of BOTH) rmSync(path.join(root, place, 'build'), { recursive: true, force: true });
  };
  const built = (): string[] => BOTH.filter((place) => existsSync(handlersOf(place)));
  beforeEach(removeBuilds);

  it.each([
    ['every type', '.', [], BOTH],
    ['the first one alone', '.', ['--', '--type', FIRST], ['.']],
    ['the second one alone', '.', ['--', '--type', SECOND], [PLACE]],
    ["the root's, as AWS's CLI calls it", '.', ['--', 'TypeFunction'], ['.']],
    ["the second one, as AWS's CLI calls it in its folder", PLACE, ['--', 'TypeFunction'], [PLACE]],
    ['the second one, called in its folder', PLACE, [], [PLACE]],
    ['the second one, called below its folder', `${PLACE}/src`, [], [PLACE]],
    ['the first one, called in the folder of the other', PLACE, ['--', '--type', FIRST], ['.']],
    ['every type, called in a folder of no type', 'scripts', [], BOTH],
  ] as const)('builds %s', (_, place, parameters, expected) => {
    const { status, output } = npm(place, 'run', 'package', ...parameters);
    expect({ status, output }).toMatchObject({ status: 0 });
    expect(built()).toEqual(expected);
  });

  it('gives each function the name of its type, and leaves nothing else in it', () => {
    expect(npm('.', 'run', 'package')).toMatchObject({ status: 0 });
    const nameIn = (place: string): string =>
      JSON.parse(readFileSync(path.join(root, place, 'build', 'TypeFunction', 'package.json'), 'utf8')).name;
    expect(BOTH.map(nameIn)).toEqual(['tf-alicloud-imagecopy-function', 'tf-throwaway-imagetwin-function']);
    const bill = JSON.parse(readFileSync(path.join(root, PLACE, 'build', 'sbom.cdx.json'), 'utf8'));
    expect(bill.metadata.component.name).toBe('tf-throwaway-imagetwin');
    expect(readFileSync(handlersOf(PLACE), 'utf8')).toContain(SECOND);
    expect(readFileSync(handlersOf('.'), 'utf8')).not.toContain(SECOND);
  });

  it('refuses a type that there is not, and says which one may be meant', () => {
    const { status, output } = npm('.', 'run', 'package', '--', '--type', MISSPELT);
    expect([status, built()]).toEqual([1, []]);
    expect(output).toContain(REFUSAL);
  });
});
