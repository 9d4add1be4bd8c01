import { readFileSync } from 'node:fs';
import path from 'node:path';
import { policyText } from '../../tools/policies/of-types';
import { allProjects } from '../../tools/projects';

/** What a security officer reads: each call of each operation, when it is made, and its permission. A person has read these files. */
const FOLDER = path.join(__dirname, '..', 'fixtures', 'explained');

const PUBLIC = allProjects().filter(({ cloud }) => cloud !== 'apsarastack');

describe('the calls that --explain lists', () => {
  it.each(PUBLIC.map((project) => [project.typeName, project] as const))('of %s are these', (typeName, project) => {
    const expected = readFileSync(path.join(FOLDER, `${typeName.replaceAll('::', '-')}.txt`), 'utf8');
    expect(`${policyText(project, ['--explain'])}\n`).toBe(expected);
  });
});
