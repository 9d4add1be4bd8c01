import { COPYING } from '../../src/alibaba/copying';
import { ALIBABA_STS_ERRORS, ECS_ERRORS, SESSION_ERRORS } from '../../src/alibaba/public-errors';
import { APSARA_ERRORS, APSARA_SESSION_ERRORS, APSARA_STS_ERRORS } from '../../src/apsarastack/errors';
import { type ErrorBook, fill } from '../../src/calling/error-book';
import { judge } from '../../src/calling/judge';
import { OPERATIONS } from '../../src/calling/needs';
import type { Verdict } from '../../src/calling/verdict';
import { HUAWEI_ERRORS, HUAWEI_SESSION_ERRORS } from '../../src/huaweicloud/errors';
import { HUAWEI_STS_ERRORS } from '../../src/huaweicloud/sts-errors';
import { AWS_STS_ERRORS } from '../../src/keys/aws-sts-errors';
import { judgeSts } from '../../src/keys/judge-sts';
import { orByHand } from '../../src/life/by-hand';
import { errors } from '../fixtures/ecs-errors.json';
import type { ErrorEntry } from '../support/error-subject';
import { ERROR_TYPES } from '../types/index';

const documented: readonly ErrorEntry[] = errors;

/** A next step, with the operations that can end with it. */
interface Row {
  readonly book: ErrorBook;
  readonly action: string;
  readonly code: string;
  readonly verdict: Verdict;
  readonly step: string;
  readonly operations: readonly string[];
}

const BOOKS = {
  ECS: ECS_ERRORS,
  'ECS, keys of sessions': SESSION_ERRORS,
  STS: ALIBABA_STS_ERRORS,
  AWS: AWS_STS_ERRORS,
  'Apsara Stack': APSARA_ERRORS,
  'Apsara Stack, keys of sessions': APSARA_SESSION_ERRORS,
  'STS of Apsara Stack': APSARA_STS_ERRORS,
  'Huawei Cloud': HUAWEI_ERRORS,
  'Huawei Cloud, keys of sessions': HUAWEI_SESSION_ERRORS,
  'STS of Huawei Cloud': HUAWEI_STS_ERRORS,
};

const ofHuawei: ReadonlySet<ErrorBook> = new Set([HUAWEI_ERRORS, HUAWEI_SESSION_ERRORS, HUAWEI_STS_ERRORS]);
const ofSessions: ReadonlySet<ErrorBook> = new Set([SESSION_ERRORS, APSARA_SESSION_ERRORS, HUAWEI_SESSION_ERRORS]);

/** The calls of every type, by operation. */
const CALLS = ERROR_TYPES.flatMap(({ privileges: { callsOf } }) =>
  OPERATIONS.flatMap((operation) => callsOf(operation).map((call) => ({ operation, call }))),
);

/** The calls that open a session: any operation may begin with them. */
const OPENING = [
  'GetWebIdentityToken',
  'AssumeRole',
  'AssumeRoleWithOIDC',
  'AssumeAgency',
  'AssumeAgencyWithOIDC',
] as const;

/** The operations that make a call; keys are needed in all of them. */
function operationsOf(action: string): readonly string[] {
  const own = CALLS.filter(({ call }) => call === action).map(({ operation }) => operation);
  return own.length > 0 ? [...new Set(own)] : OPERATIONS;
}

function rowsOf(book: ErrorBook): Row[] {
  const row = (action: string, code: string, verdict: Verdict): Row[] => {
    if (verdict.failure === undefined) return [];
    const step = fill(verdict.nextStep ?? book.nextSteps[verdict.failure], book.words);
    return [{ book, action, code, verdict, step, operations: operationsOf(action) }];
  };
  return [
    ...Object.entries(book.table).flatMap(([action, verdicts]) =>
      Object.entries(verdicts).flatMap(([code, verdict]) => row(action, code, verdict)),
    ),
    ...book.families.flatMap(({ form, verdict }) => row('*', String(form), verdict)),
  ];
}

const ROWS = Object.entries(BOOKS).map(([name, book]) => [name, rowsOf(book)] as const);

