import { type Excuse, LASTING, REFUSED, UNHEARD } from './excuses';

const FORGOTTEN = 'CREATE of a copy in its region whose job is forgotten at its end';

/** Why the rollback of a CREATE may leave an image: how long a job can be asked for after its end is not documented. */
const NOTHING_LEADS =
  'The job made its image and IMS tells nothing of it any more; the creation fails before its image has the tag that leads to it. The rollback knows the job alone. Its failure names the image that has the name and the source.';

/** The calls between the end of the job and the tag. `first`: so many of the action come before the tag. */
function untagged(action: string, first: number, faults: readonly string[]): readonly Excuse[] {
  const excuse = {
    scenario: FORGOTTEN,
    action,
    first,
    reason: NOTHING_LEADS,
    tells: /but image [0-9a-f-]{36} in \S+ has its name/,
  };
  return [
    { ...excuse, lasts: true, faults },
    { ...excuse, lasts: false, faults: ONCE },
  ];
}

/** What is refused for good, be it once. */
const ONCE = ['wrong clock', ...REFUSED];
const EMPTY = 'well-formed but empty ListImages';

export const HUAWEI_EXCUSES: readonly Excuse[] = [
  ...untagged('ShowJobProgress', 6, [...LASTING, ...UNHEARD]),
  ...untagged('ListImages', 2, [...LASTING, ...UNHEARD, EMPTY]).map((excuse) => ({
    ...excuse,
    after: 'ShowJobProgress',
  })),
  ...untagged('ListImages', 1, [EMPTY]).filter(({ lasts }) => lasts),
  ...untagged('ListImageTags', 1, [...LASTING, ...UNHEARD]),
  ...untagged('BatchAddOrDeleteTags', 1, LASTING),
];
