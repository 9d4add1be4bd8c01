import { HOME, SOURCE, useStage } from '../support/copies';
import { type Action, openStage } from '../support/stage';
import { IMAGE_COPY_ERRORS } from './image-copy-errors';

/** A refusal in an operation, and how the message ends the sentence about what the call was made with. */
type Refusal = readonly [action: string, operation: Action, code: string, named: RegExp];

const IMAGE = 'image m-uf6\\w+';
const REFUSALS: readonly Refusal[] = [
  [
    'CopyImage',
    'CREATE',
    'InvalidImageId.NotFound',
    new RegExp(`image ${SOURCE.SourceImageId}, destination region ${HOME} and image name golden\\.`),
  ],
  ['CancelCopyImage', 'DELETE', 'InvalidRegionId.NotFound', new RegExp(`${IMAGE}\\.`)],
  ['DescribeImages', 'READ', 'InvalidParamter', new RegExp(`${IMAGE}\\.`)],
  ['ModifyImageAttribute', 'UPDATE', 'InvalidImageName.Duplicated', new RegExp(`${IMAGE} and image name another\\.`)],
  [
    'JoinResourceGroup',
    'UPDATE',
    'InvalidResourceGroup.NotFound',
    new RegExp(`${IMAGE} and resource group rg-acfmimages\\.`),
  ],
  ['TagResources', 'UPDATE', 'InvalidResourceId.NotFound', new RegExp(`${IMAGE}\\.`)],
  ['UntagResources', 'UPDATE', 'InvalidResourceId.NotFound', new RegExp(`${IMAGE}\\.`)],
  ['DeleteImage', 'DELETE', 'ImageUsingByInstance', new RegExp(`${IMAGE}\\.`)],
  ['DeleteSnapshot', 'DELETE', 'SnapshotCreatedDisk', /snapshot s-uf6\w+\./],
];

describe('a refused call', () => {
  const stage = useStage(() => openStage());
  const refuse = (action: string, code: string, message = 'It is refused.') =>
    stage().simulator.inject({ action, error: { status: 404, code, message }, times: Number.POSITIVE_INFINITY });

  it.each(REFUSALS)('%s of %s, %s: the message names what it was made with', async (action, operation, code, named) => {
    const { final } = await IMAGE_COPY_ERRORS.errors.runInto(stage(), { action, operation }, () =>
      refuse(action, code),
    );
    expect(final.message).toMatch(new RegExp(`${action} in [a-z-]+ failed with ${code}: It is refused \\(request id`));
    expect(final.message).toMatch(new RegExp(` The request named ${named.source}`));
  });

  it('for a key and a resource group names them too', async () => {
    refuse('CopyImage', 'InvalidParameter.KMSKeyId.NotFound');
    const properties = { Encrypted: true, KmsKeyId: 'key-that-is-not-there', ResourceGroupId: 'rg-nowhere' };
    const { final } = await stage().run('CREATE', { ...SOURCE, ImageName: 'golden', ...properties });
    expect(final.message).toMatch(
      / The request named .*, KMS key key-that-is-not-there and resource group rg-nowhere\. [A-Z].*\.$/,
    );
  });

  it.each(['Throttling', 'InvalidAccessKeyId.NotFound'])(
    'says nothing of values for %s, which is about none',
    async (code) => {
      refuse('CopyImage', code);
      const { final } = await stage().run('CREATE', { ...SOURCE, ImageName: 'golden' });
      expect(final.message).toContain(`failed with ${code}: `);
      expect(final.message).not.toContain('The request named');
    },
  );

  it('has its next step and the values in the message, however much ECS says', async () => {
    refuse('CopyImage', 'InvalidImageId.NotFound', 'word '.repeat(400));
    const properties = { ImageName: 'n'.repeat(128), Encrypted: true, KmsKeyId: 'k'.repeat(128) };
    const { final } = await stage().run('CREATE', { ...SOURCE, ...properties });
    expect(final.message).toContain(`KMS key ${properties.KmsKeyId}.`);
    expect(final.message.length).toBeLessThanOrEqual(1_000);
  });
});
