import { allErrorEntries, errorEntry } from '../../simulator/index';

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
    'DeleteImage 9',
    'DeleteSnapshot 10',
    'DescribeImages 16',
    'DescribeRegions 4',
    'JoinResourceGroup 8',
    'ListTagResources 2',
    'ModifyImageAttribute 17',
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
