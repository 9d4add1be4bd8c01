import { HOME, OTHER } from '../tests/support/apsara';
import type { StageOptions } from '../tests/support/stage';
import type { BenchSubject, SubjectBars } from './subject';

const PUBLIC = 'cn-shanghai';

/** The clouds that are Alibaba's show how long an image still takes, or only how much of it there is. */
const CLOUDS = [true, false].map(
  (remainTime) =>
    (seconds: number): StageOptions => ({
      behaviour: { copySeconds: seconds, createSeconds: seconds, remainTime },
    }),
);

/** Images that a type has made: copies, unless their source is something else. */
function images(regionId: string, source: string): BenchSubject['reading'] {
  const idOf = (index: number): string => `m-bench${String(index).padStart(5, '0')}`;
  const seed = (index: number) => ({
    ...{ regionId, imageId: idOf(index), isCopied: !source.startsWith('instance') },
    tags: { 'tfcfn:source': source },
  });
  return {
    images: (count) => ({ images: Array.from({ length: count }, (_, index) => seed(index)) }),
    identifier: `${regionId}/${idOf(0)}`,
    listed: {},
  };
}

/** DescribeImages answers 100 images at most. */
const ECS: SubjectBars = { moreCalls: () => 0, uncounted: [], listCalls: 100 };
/**
 * Two more calls are enough from four minutes on, where fewer polls are made than may be. What is over sooner needs all of the five calls that
 * a gateway without tokens costs: two looks for names before the start, then the tags, the name, and a look whether both are there.
 */
const APSARA: SubjectBars = { ...ECS, moreCalls: (seconds) => (seconds < 240 ? 5 : 2) };

/** The subjects of the bench, one for each type of the list. */
export const SUBJECTS: readonly BenchSubject[] = [
  {
    typeName: 'TF::Alicloud::ImageCopy',
    reading: images(PUBLIC, 'cn-hangzhou/m-bp1'),
    making: { clouds: CLOUDS, wish: { SourceRegionId: 'cn-hangzhou', SourceImageId: 'm-bp1golden0ubuntu24' } },
    bars: ECS,
  },
  {
    typeName: 'TF::Alicloud::Image',
    reading: images(PUBLIC, 'instance/i-uf6builder0ubuntu24'),
    making: { clouds: CLOUDS, wish: { InstanceId: 'i-uf6builder0ubuntu24' } },
    bars: ECS,
  },
  {
    typeName: 'TF::ApsaraStack::ImageCopy',
    reading: images(HOME, `${OTHER}/m-env17golden0debian`),
    making: { clouds: CLOUDS, wish: { SourceRegionId: OTHER, SourceImageId: 'm-env17golden0debian' } },
    bars: APSARA,
  },
  {
    typeName: 'TF::ApsaraStack::Image',
    reading: images(HOME, 'instance/i-env30builder0ubuntu'),
    making: { clouds: CLOUDS, wish: { InstanceId: 'i-env30builder0ubuntu' } },
    bars: APSARA,
  },
];

/** The subject of a type. @throws Error that says where to add it, if there is none */
export function subjectOf(typeName: string): BenchSubject {
  const subject = SUBJECTS.find((one) => one.typeName === typeName);
  if (subject === undefined) throw new Error(`the bench has no subject for ${typeName}: add it to bench/subjects.ts`);
  return subject;
}
