import { HOME, OTHER } from '../../support/apsara';
import type { Properties } from '../../support/stage';
import { stagedType } from '../../support/types/staged';
import type { StagedType } from '../../support/types/staged-type';

/** A type of Apsara Stack, with the life that a template of it leads. */
export interface ApsaraSubject {
  readonly type: StagedType;
  /** The call that starts an image, and where it goes. */
  readonly start: { readonly action: string; readonly regionId: string };
  /** What the first template says. */
  readonly wish: Properties;
  /** A source that is not there, in place of the template's. */
  readonly lost: Properties;
  /** Whether a running creation can be cancelled, where the gateway offers it. */
  readonly cancels: boolean;
}

const COMMON = { ImageName: 'golden', Description: 'first', Tags: [{ Key: 'team', Value: 'a' }] };

export const SUBJECTS: readonly ApsaraSubject[] = [
  {
    type: stagedType('TF::ApsaraStack::ImageCopy'),
    start: { action: 'CopyImage', regionId: OTHER },
    wish: { ...COMMON, SourceImageId: 'm-env17golden0debian', SourceRegionId: OTHER },
    lost: { SourceImageId: 'm-env17nowhere' },
    cancels: true,
  },
  {
    type: stagedType('TF::ApsaraStack::Image'),
    start: { action: 'CreateImage', regionId: HOME },
    wish: { ...COMMON, InstanceId: 'i-env30builder0ubuntu' },
    lost: { InstanceId: 'i-env30nowhere' },
    cancels: false,
  },
];

/** For `describe.each`. */
export const EACH_SUBJECT = SUBJECTS.map((subject) => [subject.type.name, subject] as const);

/** The region in which the images of every subject are. */
export { HOME };
