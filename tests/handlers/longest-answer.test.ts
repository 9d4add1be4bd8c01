import { useStage } from '../support/copies';
import { openStage } from '../support/stage';
import { stagedTypesOf } from '../support/types/staged';
import type { StagedCloud } from '../support/types/staged-type';

/** The longest answer that is read, in bytes, as guides/messages.md says it. */
const LONGEST = 8 * 1024 * 1024;

/** The call that shows a page of images, and an answer without any. */
const ECS_PAGE = { action: 'DescribeImages', empty: { RequestId: 'R', TotalCount: 0, Images: { Image: [] } } };
const IMS_PAGE = { action: 'ListImageByTags', empty: { resources: [], total_count: 0 } };
const READERS = [
  ...stagedTypesOf<StagedCloud>('alibaba', 'apsarastack').map((type) => [type.name, { type, ...ECS_PAGE }] as const),
  ...stagedTypesOf<StagedCloud>('huaweicloud').map((type) => [type.name, { type, ...IMS_PAGE }] as const),
];

describe.each(READERS)('an answer to %s', (_, { type, action, empty }) => {
  const stage = useStage(() => openStage({ type }));
  const listWith = (bytes: number) => {
    const body = JSON.stringify(empty).padStart(bytes);
    stage().simulator.inject({ action, respond: { status: 200, body }, times: Number.POSITIVE_INFINITY });
    return stage().invoke('LIST', {});
  };

  it('of 8 MiB is read', async () => {
    expect(await listWith(LONGEST)).toMatchObject({ status: 'SUCCESS', resourceModels: [] });
  });

  it('of one byte more is not', async () => {
    const answer = await listWith(LONGEST + 1);
    expect(answer).toMatchObject({ status: 'FAILED', errorCode: 'ServiceInternalError' });
    expect(answer.message).toContain(`${action} in `);
    expect(answer.message).toContain('the answer could not be read');
  });
});
