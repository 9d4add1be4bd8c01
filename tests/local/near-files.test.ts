import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { nearFiles } from '../../local/near-files';
import { temporaryFolder } from './helpers';

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

  it('are none below a file, and none at the root', () => {
    const folder = folderWith('examples.yaml');
    expect(nearFiles(join(folder, 'examples.yaml', 'smallest.yaml'))).toEqual([]);
    expect(nearFiles('/')).toEqual([]);
  });
});