/** The rows whose next step breaks a rule, to be read in a failure. */
const breaking = (rows: readonly Row[], isBroken: (row: Row) => boolean): string[] =>
  rows.filter(isBroken).map(({ action, code, step }) => `${action} ${code}: ${step}`);

describe.each(ROWS)('the next steps of the errors of %s', (_, rows) => {
  const meets = ({ operations }: Row, ...names: readonly string[]): boolean =>
    names.some((name) => operations.includes(name));

  it('are walked in full', () => {
    expect(rows.length).toBeGreaterThan(30);
  });

  it('are of calls that the handlers make', () => {
    const made = new Set(['*', ...OPENING, ...CALLS.map(({ call }) => call)]);
    expect(rows.map(({ action }) => action).filter((action) => !made.has(action))).toEqual([]);
  });

  it('ask for no other template where a deletion or a read can end with them', () => {
    // DELETE_FAILED takes no update; a copy that was replaced or taken out is in no template; a read is drift detection or an import.
    const anotherTemplate = /template|update the stack|deploy|Timeouts|ImageName|Force:/i;
    const inNoTemplate = (row: Row) => meets(row, 'DELETE', 'READ', 'LIST') && anotherTemplate.test(row.step);
    expect(breaking(rows, inNoTemplate)).toEqual([]);
  });

  it('say what comes before another deployment, which a stack in ROLLBACK_COMPLETE does not take', () => {
    const deploys = ({ step }: Row): boolean => /deploy/i.test(step);
    expect(breaking(rows, (row) => deploys(row) && meets(row, 'UPDATE', 'DELETE', 'READ', 'LIST'))).toEqual([]);
    expect(breaking(rows, (row) => deploys(row) && !row.step.includes('ROLLBACK_COMPLETE'))).toEqual([]);
  });

  it('say how a rollback goes on where they speak of another update', () => {
    const updates = ({ step }: Row): boolean => /update (again|the stack)/i.test(step);
    expect(breaking(rows, (row) => updates(row) && !row.step.includes('continue its rollback'))).toEqual([]);
    expect(breaking(rows, (row) => updates(row) && !meets(row, 'UPDATE'))).toEqual([]);
  });

  it('speak of the stack where they speak of another deletion', () => {
    const deletes = ({ step }: Row): boolean => /delete [^.]*again/i.test(step) && !/create it again/i.test(step);
    expect(breaking(rows, (row) => deletes(row) && !/delete the stack again/i.test(row.step))).toEqual([]);
    expect(breaking(rows, (row) => deletes(row) && !meets(row, 'DELETE'))).toEqual([]);
  });

  it('say what to do, in plain technical English', () => {
    const odd = /\b(anew|wish\w*|ways? in|mend|made of|is (no|none)|otherwise|without more|stands?)\b/i;
    expect(breaking(rows, ({ step }) => !/^[A-Z].{8,}\.$/.test(step) || odd.test(step))).toEqual([]);
    expect(breaking(rows, ({ step }) => step.length > 240)).toEqual([]);
  });

  it('leave nothing to fill in but what an authentication method knows', () => {
    const ofMethods = ['method', 'role', 'agency', 'provider', 'audience', 'issuer', 'subject', 'tokenSeconds'];
    const left = ({ step }: Row): boolean =>
      fill(step, Object.fromEntries(ofMethods.map((name) => [name, '']))).includes('{');
    expect(breaking(rows, left)).toEqual([]);
    const ofSts = ({ action }: Row): boolean => action === '*' || OPENING.some((one) => one === action);
    expect(breaking(rows, (row) => row.step.includes('{') && !ofSts(row))).toEqual([]);
  });

  it('name no property that only copies have, where the call is made for other images too', () => {
    const ofCopies = /SourceImageId|SourceRegionId|DestinationRegionId|KmsKeyId|Encrypted:|copy|copied/;
    const forAll = ({ book, action }: Row): boolean =>
      !ofHuawei.has(book) && !['CopyImage', 'CancelCopyImage'].includes(action);
    expect(breaking(rows, (row) => forAll(row) && ofCopies.test(row.step))).toEqual([]);
  });

  it('speak of no key of the type configuration where the key came from STS', () => {
    const ofSession = ({ book, verdict }: Row) => ofSessions.has(book) && verdict.failure === 'InvalidCredentials';
    const ownKey = /AccessKey|SecurityToken|type configuration/;
    expect(breaking(rows, (row) => ofSession(row) && ownKey.test(row.step))).toEqual([]);
  });
});

