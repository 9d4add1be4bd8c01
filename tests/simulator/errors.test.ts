import { allErrorEntries, errorEntry } from '../../simulator/index';
import { errors as createImageErrors } from '../fixtures/create-image-errors.json';

const entries = allErrorEntries();

test('the table covers the actions of the image API, of STS and of the gateway', () => {
  const count = (action: string) => entries.filter((entry) => entry.action === action).length;
  const actions = [...new Set(entries.map(({ action }) => action))].sort();
  expect(actions.map((action) => `${action} ${count(action)}`)).toEqual([
    '* 36',
    'AssumeRole 10',
    'AssumeRoleWithOIDC 18',
    'CancelCopyImage 7',
    'CopyImage 53',
    'CreateImage 63',
    'DeleteImage 9',
    'DeleteSnapshot 10',
    'DescribeImageSharePermission 2',
    'DescribeImages 16',
    'DescribeInstances 10',
    'DescribeRegions 4',
    'DescribeSnapshots 13',
    'DescribeTags 4',
    'GetCallerIdentity 1',
    'JoinResourceGroup 8',
    'ListTagResources 24',
    'ModifyImageAttribute 17',
    'ModifyImageSharePermission 10',
    'TagResources 24',
    'UntagResources 24',
  ]);
});

test.each(entries)('$action $code has a status and a message', ({ status, code, message }) => {
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(600);
  expect(code).toMatch(/^[A-Za-z]+(\.[A-Za-z]+)*$/);
  expect(message).not.toBe('');
});

/** An error of CreateImage in the list of what is known of it; some have no text of the vendor's. */
interface KnownError {
  readonly action: string;
  readonly status: number;
  readonly code: string;
  readonly message?: string;
  readonly messageInvented?: string;
  readonly otherMessages?: readonly string[];
}

test('the table has every error of CreateImage, with its status and all its texts, and no other', () => {
  const known = createImageErrors.map((error: KnownError) => {
    const { action, status, code, message = error.messageInvented, otherMessages = [] } = error;
    return { action, status, code, message, otherMessages };
  });
  const byCode = (a: { code: string; status: number }, b: { code: string; status: number }) =>
    `${a.code} ${a.status}`.localeCompare(`${b.code} ${b.status}`);
  expect(known).toHaveLength(63);
  expect(entries.filter(({ action }) => action === 'CreateImage').sort(byCode)).toEqual(known.sort(byCode));
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
