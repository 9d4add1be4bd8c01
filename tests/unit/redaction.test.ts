import { percentEncoded } from '../../src/calling/percent-encoding';
import { redactorFor } from '../../src/cloudformation/redaction';
import { oneLine, visible } from '../../untrusted/visible';
import { UNSAFE } from '../support/characters';
import fc, { anyText, runs } from '../support/fast-check';
import { type PropertySchema, type Schema, schemaOf, TYPES } from '../support/schemas';

const secretText = anyText({ minLength: 8, maxLength: 40 });

describe('the redactor', () => {
  it('removes every secret of an event, plain, in JSON and in a URL', () => {
    fc.assert(
      fc.property(
        fc.array(secretText, { minLength: 5, maxLength: 5 }),
        ([token = '', aws = '', id = '', key = '', external = '']) => {
          const redact = redactorFor({
            bearerToken: token,
            requestData: {
              callerCredentials: { secretAccessKey: aws },
              typeConfiguration: {
                RegionId: 'cn-shanghai',
                Credentials: { AccessKeyId: id, AccessKeySecret: key },
                AssumeRole: { RoleArn: 'acs:ram::1:role/x', ExternalId: external },
              },
            },
          });
          for (const secret of [token, aws, id, key, external]) {
            const wellFormed = secret.replace(/\p{Surrogate}/gu, '\ufffd');
            for (const form of [secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(wellFormed)])
              expect(redact(`before ${form} after`)).not.toContain(form);
          }
        },
      ),
    );
  });

  it('removes a secret that stands in the event as a number', () => {
    const redact = redactorFor({ requestData: { typeConfiguration: { AssumeRole: { ExternalId: 1234567890 } } } });
    expect(redact('external ID 1234567890')).toBe('external ID <REDACTED>');
  });

  it('leaves a text without secrets as it is', () => {
    const redact = redactorFor({
      bearerToken: 'a-long-token',
      requestData: { typeConfiguration: { RegionId: 'cn-shanghai' } },
    });
    expect(redact('copying to cn-shanghai')).toBe('copying to cn-shanghai');
  });

  it('removes the longer of two secrets of which one holds the other', () => {
    const redact = redactorFor({ bearerToken: 'abcd', requestData: { callerCredentials: { a: 'abcd-efgh' } } });
    expect(redact('abcd-efgh abcd')).toBe('<REDACTED> <REDACTED>');
  });

  it('removes secrets that overlap in a text as one', () => {
    const redact = redactorFor({
      bearerToken: 'one-two-three',
      requestData: { callerCredentials: { a: 'three-four-five' } },
    });
    expect(redact('one-two-three-four-five')).toBe('<REDACTED>');
    expect(redact('one-two-three, three-four-five')).toBe('<REDACTED>, <REDACTED>');
  });

  it('removes a short secret where it stands alone, and leaves words whole that hold it', () => {
    const redact = redactorFor({
      bearerToken: 'copy',
      requestData: {
        typeConfiguration: { AssumeRole: { ExternalId: 'region' } },
        callerCredentials: { a: 'abc', b: '' },
      },
    });
    expect(redact('copying a copy from regions of abc: "region"')).toBe(
      'copying a <REDACTED> from regions of abc: "<REDACTED>"',
    );
  });

  it('takes letters for letters that mean something to a regular expression or a replacement', () => {
    const secrets = ['(a+)+$.*[^x]', '$&$1$`secret', '\\d+\\w+\\b', '<REDACTED>'];
    const redact = redactorFor({ requestData: { callerCredentials: { ...secrets } } });
    for (const secret of secrets) expect(redact(`before ${secret} after`)).toBe('before <REDACTED> after');
    expect(redact('aaaa$ 55')).toBe('aaaa$ 55');
  });

  it('hides what it is told, from then on', () => {
    const redact = redactorFor({ bearerToken: 'a-bearer-token' });
    expect(redact('sts-key/secret')).toBe('sts-key/secret');
    redact.hide('sts-key/secret');
    redact.hide('sts-key/secret');
    expect(redact('a-bearer-token sts-key/secret sts-key%2Fsecret')).toBe('<REDACTED> <REDACTED> <REDACTED>');
  });

  it('removes a secret in whatever form it is written', () => {
    const bytes = (text: string): Buffer => Buffer.from(text, 'utf8');
    const forms: readonly ((secret: string) => string)[] = [
      (secret) => secret,
      (secret) => JSON.stringify({ secret }),
      (secret) => JSON.stringify({ line: JSON.stringify({ secret }) }),
      (secret) => `https://host/?token=${encodeURIComponent(secret)}&x`,
      // As signatures want it, which leave fewer marks as they are.
      (secret) => `https://host/?token=${percentEncoded(secret)}&x`,
      (secret) => encodeURIComponent(`?token=${encodeURIComponent(secret)}`),
      (secret) => new URLSearchParams({ secret }).toString(),
      (secret) => encodeURIComponent(secret).replace(/%../g, (escaped) => escaped.toLowerCase()),
      (secret) => bytes(secret).toString('base64'),
      // Where it begins decides on its form: at each of three places.
      ...['id:', 'key:', 'user:'].map((before) => (secret: string) => bytes(before + secret).toString('base64')),
      ...['1', '12', '123'].map(
        (id) => (secret: string) => bytes(`{"id":${id},"key":"${secret}"}`).toString('base64url'),
      ),
      (secret) => bytes(secret).toString('hex'),
      (secret) => bytes(secret).toString('hex').toUpperCase(),
    ];
    const secret = fc.stringMatching(/^[\x21-\x7e]{12,60}$/);
    fc.assert(
      fc.property(secret, fc.constantFrom(...forms), (value, write) => {
        const redact = redactorFor({ requestData: { providerCredentials: { value } } });
        const clean = redact(`before ${write(value)} after`);
        expect(clean).toMatch(/^before .*<REDACTED>.* after$/);
        expect(clean.length).toBeLessThan(80);
      }),
      runs(600),
    );
  });

  it('removes a secret that is broken, whether what breaks it is replaced before or after', () => {
    const breaks = fc.array(fc.constantFrom(...UNSAFE, '\n', '\t', '\r\n', '\n  ', '\ufffd'), {
      minLength: 1,
      maxLength: 3,
    });
    const secret = fc.stringMatching(/^[\x21-\x7e]{8,40}$/);
    fc.assert(
      fc.property(secret, breaks, fc.integer({ min: 1, max: 7 }), (value, broken, step) => {
        const redact = redactorFor({ bearerToken: value });
        const parts = value.match(new RegExp(`.{1,${step}}`, 'g')) ?? [];
        const text = `before ${parts.join(broken.join(''))} after`;
        for (const clean of [
          visible(redact(text)),
          redact(visible(text)),
          redact(oneLine(text)),
          oneLine(redact(text)),
        ]) {
          expect(clean).toBe('before <REDACTED> after');
        }
      }),
      runs(300),
    );
  });

  it('removes a secret that has characters in it that are not shown, before and after they are replaced', () => {
    const unit = fc.oneof(fc.constantFrom(...UNSAFE), fc.stringMatching(/^[a-z]{2}$/));
    fc.assert(
      fc.property(fc.string({ unit, minLength: 12, maxLength: 20 }), (value) => {
        fc.pre(value.replace(/[^a-z]/g, '').length >= 8);
        const redact = redactorFor({ bearerToken: value });
        for (const write of [
          (text: string) => text,
          visible,
          oneLine,
          (text: string) => JSON.stringify(visible(text)),
        ]) {
          expect(redact(`before: ${write(value)} :after`).replace(/[^A-Za-z<>:]/g, '')).toBe('before:<REDACTED>:after');
        }
      }),
    );
  });

  it('leaves words whole that hold the letters of a short secret, though others stand between them', () => {
    const redact = redactorFor({ bearerToken: 'copy' });
    expect(redact('a disco\u202epying co py')).toBe('a disco\u202epying co py');
  });

  it('removes the shortest secret that stands alone though something that is not shown breaks it, and no shorter text', () => {
    const redact = redactorFor({ bearerToken: 'copy', requestData: { callerCredentials: { a: 'abc' } } });
    expect(redact('(co\u202epy) (a\u202ebc)')).toBe('(<REDACTED>) (a\u202ebc)');
  });

  it('takes a text of any length', () => {
    const redact = redactorFor({ bearerToken: 'a-long-token' });
    for (const character of ['z', '金', '\u{1F5BC}', ' ', '\u202e']) {
      const text = character.repeat(10_000_000);
      expect(redact(`${text} a-long-\u202etoken`) === `${text} <REDACTED>`).toBe(true);
    }
  });

  it('takes any event', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (event, data) => {
        expect(redactorFor(event)('')).toBe('');
        expect(typeof redactorFor({ requestData: data, bearerToken: event })('text')).toBe('string');
      }),
    );
  });
});