describe('a message', () => {
  /** As long as they come: texts of ECS are cut, those of STS are a sentence. */
  const said = (characters: number): string => 'word '.repeat(characters / 5).trim();
  const thrown = (code: string, message: string): object => ({
    code,
    statusCode: 400,
    requestId: '00000000-0000-0000-0000-000000000000',
    data: { Message: message },
  });
  const LONGEST_MESSAGE = 1_000;
  const REMAINS = { action: 'DeleteSnapshot', remove: async () => 'deleted' as const };
  const IMAGE = { regionId: 'ap-southeast-1', id: 'm-t4n0123456789abcdefgh' };
  const FACTS = {
    method: 'AssumeRoleWithOIDC',
    role: 'acs:ram::1234567890123456:role/tf-alicloud-imagecopy',
    provider: 'acs:ram::1234567890123456:oidc-provider/aws',
    audience: 'alibaba-cloud',
    issuer: 'https://00000000-0000-0000-0000-000000000000.tokens.sts.global.api.aws',
    subject: 'arn:aws:iam::123456789012:role/CloudFormationManagedUplo-ExecutionRole-000000000000',
    tokenSeconds: '120',
  };
  const ECS = [...rowsOf(ECS_ERRORS), ...rowsOf(SESSION_ERRORS)].filter(({ code }) => !code.startsWith('/'));
  const STS = [...rowsOf(ALIBABA_STS_ERRORS), ...rowsOf(AWS_STS_ERRORS)].filter(({ code }) => !code.startsWith('/'));

  it('of ECS has its next step within what CloudFormation shows, however much ECS says', () => {
    const long = ECS.filter(({ book, action, code, step, operations }) => {
      const call = { action: action === '*' ? 'ModifyImageAttribute' : action, regionId: 'ap-southeast-1' };
      const { failure } = judge(thrown(code, said(2_000)), call, book);
      const { message } = operations.includes('DELETE')
        ? Object(orByHand(failure, IMAGE, { making: COPYING, remains: REMAINS }))
        : failure;
      return !failure.message.endsWith(step) || message.length > LONGEST_MESSAGE;
    });
    expect(long.map(({ action, code }) => `${action} ${code}`)).toEqual([]);
  });

  it('of a deletion names the snapshots that may be left within what CloudFormation shows, with every text that is documented', () => {
    const snapshotIds = Array.from({ length: 17 }, (_, index) => `s-t4n0123456789abcdef${index}`);
    const texts = documented.filter(({ action, handler }) => handler.DELETE && !/Snapshot|WithOIDC/.test(action));
    const long = texts.filter(({ action, code, message: text }) => {
      const call = { action: action === '*' ? 'DescribeImages' : action, regionId: 'ap-southeast-1' };
      const { failure } = judge(thrown(code, text ?? ''), call, ECS_ERRORS);
      const told = orByHand(failure, IMAGE, { making: COPYING, remains: REMAINS }, { snapshotIds });
      return !/ and 11 more in ap-southeast-1 by hand\.$/.test(String(told)) || String(told).length > LONGEST_MESSAGE;
    });
    expect(texts.length).toBeGreaterThan(40);
    expect(long.map(({ action, code }) => `${action} ${code}`)).toEqual([]);
  });

  it('of an STS has its next step within what CloudFormation shows', () => {
    const long = STS.filter(({ book, action, code }) => {
      const call = {
        action: action === '*' ? 'AssumeRoleWithOIDC' : action,
        host: 'sts-vpc.ap-southeast-1.aliyuncs.com',
      };
      const { message } = judgeSts(thrown(code, said(200)), call, book, FACTS).failure;
      return !message.endsWith('.') || message.length > LONGEST_MESSAGE;
    });
    expect(long.map(({ action, code }) => `${action} ${code}`)).toEqual([]);
  });
});
