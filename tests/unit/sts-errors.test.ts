import { allErrorEntries } from '../../simulator/index';
import { ALIBABA_STS_ERRORS } from '../../src/alibaba/public-errors';
import { type ErrorBook, fill } from '../../src/calling/error-book';
import { HUAWEI_STS_ERRORS } from '../../src/huaweicloud/sts-errors';
import { AWS_STS_ERRORS } from '../../src/keys/aws-sts-errors';
import { judgeSts } from '../../src/keys/judge-sts';
import { errors } from '../fixtures/ecs-errors.json';

/** What the messages may name of an authentication method. */
const FACTS = {
  method: 'AssumeRoleWithOIDC',
  role: 'acs:ram::1:role/r',
  provider: 'acs:ram::1:oidc-provider/p',
  audience: 'an-audience',
  issuer: 'https://issuer.example',
  subject: 'arn:aws:iam::1:role/r',
  tokenSeconds: '120',
};
const CALL = { action: 'AssumeRoleWithOIDC', host: 'sts.aliyuncs.com' };
const BOOKS = [
  ['Alibaba Cloud', ALIBABA_STS_ERRORS],
  ['AWS', AWS_STS_ERRORS],
] as const;

function verdictsOf({ table, families }: ErrorBook) {
  return [
    ...Object.values(table).flatMap((rows) => Object.entries(rows)),
    ...families.map(({ form, verdict }) => [String(form), verdict] as const),
  ];
}

const refusal = (code: string, statusCode: number, fields: object = {}) =>
  Object.assign(new Error('said'), { code, statusCode, ...fields });

describe.each(BOOKS)('the errors of the STS of %s', (_, book) => {
  it('mean a failure each, with a next step that is a sentence', () => {
    expect(verdictsOf(book).length).toBeGreaterThan(25);
    for (const [code, { failure, outcome, nextStep }] of verdictsOf(book)) {
      expect([code, outcome]).toEqual([code, undefined]);
      const step = nextStep ?? (failure && book.nextSteps[failure]);
      expect([code, step]).toEqual([code, expect.stringMatching(/^[A-Z].{8,}\.$/)]);
    }
  });

  it('name nothing in their next steps but what is known of a way in', () => {
    const steps = [...verdictsOf(book).map(([, { nextStep }]) => nextStep ?? ''), ...Object.values(book.nextSteps)];
    const named = steps.flatMap((step) => [...fill(step, book.words).matchAll(/\{(\w+)\}/g)].map(([, name]) => name));
    expect([...new Set(named)].filter((name) => !Object.keys(FACTS).includes(String(name)))).toEqual([]);
  });

  it('are repeated only where a repetition can cure', () => {
    const repeated = verdictsOf(book).filter(([, { repeat }]) => repeat);
    expect(repeated.length).toBeGreaterThan(4);
    for (const [code, { failure }] of repeated) {
      expect([code, failure]).toEqual([
        code,
        expect.stringMatching(/^(Throttling|ServiceInternalError|ResourceConflict|NetworkFailure)$/),
      ]);
    }
  });
});

it.each([
  ['Alibaba Cloud', ALIBABA_STS_ERRORS],
  ['Huawei Cloud', HUAWEI_STS_ERRORS],
])('an error of the STS of %s of which only the kind is known is not taken for one of an image', (_, { nextSteps }) => {
  const kinds = ['AccessDenied', 'GeneralServiceException', 'InvalidCredentials', 'InvalidRequest'] as const;
  for (const kind of kinds) expect(nextSteps[kind]).toMatch(/\{(role|agency|method)\}/);
  expect(nextSteps.NetworkFailure).toContain('STS endpoint');
});

