import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { checkProperties } from '../../local/schema/check';
import { readResourceType } from '../../local/schema/resource-type';
import { readTypeConfiguration } from '../../src/alibaba/properties/type-configuration';
import { readApsaraConfiguration } from '../../src/apsarastack/properties/type-configuration';
import { readHuaweiConfiguration } from '../../src/huaweicloud/properties/type-configuration';
import { accessMethods, accessTo, configurationFile } from '../../tools/access';
import { allProjects, type Project } from '../../tools/projects';
import { TARGETS } from '../../tools/registering-policy/targets';

const ROOT = path.join(__dirname, '..', '..');

/**
 * A dynamic reference to a key of a secret:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-secretsmanager.html
 */
const REFERENCE = /\{\{resolve:secretsmanager:[\w/+=.@-]+:SecretString:(\w+)\}\}/g;
const SECRETS = ['AccessKeyId', 'AccessKeySecret', 'AccessKey', 'SecretKey', 'SecurityToken', 'ExternalId'];

const textOf = (project: Project, method: string): string => readFileSync(configurationFile(project, method), 'utf8');
/** What the handlers get: CloudFormation has put the secrets in. */
const resolved = (project: Project, method: string) =>
  JSON.parse(textOf(project, method).replaceAll(REFERENCE, (_, key: string) => `the-${key}`));

/** Each file of each type. */
const USES = allProjects().flatMap((project) =>
  accessMethods(project).map((method) => [`${method}.json`, project.typeName, project, method] as const),
);

/** A type configuration, as the schema of a type describes it. */
function configurationOf({ schemaFile }: Project) {
  const schema = JSON.parse(readFileSync(schemaFile, 'utf8'));
  return readResourceType({ ...schema, ...schema.typeConfiguration, readOnlyProperties: [] });
}

/** What checks a type configuration, by the cloud that it leads to. */
const READERS: Readonly<Record<string, (model: never) => unknown>> = {
  alibaba: readTypeConfiguration,
  apsarastack: readApsaraConfiguration,
  huaweicloud: readHuaweiConfiguration,
};

/** Whether a type can force deletions: not every cloud has images in use that it would keep. */
const canForce = ({ schemaFile }: Project): boolean => {
  const { typeConfiguration } = JSON.parse(readFileSync(schemaFile, 'utf8'));
  return Object.hasOwn(typeConfiguration.properties, 'ForceDelete');
};

