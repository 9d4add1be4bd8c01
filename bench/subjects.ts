import { type AlibabaOptions, type HuaweiOptions, startHuaweiSimulator } from '../simulator/index';
import { HOME, OTHER } from '../tests/support/apsara';
import { IN_REGION, NORTH } from '../tests/support/huawei';
import { stagedType } from '../tests/support/types/staged';
import type { BenchCloud, BenchSubject, Opening, SubjectBars } from './subject';

const PUBLIC = 'cn-shanghai';

/** A cloud of ECS, public or private, that differs from what it is by default. */
const ecsWith =
  (typeName: string, more: AlibabaOptions): Opening =>
  (options) =>
    stagedType<BenchCloud>(typeName).start({ ...options, ...more });

const numbered = (index: number, digits: number): string => String(index).padStart(digits, '0');

/** A type of images of ECS. `source`: what its images are made from, by their tag; those that are not made from an image are not copies. */
function ecsSubject(
  typeName: string,
  regionId: string,
  source: string,
  subject: Pick<BenchSubject, 'bars'> & { wish: BenchSubject['making']['wish'] },
): BenchSubject {
  const isCopied = !source.startsWith('instance');
  const imageId = (index: number): string => `m-bench${numbered(index, 5)}`;
  const seed = (_: unknown, index: number) => ({
    ...{ regionId, imageId: imageId(index), isCopied, tags: { 'tfcfn:source': source } },
  });
  return {
    typeName,
    reading: {
      cloud: (count) => ecsWith(typeName, { images: Array.from({ length: count }, seed) }),
      identifier: `${regionId}/${imageId(0)}`,
      listed: {},
    },
    making: {
      // How long an image still takes is shown, or only how much of it there is.
      clouds: [true, false].map((remainTime) => (seconds) => {
        const behaviour = { copySeconds: seconds, createSeconds: seconds, remainTime };
        return ecsWith(typeName, { behaviour });
      }),
      wish: subject.wish,
    },
    bars: subject.bars,
  };
}

/** DescribeImages answers 100 images at most. */
const ECS: SubjectBars = { moreCalls: () => 0, uncounted: [], listCalls: 100 };
/**
 * What a cloud without tokens costs in addition to the others. From four minutes on, fewer polls are made than may be, so that some of the
 * calls have room there; what is over sooner needs all of them.
 */
const moreCalls =
  (all: number, fromFourMinutesOn: number): SubjectBars['moreCalls'] =>
  (seconds) =>
    seconds < 240 ? all : fromFourMinutesOn;

/** Two looks for names before the start; then the tags, the name, and a look whether both are there. */
const APSARA: SubjectBars = { ...ECS, moreCalls: moreCalls(5, 2) };
/**
 * A look for an earlier attempt before the start; then the image, its tags, the request's tag, the name, and twice both again: whether they
 * are there, and whether another attempt has made a second image. ListImages and ListImageTags are two calls. IAM tells the project.
 */
const HUAWEI: SubjectBars = { moreCalls: moreCalls(9, 6), uncounted: ['KeystoneListProjects'], listCalls: 20 };

const huaweiWith =
  (more: HuaweiOptions): Opening =>
  ({ clock, onCall }) =>
    startHuaweiSimulator({ ...more, clock, onCall: (call) => onCall?.({ ...call, urlParameters: [] }) });

/** What a copy of Huawei Cloud is called by: its request. */
const request = (index: number): string => numbered(index, 32);

/** The subjects of the bench, one for each type of the list. */
export const SUBJECTS: readonly BenchSubject[] = [
  ecsSubject('TF::Alicloud::ImageCopy', PUBLIC, 'cn-hangzhou/m-bp1', {
    wish: { SourceRegionId: 'cn-hangzhou', SourceImageId: 'm-bp1golden0ubuntu24' },
    bars: ECS,
  }),
  ecsSubject('TF::Alicloud::Image', PUBLIC, 'instance/i-uf6builder0ubuntu24', {
    wish: { InstanceId: 'i-uf6builder0ubuntu24' },
    bars: ECS,
  }),
  ecsSubject('TF::ApsaraStack::ImageCopy', HOME, `${OTHER}/m-env17golden0debian`, {
    wish: { SourceRegionId: OTHER, SourceImageId: 'm-env17golden0debian' },
    bars: APSARA,
  }),
  ecsSubject('TF::ApsaraStack::Image', HOME, 'instance/i-env30builder0ubuntu', {
    wish: { InstanceId: 'i-env30builder0ubuntu' },
    bars: APSARA,
  }),
  {
    typeName: 'TF::HuaweiCloud::ImagesImageCopy',
    reading: {
      cloud: (count) =>
        huaweiWith({
          images: Array.from({ length: count }, (_, index) => ({
            ...{ regionId: NORTH, name: `copy-${index}` },
            tags: { 'tfcfn-request': request(index) },
          })),
        }),
      identifier: `${NORTH}/${request(0)}`,
      listed: {},
    },
    making: {
      // No page says on which scale a job counts: a share, with few or many decimals, or a percentage.
      clouds: (['share', 'hundredths', 'percent'] as const).map(
        (jobProgress) => (copySeconds) => huaweiWith({ behaviour: { copySeconds, jobProgress } }),
      ),
      wish: IN_REGION,
    },
    bars: HUAWEI,
  },
];

/** The subject of a type. @throws Error that says where to add it, if there is none */
export function subjectOf(typeName: string): BenchSubject {
  const subject = SUBJECTS.find((one) => one.typeName === typeName);
  if (subject === undefined) throw new Error(`the bench has no subject for ${typeName}: add it to bench/subjects.ts`);
  return subject;
}
