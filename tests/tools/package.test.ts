import { spawnSync } from 'node:child_process';
import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { allProjects, ROOT } from '../../tools/projects';
import { programWords } from '../support/program';

// A file where the folder of a function should be made: this disk cannot take the build, whoever the user is.
it.each(allProjects().map(({ typeName, folder }) => [typeName, folder]))(
  'a build of %s that cannot be written says where the commands write, and ends with 1',
  (typeName, folder) => {
    const name = `in-the-way-${process.pid}`;
    const inTheWay = path.join(folder, 'build', name);
    writeFileSync(inTheWay, '');
    try {
      const words = [...programWords('tools/package.ts'), name, '--type', typeName];
      const { status, stderr, stdout } = spawnSync(process.execPath, words, { cwd: ROOT, encoding: 'utf8' });
      expect(stderr).toMatch(
        /^ENOTDIR: .*\nThe build could not be written\. Commands write build\/, .* where you may write/,
      );
      expect({ status, stdout }).toEqual({ status: 1, stdout: '' });
    } finally {
      rmSync(inTheWay);
    }
  },
);
