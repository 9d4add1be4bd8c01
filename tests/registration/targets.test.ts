import { allProjects } from '../../tools/projects';
import { beginnings, secretsIn, TARGETS, TYPE_BEGINNINGS } from '../../tools/registering-policy/targets';

it('the policy for registering names what belongs to a type of another cloud too, once it is in the list', () => {
  expect(beginnings(['tf-alicloud-imagecopy', 'tf-alicloud-image', 'tf-huaweicloud-imagesimagecopy'])).toEqual([
    'tf-alicloud-image',
    'tf-huaweicloud-imagesimagecopy',
  ]);
});

it('the policy for registering names the secrets that a type configuration refers to, each once', () => {
  const refer = (name: string, key: string): string => `"{{resolve:secretsmanager:${name}:SecretString:${key}}}"`;
  expect(
    secretsIn([refer('huaweicloud', 'AccessKey') + refer('huaweicloud', 'SecretKey'), refer('x/y', 'z'), '{}']),
  ).toEqual(['huaweicloud', 'x/y']);
});

it.each(allProjects())('the policy for registering is about what belongs to $typeName', ({ hyphenatedName }) => {
  expect(TYPE_BEGINNINGS.filter((name) => hyphenatedName.startsWith(name))).toHaveLength(1);
  for (const name of ['registrationStacks', 'roles', 'passedRoles', 'logs', 'stackSets'] as const) {
    const covered = TARGETS[name].resources.some((arn) => {
      const [, beginning = ''] = /(?:[/:])(tf-[a-z-]+)\*/.exec(arn) ?? [];
      return beginning !== '' && hyphenatedName.startsWith(beginning);
    });
    expect({ name, covered }).toEqual({ name, covered: true });
  }
});
