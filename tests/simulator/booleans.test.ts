import type { AlibabaSimulator } from '../../simulator/index';
import { copyGolden, GOLDEN, HANGZHOU, outcome, raw, SHANGHAI, start, stopSimulators } from './support';

let simulator: AlibabaSimulator;
beforeEach(async () => {
  simulator = await start();
});
afterEach(stopSimulators);

/** What a Boolean changes in an outcome, from a state that `prepare` makes and returns an image of. */
interface Row {
  readonly parameter: string;
  readonly action: string;
  readonly yes: string;
  readonly no: string;
  prepare(): Promise<Readonly<Record<string, string>>>;
}

const COPY = { RegionId: HANGZHOU, ImageId: GOLDEN, DestinationRegionId: SHANGHAI };

const ROWS: readonly Row[] = [
  {
    parameter: 'Force',
    action: 'DeleteImage',
    yes: '200',
    no: '403 ImageUsingByInstance',
    async prepare() {
      const ImageId = await copyGolden(simulator);
      simulator.world.finishCopy(SHANGHAI, ImageId);
      simulator.world.useByInstance(SHANGHAI, ImageId);
      return { RegionId: SHANGHAI, ImageId };
    },
  },
  { parameter: 'DryRun', action: 'CopyImage', yes: '400 DryRunOperation', no: '200', prepare: async () => COPY },
  {
    parameter: 'Encrypted',
    action: 'CopyImage',
    yes: '404 InvalidParameter.KMSKeyId.NotFound',
    no: '400 InvalidParameter.EncryptedIllegal',
    prepare: async () => ({ ...COPY, KMSKeyId: 'key-none' }),
  },
  {
    parameter: 'Usable',
    action: 'DescribeImages',
    yes: '200',
    no: '200',
    prepare: async () => ({ RegionId: HANGZHOU, Status: 'Available' }),
  },
  {
    parameter: 'All',
    action: 'UntagResources',
    yes: '200',
    no: '404 MissingParameter.Tags',
    prepare: async () => ({ RegionId: HANGZHOU, ResourceType: 'image', 'ResourceId.1': GOLDEN }),
  },
];

describe.each(ROWS)('$parameter of $action', ({ parameter, action, yes, no, prepare }) => {
  test.each([
    ['true', yes],
    ['True', yes],
    ['false', no],
    ['False', no],
    ['', no],
    ['TRUE', `400 Invalid${parameter}`],
    ['yes', `400 Invalid${parameter}`],
    ['1', `400 Invalid${parameter}`],
  ])('%j: %s', async (value, expected) => {
    const answer = await raw(simulator, action, { ...(await prepare()), [parameter]: value });
    expect(outcome(answer)).toBe(expected);
  });
});