/** What a type configuration has that may be in a log, by its last name. Whatever else it has is a secret. */
const PUBLIC = new Set([
  ...['RegionId', 'Region', 'ProjectId', 'Cloud', 'Organization', 'ResourceSet', 'Parameters'],
  ...['RoleArn', 'AgencyUrn', 'ProviderArn', 'ProviderUrn', 'Audience', 'SessionName', 'Policy', 'DurationSeconds'],
  ...['Ecs', 'Sts', 'Ims', 'Iam', 'Gateway', 'Proxy', 'CaCertificate', 'SignatureMethod'],
  ...['AllowHttp', 'InsecureSkipVerify', 'ForceDelete'],
]);

/** A type configuration with every property of its schema, each of which has its place as its value. */
function filled(definitions: Schema['definitions'], { $ref, properties, items }: PropertySchema, place = ''): unknown {
  if ($ref !== undefined) return filled(definitions, definitions[$ref.replace('#/definitions/', '')] ?? {}, place);
  if (items) return [filled(definitions, items, `${place}.0`)];
  if (!properties) return `text-of${place}`;
  const partOf = ([name, part]: [string, PropertySchema]) => [name, filled(definitions, part, `${place}.${name}`)];
  return Object.fromEntries(Object.entries(properties).map(partOf));
}

describe('a type configuration', () => {
  it.each(TYPES)('of %s: whatever is not known to be public is kept out of the log', (typeName) => {
    const schema = schemaOf(typeName);
    const configuration = filled(schema.definitions, schema.typeConfiguration);
    const redact = redactorFor({ requestData: { typeConfiguration: configuration } });
    const texts = JSON.stringify(configuration).match(/text-of[.\w]+/g) ?? [];
    const nameOf = (text: string): string => text.slice(text.lastIndexOf('.') + 1);
    expect(texts.length).toBeGreaterThan(10);
    const shown = texts.filter((text) => !redact(text).includes('<REDACTED>'));
    expect(shown.filter((text) => !PUBLIC.has(nameOf(text)))).toEqual([]);
  });
});
