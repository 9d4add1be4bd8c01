import fc from 'fast-check';
import { redactorFor } from '../../src/cloudformation/redaction';

const secretText = fc.string({ unit: 'binary', minLength: 8, maxLength: 40 });

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

  it('takes any event', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (event, data) => {
        expect(redactorFor(event)('')).toBe('');
        expect(typeof redactorFor({ requestData: data, bearerToken: event })('text')).toBe('string');
      }),
    );
  });
});
