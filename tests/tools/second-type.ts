import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileName } from '../../constructs/generator/names';

export const ROOT = path.resolve(__dirname, '..', '..');

/** The type that this project has, and the one that the tests add to a copy of it. */
export const FIRST = 'TF::Alicloud::ImageCopy';
export const SECOND = 'TF::Throwaway::ImageTwin';
/** The folder of the second type's project in the copy. */
export const PLACE = 'types/throwaway-image-twin';

/** What the tools work on. */
const COPIED = [
  ...['src', 'untrusted', 'simulator', 'local', 'tools', 'constructs', 'registration', 'sam-tests', 'inputs'],
  ...[
    'schema.json',
    '.rpdk-config',
    'template.yml',
    'types.json',
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'biome.json',
    '.gitignore',
  ],
];

/** The rooms of `src/` that every type builds on. What else is there is the first type's own. */
const SHARED = ['failure', 'calling', 'keys', 'life', 'resource', 'cloudformation', 'alibaba'];

/**
 * A copy of this project with a second type: a folder, and a line in the list of types. The type is a copy of the first one under another
 * name, whose handlers begin each line of their log with `twin`.
 *
 * @param cloud the cloud that the list names for the second type.
 * @returns the folder of the copy, without links in its path.
 */
export function withSecondType(cloud = 'alibaba'): string {
  const root = realpathSync(mkdtempSync(path.join(tmpdir(), 'second-type-')));
  for (const name of COPIED) {
    const from = path.join(ROOT, name);
    const isOwn = (file: string): boolean => path.basename(file) !== 'node_modules';
    cpSync(from, path.join(root, name), { recursive: true, filter: isOwn });
  }
  symlinkSync(path.join(ROOT, 'node_modules'), path.join(root, 'node_modules'));
  addSecondType(root);
  addToList(root, cloud);
  return root;
}

/** The folder of the type: what a cfn project has, and no package.json. */
function addSecondType(root: string): void {
  const project = path.join(root, PLACE);
  mkdirSync(path.join(project, 'src'), { recursive: true });
  for (const name of ['schema.json', '.rpdk-config', 'template.yml']) rewrite(name, (text) => text);
  for (const folder of ['sam-tests', 'inputs', 'registration/type-configuration'])
    for (const file of readdirSync(path.join(root, folder))) rewrite(`${folder}/${file}`, (text) => text);
  rewrite('src/models.ts', (text) => text);
  rewrite('src/handlers.ts', (text) =>
    sharedFrom(text, '.', '../../../src').replace('console.log(line)', "console.log('twin ' + line)"),
  );
  for (const file of readdirSync(path.join(root, 'src', 'properties')))
    rewrite(`src/properties/${file}`, (text) => sharedFrom(text, '..', '../../../../src'));
  symlinkSync('schema.json', path.join(project, 'tf-throwaway-imagetwin.json'));

  function rewrite(name: string, change: (text: string) => string): void {
    const text = readFileSync(path.join(root, name), 'utf8').replaceAll(FIRST, SECOND);
    mkdirSync(path.dirname(path.join(project, name)), { recursive: true });
    writeFileSync(path.join(project, name), change(text));
  }
}

/** A source with its imports of the shared rooms from another place. */
function sharedFrom(text: string, before: string, after: string): string {
  return SHARED.reduce(
    (source, room) => source.replaceAll(`from '${before}/${room}/`, `from '${after}/${room}/`),
    text,
  );
}

/** The list of the copy: the first type and the second, whatever other types this project has. */
function addToList(root: string, cloud: string): void {
  const list = path.join(root, 'types.json');
  const { [FIRST]: first, ...others } = JSON.parse(readFileSync(list, 'utf8'));
  for (const name of Object.keys(others)) rmSync(path.join(root, 'constructs', 'src', `${fileName(name)}.ts`));
  const lines = { [FIRST]: first, [SECOND]: { folder: PLACE, cloud } };
  writeFileSync(list, JSON.stringify(lines, null, 2));
}
