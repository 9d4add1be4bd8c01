import { APSARA_ERRORS, APSARA_SESSION_ERRORS, APSARA_STS_ERRORS } from '../../../src/apsarastack/errors';
import type { ErrorBook } from '../../../src/calling/error-book';
import { field } from '../../../src/calling/told';

const BOOKS = { ECS: APSARA_ERRORS, 'ECS, keys of sessions': APSARA_SESSION_ERRORS, STS: APSARA_STS_ERRORS };

/** Every next step of a book, with what leads to it. */
function stepsOf({ table, families, nextSteps }: ErrorBook): readonly (readonly [place: string, step: string])[] {
  const rows = Object.entries(table).flatMap(([action, verdicts]) =>
    Object.entries(verdicts).map(([code, { nextStep }]) => [`${action} ${code}`, nextStep] as const),
  );
  const forms = families.map(({ form, verdict }) => [String(form), verdict.nextStep] as const);
  return [...rows, ...forms, ...Object.entries(nextSteps)].flatMap(([place, step]) =>
    step === undefined ? [] : [[place, step] as const],
  );
}

/** What only the public cloud has. */
const PUBLIC = /Quota Center|Alibaba Cloud|RAM (user|console)|ResourceGroupId|aliyuncs|remove Endpoints/;

describe.each(Object.entries(BOOKS))('the next steps of %s on Apsara Stack', (_, book) => {
  it('can be taken there', () => {
    expect(stepsOf(book).length).toBeGreaterThan(30);
    expect(stepsOf(book).filter(([, step]) => PUBLIC.test(step))).toEqual([]);
  });

  it('are sentences', () => {
    expect(stepsOf(book).filter(([, step]) => !/^[A-Z{].{8,}\.$/.test(step))).toEqual([]);
  });
});

describe('the rows of a gateway', () => {
  it('go before those of ECS in each action', () => {
    const steps = Object.entries(APSARA_ERRORS.table).flatMap(([action, verdicts]) => {
      const row = verdicts['InvalidRegionId.NotFound'];
      return row ? [[action, field(row, 'nextStep')] as const] : [];
    });
    expect(steps.length).toBeGreaterThan(5);
    expect(steps.filter(([, step]) => !String(step).includes('RegionEndpoints'))).toEqual([]);
  });
});
