import { AUTHENTICATION as ALIBABA } from '../../../src/alibaba/properties/authentication';
import { AUTHENTICATION as HUAWEI } from '../../../src/huaweicloud/properties/authentication';
import { readAuthentication } from '../../../src/resource/authentication';
import { Problems } from '../../../src/resource/problems';
import { fieldOf } from '../../../src/resource/property';

const ACCOUNT = '0123456789abcdef0123456789abcdef';
const FORMS = [
  { form: ALIBABA, name: 'acs:ram::1:role/images', provider: 'acs:ram::1:oidc-provider/aws' },
  { form: HUAWEI, name: `iam::${ACCOUNT}:agency:images`, provider: `iam::${ACCOUNT}:oidcProvider:aws` },
] as const;

/** Each text of a type configuration with a form, and what its method is with this text and others that are right. */
const TEXTS = FORMS.flatMap(({ form, name, provider }) => {
  const [byName, byProvider] = [form.name.property, form.byToken.provider.property];
  const key = { [form.key.id]: 'id', [form.key.secret]: 'secret', SecurityToken: 'token' };
  const methods: readonly (readonly [object: string, right: Readonly<Record<string, string>>, beside: object])[] = [
    ['Credentials', key, {}],
    [form.byKey.property, { [byName]: name, SessionName: 'session', ExternalId: 'external' }, { Credentials: key }],
    [form.byToken.property, { [byProvider]: provider, [byName]: name, SessionName: 'session' }, {}],
  ];
  return methods.flatMap(([object, right, beside]) =>
    Object.keys(right).map((property) => ({
      place: `${object}.${property}`,
      right: right[property] ?? '',
      problemWith: (text: string) =>
        problemOf(form, {
          ...beside,
          [object]: { ...(object.includes('OIDC') && { Audience: 'a' }), ...right, [property]: text },
        }),
    })),
  );
});

/** The names of the schema become those of the generated models. */
function asModel(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [fieldOf(name), asModel(inner)]));
}

function problemOf(form: (typeof FORMS)[number]['form'], configuration: object): string {
  const problems = new Problems();
  readAuthentication(Object(asModel(configuration)), form, problems);
  try {
    problems.raise('InvalidTypeConfiguration', 'wrong');
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return 'none';
}

describe.each(TEXTS)('$place of a type configuration', ({ place, right, problemWith }) => {
  it(`may be ${right}`, () => {
    expect(problemWith(right)).toBe('none');
  });

  // One that was pasted with a space or a line break would be refused by the cloud, with another text than this.
  it.each([` ${right}`, `${right} `, `\n${right}`, `${right}\n`])('may not be %j', (text) => {
    expect(problemWith(text)).toMatch(new RegExp(`^wrong: ${place} (must|contains) `));
  });
});
