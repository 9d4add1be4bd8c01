import publicCopy from '../../../schema.json';
import { APSARA_ERRORS, APSARA_SESSION_ERRORS, APSARA_STS_ERRORS } from '../../../src/apsarastack/errors';
import { type ErrorBook, fill } from '../../../src/calling/error-book';
import { field } from '../../../src/calling/told';
import publicImage from '../../../types/alicloud-image/schema.json';
import apsaraImage from '../../../types/apsarastack-image/schema.json';
import apsaraCopy from '../../../types/apsarastack-image-copy/schema.json';

const BOOKS = { ECS: APSARA_ERRORS, 'ECS, keys of sessions': APSARA_SESSION_ERRORS, STS: APSARA_STS_ERRORS };

/** Every next step of a book, with what leads to it. */
function stepsOf({
  table,
  families,
  nextSteps,
  words,
}: ErrorBook): readonly (readonly [place: string, step: string])[] {
  const rows = Object.entries(table).flatMap(([action, verdicts]) =>
    Object.entries(verdicts).map(([code, { nextStep }]) => [`${action} ${code}`, nextStep] as const),
  );
  const forms = families.map(({ form, verdict }) => [String(form), verdict.nextStep] as const);
  return [...rows, ...forms, ...Object.entries(nextSteps)].flatMap(([place, step]) =>
    step === undefined ? [] : [[place, fill(step, words)] as const],
  );
}

/** The names of all properties of a schema and of its type configuration, at any depth. */
function namesIn(schema: unknown): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const properties: unknown = field(schema, 'properties');
  const own = typeof properties === 'object' && properties !== null ? Object.keys(properties) : [];
  return [...own, ...Object.values(schema).flatMap(namesIn)];
}

const OF_APSARA = new Set([apsaraImage, apsaraCopy].flatMap(namesIn));
const ONLY_PUBLIC = [...new Set([publicImage, publicCopy].flatMap(namesIn))].filter((name) => !OF_APSARA.has(name));

/**
 * What only the public cloud has: properties of its types, and what no source about Apsara Stack knows: the account of RAM users that pays
 * for itself, quotas that users ask for, the marketplace, community images, CloudBox, consoles for each product, and a role for ECS that
 * a console creates.
 */
const PUBLIC = new RegExp(
  [
    `\\b(${ONLY_PUBLIC.join('|')})\\b`,
    'Alibaba Cloud|RAM (user|console)|aliyuncs|remove Endpoints',
    'payment|top up|overdue|balance',
    'Quota Center|marketplace|community image|CloudBox|image famil(y|ies)|resource group',
    '(ECS|KMS) console|service role|Default ?Role',
  ].join('|'),
  'i',
);

describe.each(Object.entries(BOOKS))('the next steps of %s on Apsara Stack', (_, book) => {
  it('can be taken there', () => {
    expect(ONLY_PUBLIC).toEqual(expect.arrayContaining(['ResourceGroupId', 'ImageFamily', 'AssumeRoleWithOIDC']));
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
