import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { checkProperties } from '../../local/schema/check';
import { readResourceType } from '../../local/schema/resource-type';
import { ACCESS, nextSteps } from '../../tools/registration';
import '../../src/handlers';
import { readTypeConfiguration } from '../../src/alibaba/properties/type-configuration';
import { TypeConfigurationModel } from '../../src/models';
import { ramPolicy } from '../../src/properties/ram-policy';

const ROOT = path.join(__dirname, '..', '..');
const FOLDER = path.join(ROOT, 'registration', 'type-configuration');
const SCHEMA = JSON.parse(readFileSync(path.join(ROOT, 'schema.json'), 'utf8'));

/** A dynamic reference to a key of a secret: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references-secretsmanager.html */
const REFERENCE = /\{\{resolve:secretsmanager:[\w/+=.@-]+:SecretString:(\w+)\}\}/g;
const SECRETS = ['AccessKeyId', 'AccessKeySecret', 'SecurityToken', 'ExternalId'];

const files = readdirSync(FOLDER);
const textOf = (file: string): string => readFileSync(path.join(FOLDER, file), 'utf8');
/** What the handlers get: CloudFormation has put the secrets in. */
const resolved = (file: string) => JSON.parse(textOf(file).replaceAll(REFERENCE, (_, key: string) => `the-${key}`));

describe('registration/type-configuration', () => {
  it('has a file for each way in that npm run register knows', () => {
    expect(files.sort()).toEqual(ACCESS.map((way) => `${way}.json`).sort());
  });

  it.each(files)('%s is what the schema asks for', (file) => {
    const type = readResourceType({ ...SCHEMA, ...SCHEMA.typeConfiguration, readOnlyProperties: [] });
    expect(checkProperties(type, resolved(file), []).problems).toEqual([]);
  });

  it.each(files)('%s is taken by the handlers', (file) => {
    expect(() => readTypeConfiguration(TypeConfigurationModel.deserialize(resolved(file)))).not.toThrow();
  });

  it.each(files)('%s may be given ForceDelete, a boolean', (file) => {
    const type = readResourceType({ ...SCHEMA, ...SCHEMA.typeConfiguration, readOnlyProperties: [] });
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
