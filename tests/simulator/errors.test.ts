import { allErrorEntries, errorEntry } from '../../simulator/index';
import { errors as createImageErrors } from '../fixtures/create-image-errors.json';
import { errors as ecsErrors } from '../fixtures/ecs-errors.json';

const entries = allErrorEntries();

/** An error in the lists of what is known; some have no text of the vendor's. */
interface KnownError {
  readonly action: string;
  readonly status: number;
  readonly code: string;
  readonly message?: string;
  /** The text where the vendor has none, or that `message` is not the vendor's. */
  readonly messageInvented?: string | boolean;
  readonly otherMessages?: readonly string[];
}

const known = [...ecsErrors, ...createImageErrors].map((error: KnownError) => {
  const { action, status, code, message = String(error.messageInvented), otherMessages = [] } = error;
  return { action, status, code, message, otherMessages };
});
type Known = (typeof known)[number];

const byAction = (all: readonly Known[], action: string): Known[] =>
  all
    .filter((one) => one.action === action)
    .sort((a, b) => `${a.code} ${a.status}`.localeCompare(`${b.code} ${b.status}`));

/** The lists have not all errors of these actions, or all texts of them: the handlers do not call them, or tests of STS look closer. */
const LISTED_IN_PART = ['AssumeRoleWithOIDC', 'ListTagResources'];
const UNLISTED = [
  ...['AssumeRole', 'DescribeImageSharePermission', 'DescribeInstances', 'DescribeSnapshots', 'DescribeTags'],
  ...['GetCallerIdentity', 'ModifyImageSharePermission'],
];

test('the table covers the actions of the image API, of STS and of the gateway', () => {
  const actions = new Set([...known.map(({ action }) => action), ...UNLISTED]);
  expect([...new Set(entries.map(({ action }) => action))].sort()).toEqual([...actions].sort());
});

const listed = [...new Set(known.map(({ action }) => action))].filter((action) => !LISTED_IN_PART.includes(action));

test.each(listed)(
  'the table has every known error of %s, with its status and all its texts, and no other',
  (action) => {
    expect(byAction(entries, action)).toEqual(byAction(known, action));
  },
);

test.each(LISTED_IN_PART)('the table has every known error of %s with its status', (action) => {
  const simulated = byAction(entries, action).map(({ code, status }) => ({ code, status }));
  const expected = byAction(known, action).map(({ code, status }) => ({ code, status }));
  expect(simulated).toEqual(expect.arrayContaining(expected));
});

test.each(entries)('$action $code has a status and a message', ({ status, code, message }) => {
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(600);
  expect(code).toMatch(/^[A-Za-z]+(\.[A-Za-z]+)*$/);
  expect(message).not.toBe('');
});

test("an action's own entry goes before the common one", () => {
  expect(errorEntry('TagResources', 'InvalidRegionId.NotFound').message).toContain('does not exist in our records');
  expect(errorEntry('DeleteSnapshot', 'InvalidRegionId.NotFound').message).toBe(
    'The specified RegionId does not exist.',
  );
});

test('further texts of a code are kept', () => {
  expect(errorEntry('CancelCopyImage', 'IncorrectImageStatus')).toEqual({
    status: 400,
    code: 'IncorrectImageStatus',
    message: 'The image copy has completed.',
    otherMessages: [
      'The specified snapshot is not coping.',
      'The specified image is not coping.',
      'The Image copy has been failed.',
    ],
  });
});

test('every parameter can be missing or invalid', () => {
  expect(errorEntry('CopyImage', 'MissingDestinationRegionId')).toMatchObject({
    status: 400,
    message: 'DestinationRegionId is mandatory for this action.',
  });
  expect(errorEntry('CopyImage', 'InvalidDryRun').message).toBe('Specified parameter DryRun is not valid.');
});

test('a code that does not exist is a mistake', () => {
  expect(() => errorEntry('CopyImage', 'NoSuchCode')).toThrow('ECS has no error NoSuchCode for CopyImage');
});
