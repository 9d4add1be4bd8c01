import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { policyText } from '../../tools/policies/of-types';
import { policyFiles } from '../../tools/policy-files';
import { allProjects, type Project } from '../../tools/projects';
import { releaseFiles } from '../../tools/release-files';

const ROOT = path.join(__dirname, '..', '..');

/** What a release has for the rights of a type's user in its cloud, by what stands behind the name of the type. */
const POLICIES: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  alibaba: { 'ram-policy.json': [] },
  huaweicloud: {
    'identity-policy.json': [],
    'custom-policy.project.json': ['--form', 'project'],
    'custom-policy.global.json': ['--form', 'global'],
  },
  // No document of the vendor says how a key of Apsara Stack is limited.
  apsarastack: {},
};

const policiesOf = ({ cloud }: Project) => Object.entries(POLICIES[cloud] ?? { unknown: [] });

describe.each(allProjects())('a release has of $typeName', (project) => {
  it('its policies, each as npm run ram-policy prints it (npm run generate)', () => {
    const files = policiesOf(project).map(([ending, parameters]) => [
      path.join(ROOT, 'registration', `${project.hyphenatedName}.${ending}`),
      `${policyText(project, parameters)}\n`,
    ]);
    expect(policyFiles(project)).toEqual(Object.fromEntries(files));
    for (const [file = '', text] of files) expect({ file, text: readFileSync(file, 'utf8') }).toEqual({ file, text });
  });

  it('all that its user needs, each file named after it', async () => {
    const { hyphenatedName: name, folder } = project;
    const methods = readdirSync(path.join(folder, 'registration', 'type-configuration'));
    const names = (await releaseFiles(allProjects())).map(([, file]) => file);
    expect(names.filter((file) => file.startsWith(`${name}.`)).sort()).toEqual(
      [
        ...['zip', 'sbom.cdx.json', 'THIRD-PARTY-LICENSES.txt', ...policiesOf(project).map(([ending]) => ending)],
        ...methods.map((method) => `type-configuration.${method}`),
      ]
        .map((ending) => `${name}.${ending}`)
        .sort(),
    );
  });
});

it('a release has each name once, and what is for all types', async () => {
  const names = (await releaseFiles(allProjects())).map(([, name]) => name);
  expect(new Set(names).size).toBe(names.length);
  const ofTypes = allProjects().map(({ hyphenatedName }) => `${hyphenatedName}.`);
  expect(names.filter((name) => !ofTypes.some((begin) => name.startsWith(begin))).sort()).toEqual([
    ...['alibaba-side.sh', 'aws-side.yaml', 'register-from-bucket.yaml', 'registering-policy.json'],
  ]);
});
