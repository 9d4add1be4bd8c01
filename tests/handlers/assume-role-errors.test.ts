import { allErrorEntries } from '../../simulator/index';
import { SOURCE } from '../support/copies';
import { asked, openKeylessStage, openRoleStage, type SessionStage } from '../support/sessions';

/** What comes out of the errors that the two actions of STS are documented to have. */
const OPENING: Readonly<Record<string, string>> = {
  InvalidParameter: 'InvalidTypeConfiguration',
  'InvalidParameter.RoleArn': 'InvalidTypeConfiguration',
  'InvalidParameter.RoleSessionName': 'InvalidTypeConfiguration',
  'InvalidParameter.DurationSeconds': 'InvalidTypeConfiguration',
  'InvalidParameter.PolicyGrammar': 'InvalidTypeConfiguration',
  'InvalidParameter.PolicySize': 'InvalidTypeConfiguration',
  MissingRoleSessionName: 'InternalFailure',
  NoPermission: 'AccessDenied',
  'EntityNotExist.Role': 'InvalidTypeConfiguration',
  InternalError: 'ServiceInternalError',
  'AuthenticationFail.NoPermission': 'AccessDenied',
  'AuthenticationFail.OIDCToken.Invalid': 'InvalidCredentials',
  'AuthenticationFail.OIDCToken.InvalidSignature': 'InvalidCredentials',
  'AuthenticationFail.OIDCToken.Expired': 'InvalidCredentials',
  'AuthenticationFail.OIDCToken.AudienceNotMatch': 'InvalidTypeConfiguration',
  'AuthenticationFail.OIDCToken.IssuerNotMatch': 'InvalidTypeConfiguration',
  'AuthenticationFail.OIDCToken.IssuerConfigurationBroken': 'ServiceInternalError',
  'AuthenticationFail.OIDCToken.PublicKeyFingerprintMismatch': 'InvalidCredentials',
  'AuthenticationFail.OIDCToken.HttpsUrlInvalid': 'InvalidCredentials',
};
/** What comes out of errors of every API, of which the message has to speak of STS. */
const COMMON: Readonly<Record<string, string>> = {
  'InvalidAccessKeyId.NotFound': 'InvalidCredentials',
  'InvalidAccessKeyId.Inactive': 'InvalidCredentials',
  SignatureDoesNotMatch: 'InvalidCredentials',
  'InvalidSecurityToken.Expired': 'InvalidCredentials',
  'InvalidTimeStamp.Expired': 'ServiceInternalError',
  'Forbidden.RAM': 'AccessDenied',
  'InvalidProduct.NotFound': 'InvalidTypeConfiguration',
  'Throttling.User': 'Throttling',
  ServiceUnavailable: 'ServiceInternalError',
};
/** After which the same call may succeed a moment later. */
const PASSING = /^(ServiceInternalError|Throttling)$/;
const ONCE: readonly string[] = ['InvalidTimeStamp.Expired'];
/** What the first answer of an operation says: it comes back to what is throttled. */
const endOf = (action: string, errorCode: string) =>
  errorCode === 'Throttling' && ['CREATE', 'UPDATE', 'DELETE'].includes(action)
    ? [action, 'IN_PROGRESS', undefined]
    : [action, 'FAILED', errorCode];

const documented = (action: string) => allErrorEntries().filter((entry) => entry.action === action);

describe.each([
  ['AssumeRoleWithOIDC', openKeylessStage],
  ['AssumeRole', () => openRoleStage()],
] as const)('errors of %s', (wayIn, open) => {
  // One for all: a session that is not opened is not remembered.
  let stage: SessionStage;
  beforeAll(async () => {
    stage = await open();
  });
  afterEach(() => stage.simulator.clearFaults());
  afterAll(() => stage.close());
  const own = [...new Set(documented(wayIn).map(({ code }) => code))];

  it('are walked in full', () => {
    expect(own.length).toBeGreaterThan(8);
    expect(own.filter((code) => OPENING[code] === undefined)).toEqual([]);
  });

  it.each([...own.map((code) => [code, OPENING[code]]), ...Object.entries(COMMON)])(
    '%s ends every operation with %s, and nothing was begun',
    async (code = '', expected = '') => {
      const { simulator } = stage;
      const before = { calls: simulator.calls.length, asked: asked(stage).alibaba };
      simulator.inject({ action: wayIn, error: { code }, times: Number.POSITIVE_INFINITY });
      const copy = { tfcfnid: 'cn-shanghai/m-uf66871ape' };
      for (const action of ['CREATE', 'READ', 'UPDATE', 'DELETE', 'LIST'] as const) {
        const properties = action === 'LIST' ? {} : { ...SOURCE, ...(action !== 'CREATE' && copy) };
        const { status, errorCode, message } = await stage.invoke(action, properties, { previous: properties });
        expect([action, status, errorCode]).toEqual(endOf(action, expected));
        expect(message).toContain(`${wayIn} at 127.0.0.1`);
        expect(message).toContain(`failed with ${code}: `);
        // Both actions need the permission of the first.
        const permission = expected === 'AccessDenied' ? ' RAM action: sts:AssumeRole.' : '';
        const [, end = ''] = /\(request id [0-9A-F-]{36}\)\.(.*)$/.exec(message) ?? [];
        expect(end.startsWith(permission)).toBe(true);
        expect(end.slice(permission.length)).toMatch(/^ (?!RAM action)[A-Z][^{}]{9,}\.$/);
      }
      const ecs = simulator.calls.slice(before.calls).filter(({ action }) => action !== wayIn);
      expect(ecs).toEqual([]);
      const isRepeated = PASSING.test(expected) && !ONCE.includes(code);
      // A creation that failed with what may pass looks for its copy, which takes a key again.
      const times = asked(stage).alibaba - before.asked;
      expect([times >= (isRepeated ? 20 : 5), times <= (isRepeated ? 24 : 6)]).toEqual([true, true]);
    },
  );
});
