import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nearFiles } from '../../tools/near-files';
import { temporaryFolder } from '../local/helpers';

/** A folder with these files. */
function folderWith(...files: readonly string[]): string {
  const folder = temporaryFolder();
  for (const file of files) {
    mkdirSync(join(folder, file, '..'), { recursive: true });
    writeFileSync(join(folder, file), '');
  }
  return folder;
}

describe('the files that may have been meant', () => {
  it.each<[what: string, named: string, near: readonly string[]]>([
    ['a letter is missing', 'examples/smalest.yaml', ['examples/smallest.yaml']],
    ['the ending is the other one', 'examples/two-regions.yml', ['examples/two-regions.yaml']],
    ['there is no ending', 'examples/two-regions', ['examples/two-regions.yaml']],
    ['the folder is misspelt', 'exampels/smallest.yaml', ['examples/smallest.yaml']],
    ['both are misspelt', 'exampels/smalest.yaml', ['examples/smallest.yaml']],
    ['a folder above is misspelt', 'type/image/full.yaml', ['types/image/full.yaml']],
    ['nothing is near', 'examples/production.yaml', []],
    ['no folder is near', 'stage/smallest.yaml', []],
  ])('%s', (_what, named, near) => {
    const folder = folderWith('examples/smallest.yaml', 'examples/two-regions.yaml', 'types/image/full.yaml');
    expect(nearFiles(join(folder, named))).toEqual(near.map((file) => join(folder, file)));
  });

  it('are named as the file was: relative to the same folder', () => {
    expect(nearFiles('examples/smalest.yaml')).toEqual(['examples/smallest.yaml']);
  });

  describe('of a name without a folder', () => {
    const before = process.cwd();
    afterEach(() => process.chdir(before));

    it.each<[what: string, named: string, near: readonly string[]]>([
      ['are those of that name below', 'full.yaml', ['a/full.yaml', 'b/full.yaml']],
      ['are those on the first level that has any', 'small.yaml', ['a/small.yaml']],
      ['are found three levels below', 'deep.yaml', ['a/b/c/deep.yaml']],
      ['have a name that is near', 'fulll.yaml', ['a/full.yaml', 'b/full.yaml']],
      ['are those of that name, not those of a near one that are less deep', 'small.yml', ['b/c/small.yml']],
      ['are in the folder itself, if there is one', 'her.yaml', ['here.yaml']],
      ['are none four levels below', 'bottomless-pit.yaml', []],
      ['are none of packages', 'package.yaml', []],
      ['are none in a hidden folder', 'hidden.yaml', []],
      ['are none if there are many', 'many.yaml', []],
      ['are none if nothing is near', 'nothing-like-that.yaml', []],
    ])('%s', (_what, named, near) => {
      process.chdir(
        folderWith(
          ...['here.yaml', 'a/full.yaml', 'b/full.yaml', 'a/small.yaml', 'b/c/small.yaml', 'b/c/small.yml'],
          ...['a/b/c/deep.yaml', 'a/b/c/d/bottomless-pit.yaml', 'node_modules/package.yaml', '.git/hidden.yaml'],
          ...['a/many.yaml', 'b/many.yaml', 'c/many.yaml'],
        ),
      );
      expect(nearFiles(named)).toEqual(near);
    });

    it('are searched in so many folders only', () => {
      const many = Array.from({ length: 300 }, (_, at) => `folder-${String(at).padStart(3, '0')}/file.txt`);
      process.chdir(
        folderWith(...many, 'folder-000/first.yaml', 'folder-299/zebra-crossing.yaml', 'folder-000/x/elephant.yaml'),
      );
      expect(nearFiles('first.yaml')).toEqual(['folder-000/first.yaml']);
      expect(nearFiles('zebra-crossing.yaml')).toEqual([]);
      expect(nearFiles('elephant.yaml')).toEqual([]);
    });
  });

  it('are none below a file, and none at the root', () => {
    const folder = folderWith('examples.yaml');
    expect(nearFiles(join(folder, 'examples.yaml', 'smallest.yaml'))).toEqual([]);
    expect(nearFiles('/')).toEqual([]);
  });
});