describe('registration/type-configuration', () => {
  it.each(allProjects())('is there for $typeName', (project) => {
    expect(accessMethods(project)).not.toEqual([]);
  });

  it.each(USES)('%s of %s is what its schema asks for', (_, __, project, method) => {
    expect(checkProperties(configurationOf(project), resolved(project, method), []).problems).toEqual([]);
  });

  it.each(USES)('%s of %s is taken by its handlers', (_, __, project, method) => {
    // As the handlers deserialize it.
    require(path.join(project.folder, 'src', 'handlers'));
    const { TypeConfigurationModel } = require(path.join(project.folder, 'src', 'models'));
    const read = READERS[project.cloud];
    if (!read) throw new Error(`nothing reads a type configuration of ${project.cloud}`);
    expect(() => read(TypeConfigurationModel.deserialize(resolved(project, method)) as never)).not.toThrow();
  });

  it.each(USES)('%s of %s names secrets that the policy for registering lets be read', (_, __, project, method) => {
    const names = [...textOf(project, method).matchAll(/secretsmanager:([\w/+=.@-]+):/g)].map(([, name]) => name);
    const { resources } = TARGETS.secret;
    for (const name of names) expect(resources).toContain(`arn:aws:secretsmanager:*:*:secret:${name}-*`);
  });

  it.each(USES)(
    '%s of %s may be given ForceDelete, a boolean, or none if that means nothing',
    (_, __, project, method) => {
      const type = configurationOf(project);
      const problemsWith = (ForceDelete: unknown) =>
        checkProperties(type, JSON.parse(JSON.stringify({ ...resolved(project, method), ForceDelete })), []).problems;
      if (!canForce(project)) {
        expect(problemsWith(true)).toEqual([expect.objectContaining({ path: ['ForceDelete'] })]);
        return;
      }
      for (const value of [true, false, 'true']) expect(problemsWith(value)).toEqual([]);
      expect(problemsWith('perhaps')).toEqual([expect.objectContaining({ path: ['ForceDelete'] })]);
    },
  );

  it.each(USES)('%s of %s refers to secrets and holds none', (_, __, project, method) => {
    const walk = (value: unknown, name = ''): void => {
      if (typeof value === 'object' && value !== null) {
        for (const [key, item] of Object.entries(value)) walk(item, key);
      } else if (SECRETS.includes(name)) {
        expect(value).toMatch(new RegExp(`^${REFERENCE.source}$`));
        expect(value).toContain(`:${name}}}`);
      }
    };
    walk(JSON.parse(textOf(project, method)));
  });

  it.each(USES)(
    '%s of %s is that of every type of its cloud, but for what is called like the type',
    (_, __, project, method) => {
      const neutral = (one: Project): string => textOf(one, method).replaceAll(`/${one.hyphenatedName}"`, '/NAME"');
      const others = allProjects().filter(({ cloud }) => cloud === project.cloud);
      expect(others.map(neutral)).toEqual(others.map(() => neutral(project)));
    },
  );

  it.each(USES.filter(([, , { cloud }, method]) => cloud === 'alibaba' && method === 'keyless'))(
    '%s of %s is what the two sides make when nothing else is said',
    (_, __, project, method) => {
      const SIDE = path.join(ROOT, 'registration', 'alibaba-side.sh');
      const given = ['--type', project.typeName, '--issuer', 'https://0a1b2c3d.tokens.sts.global.api.aws'];
      const subject = ['--subject', `arn:aws:iam::123456789012:role/${project.hyphenatedName}`];
      const made = execFileSync('bash', [SIDE, '--dry-run', ...given, ...subject], { encoding: 'utf8', stdio: 'pipe' });
      expect(JSON.parse(made.replaceAll('::ACCOUNT:', '::1234567890123456:'))).toEqual(
        JSON.parse(textOf(project, method)),
      );
    },
  );
});

describe('the authentication method', () => {
  it.each(allProjects())('of $typeName has a default, and is not another one', (project) => {
    expect(accessTo(project, undefined)).toBe(accessMethods(project)[0]);
    expect(() => accessTo(project, 'by-boat')).toThrow(
      `--access by-boat is not an authentication method of ${project.typeName}: ${accessMethods(project).join(', ')}.`,
    );
  });

  it('is by default the one without a key, where the type has it, else the plain key', () => {
    expect(
      Object.fromEntries(allProjects().map((project) => [project.typeName, accessTo(project, undefined)])),
    ).toMatchObject({
      'TF::Alicloud::ImageCopy': 'keyless',
      'TF::ApsaraStack::Image': 'access-key',
    });
  });

  it('is missing where the project of a type has no type configuration', () => {
    const project = { typeName: 'TF::Some::Type', folder: path.join(ROOT, 'tests') };
    expect(() => accessTo(project, undefined)).toThrow('TF::Some::Type has no type configuration in ');
  });
});

describe('the type configuration without secrets in guides/removing-the-type.md', () => {
  const page = readFileSync(path.join(ROOT, 'guides', 'removing-the-type.md'), 'utf8');
  const rows = [...page.matchAll(/^\| `(TF::\S+)` \| `(\{.*\})` \|$/gm)];
  const ofOthers = rows.map(([, name = '', json = '']) => [name.replace(/…$/, ''), json] as const);
  const [, ofAlicloud = ''] = /--configuration '(\{.*\})'/.exec(page) ?? [];

  it.each(allProjects())('is what the schema of $typeName asks for', (project) => {
    const [, json] = ofOthers.find(([name]) => project.typeName.startsWith(name)) ?? ['', ofAlicloud];
    expect(checkProperties(configurationOf(project), JSON.parse(json), []).problems).toEqual([]);
    expect(json).not.toMatch(/resolve:|acs:ram|agency/);
  });
});
