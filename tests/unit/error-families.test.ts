import { ALIBABA_STS_ERRORS, ECS_ERRORS } from '../../src/alibaba/public-errors';
import type { ErrorBook } from '../../src/calling/error-book';
import { verdictFor } from '../../src/calling/judge';
import type { FailureCode } from '../../src/failure/codes';
import { HUAWEI_ERRORS } from '../../src/huaweicloud/errors';

/** Codes that no table has: those that a family recognises by their form, and those that only contain what a form begins or ends with. */
const FAMILIES: readonly (readonly [
  service: string,
  book: ErrorBook,
  status: number,
  failure: FailureCode,
  members: readonly string[],
  strangers: readonly string[],
])[] = [
  ['ECS', ECS_ERRORS, 400, 'Throttling', ['Throttling.Zone', 'Rejected.Throttling'], ['Throttle']],
  ['ECS', ECS_ERRORS, 400, 'AccessDenied', ['Forbidden.New', 'Forbbiden', 'Forbidenn'], ['NotForbidden', 'Forben']],
  ['ECS', ECS_ERRORS, 400, 'AccessDenied', ['PermissionDenied.A'], ['PermissionDenied', 'NotPermissionDenied.A']],
  ['ECS', ECS_ERRORS, 400, 'AccessDenied', ['NoPermission.A', 'NoPermission'], ['HasNoPermission']],
  ['ECS', ECS_ERRORS, 400, 'InternalFailure', ['MissingA'], ['IsMissingA', 'MissingA.B', 'Missinga', 'Missing']],
  ['ECS', ECS_ERRORS, 400, 'InvalidRequest', ['InvalidA'], ['IsInvalidA', 'InvalidA.B', 'Invalida', 'Invalid']],
  ['STS', ALIBABA_STS_ERRORS, 400, 'AccessDenied', ['AuthenticationFail.A'], ['NoAuthenticationFail.A']],
  ['STS', ALIBABA_STS_ERRORS, 400, 'InvalidTypeConfiguration', ['InvalidParameter.A'], ['NoInvalidParameter.A']],
  ['STS', ALIBABA_STS_ERRORS, 404, 'InvalidTypeConfiguration', ['EntityNotExist.A'], ['NoEntityNotExist.A']],
  // "413, 414 and 494: InternalFailure" (tests/fixtures/huawei-ims-errors.json), and 400, the row's own status.
  ...[400, 413, 414, 494].map(
    (status) =>
      [
        'IMS',
        HUAWEI_ERRORS,
        status,
        'InternalFailure',
        ['APIG.0201', 'APIGW.0201'],
        ['NoAPIG.0201', 'APIG.02011', 'APIGX0201'],
      ] as const,
  ),
  ['IMS', HUAWEI_ERRORS, 400, 'InvalidRequest', ['IMG.9999'], ['NoIMG.9999', 'IMGX9999']],
];

describe.each(FAMILIES)('a code of %s', (_, book, status, failure, members, strangers) => {
  const failureOf = (code: string) => verdictFor('Whatever', code, status, book).failure;

  it.each(members)(`%s with HTTP ${status} is ${failure} by its form`, (code) => {
    expect(failureOf(code)).toBe(failure);
  });

  it.each(strangers)(`%s with HTTP ${status} means no more than that status`, (code) => {
    expect(failureOf(code)).toBe(failureOf('Unheard'));
    expect(failureOf(code)).not.toBe(failure);
  });
});