describe('an error of an STS', () => {
  const documented = errors.filter(({ action }) => action === 'AssumeRoleWithOIDC');

  it.each(documented.map((entry) => [entry.code, entry] as const))('is what the fixture says: %s', (_, entry) => {
    const { failure, repeat } = judgeSts(refusal(entry.code, entry.status), CALL, ALIBABA_STS_ERRORS, FACTS);
    expect({ code: failure.code, repeat }).toEqual({ code: entry.handler.CREATE, repeat: entry.repeat });
  });

  const simulated = allErrorEntries().filter(
    ({ action }) => action === 'AssumeRole' || action === 'AssumeRoleWithOIDC',
  );

  it.each(simulated.map(({ action, code, status }) => [action, code, status] as const))(
    'has a row of its own, whatever its status: %s %s',
    (action, code, status) => {
      const judged = [status, 400, 418].map((any) =>
        judgeSts(refusal(code, any), { ...CALL, action }, ALIBABA_STS_ERRORS, FACTS),
      );
      expect(new Set(judged.map(({ failure }) => failure.code)).size).toBe(1);
      expect(judged[0]?.failure.code).not.toBe('GeneralServiceException');
      expect(judged[0]?.failure.message).not.toMatch(/[{}]/);
    },
  );

  it.each([
    ['AuthenticationFail.SomethingNew', 401, 'AccessDenied'],
    ['InvalidParameter.SomethingNew', 400, 'InvalidTypeConfiguration'],
    ['EntityNotExist.SomethingNew', 404, 'InvalidTypeConfiguration'],
    ['Throttling.SomethingNew', 400, 'Throttling'],
    ['SomethingNew', 503, 'ServiceInternalError'],
    ['SomethingNew', 400, 'GeneralServiceException'],
  ])('of Alibaba Cloud that nobody documents: %s with %i is %s', (code, status, expected) => {
    const { failure } = judgeSts(refusal(code, status), CALL, ALIBABA_STS_ERRORS, FACTS);
    expect(failure.code).toBe(expected);
  });

  it.each([
    ['ThrottlingException', 400, 'Throttling', true],
    ['RequestThrottled', 400, 'Throttling', true],
    ['AccessDeniedException', 400, 'AccessDenied', false],
    ['ExpiredTokenException', 403, 'InvalidCredentials', false],
    ['OutboundWebIdentityFederationDisabled', 400, 'InvalidTypeConfiguration', false],
    ['SessionDurationEscalationException', 400, 'ServiceInternalError', false],
    ['JWTPayloadSizeExceededException', 400, 'GeneralServiceException', false],
    ['HTTP 502', 502, 'ServiceInternalError', true],
    ['SomethingNew', 403, 'GeneralServiceException', false],
  ])('of AWS: %s with %i is %s', (code, status, expected, repeat) => {
    const call = { action: 'GetWebIdentityToken', regionId: 'us-east-1' };
    const judged = judgeSts(refusal(code, status), call, AWS_STS_ERRORS, FACTS);
    expect([judged.failure.code, judged.repeat]).toEqual([expected, repeat]);
  });

  it.each([
    ['Signature expired: 20260101T000000Z is now earlier than 20260101T001000Z (20260101T001500Z - 5 min.)', true],
    [
      'Signature not yet current: 20260101T001500Z is still later than 20260101T000500Z (20260101T000000Z + 5 min.)',
      true,
    ],
    ['Signature: a-token is not right', false],
    ['The request signature we calculated does not match the signature you provided.', false],
  ])('of AWS with a code for keys and clocks is told by its message: %s', (said, isClock) => {
    const call = { action: 'GetWebIdentityToken', regionId: 'us-east-1' };
    const error = Object.assign(new Error(said), { code: 'SignatureDoesNotMatch', statusCode: 403 });
    const { failure, repeat } = judgeSts(error, call, AWS_STS_ERRORS, FACTS);
    expect([failure.code, repeat]).toEqual([isClock ? 'ServiceInternalError' : 'InvalidCredentials', false]);
    expect(failure.message).toContain(
      isClock
        ? `SignatureDoesNotMatch: ${said.split(':')[0]} (request id unknown). The clock of the machine that runs the handlers`
        : 'SignatureDoesNotMatch: the signature is wrong (request id unknown). AWS rejects the credentials',
    );
    expect(failure.message).not.toContain('a-token');
  });

  it('never leaves in doubt whether ECS began something', () => {
    for (const error of [refusal('InternalError', 500), Object.assign(new Error('x'), { code: 'ECONNRESET' })]) {
      expect(judgeSts(error, CALL, ALIBABA_STS_ERRORS, FACTS).maybeDone).toBe(false);
    }
  });

  it('names a long audience by its beginning', () => {
    const facts = { ...FACTS, audience: 'a'.repeat(1000) };
    const error = refusal('AuthenticationFail.OIDCToken.AudienceNotMatch', 401);
    const { failure } = judgeSts(error, CALL, ALIBABA_STS_ERRORS, facts);
    expect(failure.message).toContain(`Add ${'a'.repeat(200)}… to the client IDs`);
  });

  it('does not repeat what STS echoes of a signed request', () => {
    const error = refusal('SignatureDoesNotMatch', 403, { data: { Message: 'x-acs-security-token:a-token' } });
    for (const book of [ALIBABA_STS_ERRORS, AWS_STS_ERRORS]) {
      expect(judgeSts(error, CALL, book, FACTS).failure.message).not.toContain('a-token');
    }
  });
});
