import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { checkProperties } from '../../local/schema/check';
import { readResourceType } from '../../local/schema/resource-type';
import { readTypeConfiguration } from '../../src/alibaba/properties/type-configuration';
import { readApsaraConfiguration } from '../../src/apsarastack/properties/type-configuration';
import { ramPolicy } from '../../src/properties/ram-policy';
import { allProjects, type Project } from '../../tools/projects';
import { TARGETS } from '../../tools/registering-policy/targets';
import { ACCESS, accessTo, nextSteps } from '../../tools/registration';

const ROOT = path.join(__dirname, '..', '..');
const FOLDER = path.join(ROOT, 'registration', 'type-configuration');

/** A dynamic reference to a key of a secret: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-secretsmanager.html */
const REFERENCE = /\{\{resolve:secretsmanager:[\w/+=.@-]+:SecretString:(\w+)\}\}/g;
const SECRETS = ['AccessKeyId', 'AccessKeySecret', 'SecurityToken', 'ExternalId'];

const files = readdirSync(FOLDER);
const textOf = (file: string): string => readFileSync(path.join(FOLDER, file), 'utf8');
/** What the handlers get: CloudFormation has put the secrets in. */
const resolved = (file: string) => JSON.parse(textOf(file).replaceAll(REFERENCE, (_, key: string) => `the-${key}`));

/** Each file with each type of its cloud. */
const USES = allProjects().flatMap((project) =>
  (ACCESS[project.cloud] ?? []).map((way) => [`${way}.json`, project.typeName, project] as const),
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
};

describe('registration/type-configuration', () => {
  it('has a file for each way in that npm run register knows', () => {
    const ways = Object.values(ACCESS).flat();
    expect(files.sort()).toEqual(ways.map((way) => `${way}.json`).sort());
  });

  it.each(USES)('%s is what the schema of %s asks for', (file, _, project) => {
    expect(checkProperties(configurationOf(project), resolved(file), []).problems).toEqual([]);
  });

  it.each(USES)('%s is taken by the handlers of %s', (file, _, { folder, cloud }) => {
    // As the handlers deserialize it.
    require(path.join(folder, 'src', 'handlers'));
    const { TypeConfigurationModel } = require(path.join(folder, 'src', 'models'));
    const read = READERS[cloud];
    if (!read) throw new Error(`nothing reads a type configuration of ${cloud}`);
    expect(() => read(TypeConfigurationModel.deserialize(resolved(file)) as never)).not.toThrow();
  });

  it.each(files)('%s names secrets that the policy for registering lets be read', (file) => {
    const names = [...textOf(file).matchAll(/secretsmanager:([\w/+=.@-]+):/g)].map(([, name]) => name);
    const { resources } = TARGETS.secret;
    for (const name of names) expect(resources).toContain(`arn:aws:secretsmanager:*:*:secret:${name}-*`);
  });

  it.each(USES)('%s may be given ForceDelete, a boolean, for %s', (file, _, project) => {
    const type = configurationOf(project);
    const problemsWith = (ForceDelete: unknown) =>
      checkProperties(type, JSON.parse(JSON.stringify({ ...resolved(file), ForceDelete })), []).problems;
    for (const value of [true, false, 'true']) expect(problemsWith(value)).toEqual([]);
    expect(problemsWith('perhaps')).toEqual([expect.objectContaining({ path: ['ForceDelete'] })]);
  });

  it.each(files)('%s refers to secrets and holds none', (file) => {
    const walk = (value: unknown, name = ''): void => {
      if (typeof value === 'object' && value !== null) {
        for (const [key, item] of Object.entries(value)) walk(item, key);
      } else if (SECRETS.includes(name)) {
        expect(value).toMatch(new RegExp(`^${REFERENCE.source}$`));
        expect(value).toContain(`:${name}}}`);
      }
    };
    walk(JSON.parse(textOf(file)));
  });

  it('keyless.json is what the two sides make when nothing else is said', () => {
    const read = (name: string): string => readFileSync(path.join(ROOT, 'registration', name), 'utf8');
    const { Audience, ProviderArn, RoleArn } = JSON.parse(textOf('keyless.json')).AssumeRoleWithOIDC;
    const script = read('alibaba-side.sh');
    expect(script).toContain(`audience='${Audience}'`);
    expect(script).toContain(`provider_name='${ProviderArn.split('/')[1]}'`);
    expect(script).toContain(`role_name='${RoleArn.split('/')[1]}'`);
    for (const template of ['aws-side.yaml', 'register-from-bucket.yaml'])
      expect(read(template)).toContain(`Default: ${Audience}`);
  });
});

describe('registration/ram-policy.json', () => {
  it('is what the handlers need (npm run ram-policy)', () => {
    expect(JSON.parse(readFileSync(path.join(ROOT, 'registration', 'ram-policy.json'), 'utf8'))).toEqual(ramPolicy());
  });
});

describe('the way into a cloud', () => {
  it.each(allProjects())('is one of the cloud of $typeName, and has a default', ({ cloud }) => {
    expect(accessTo(cloud, undefined)).toBe(ACCESS[cloud]?.[0]);
    expect(() => accessTo(cloud, 'by-boat')).toThrow('--access by-boat is no way into the cloud of the type: ');
  });

  it('is not that of another cloud', () => {
    expect(() => accessTo('apsarastack', 'keyless')).toThrow('apsarastack-access-key');
  });
});

describe('what npm run register says comes next', () => {
  const TYPE_NAME = 'TF::Alicloud::ImageCopy';
  const steps = (more = {}) =>
    nextSteps(TYPE_NAME, { region: 'eu-west-1', default: true, access: 'keyless', runtime: 'nodejs24.x', ...more });

  it('names the region, the type and the file', () => {
    expect(steps()).toContain(`set-type-configuration --region eu-west-1`);
    expect(steps()).toContain(`--type-name ${TYPE_NAME}`);
    expect(steps({ access: 'access-key' })).toContain(
      'cp registration/type-configuration/access-key.json my-configuration.json',
    );
    expect(steps({ access: 'access-key' })).toContain('--configuration file://my-configuration.json');
  });

  it('says how to make the version the default one, if it is not', () => {
    expect(steps()).not.toContain('set-type-default-version');
    expect(steps({ default: false, profile: 'images' })).toContain(
      'set-type-default-version --region eu-west-1 --profile images',
    );
  });
});
