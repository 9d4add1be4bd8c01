import fc from 'fast-check';
import { HOME, OTHER } from '../support/apsara';
import { stagedType } from '../support/types/staged';
import { copyLives, shown } from './copies';
import { startedByName } from './ecs-rules';
import type { EcsAccount } from './ecs-scene';
import type { Decided } from './ecs-wishes';
import { imageLives } from './images';

/** What releases of Apsara Stack may differ in, in addition to what is open about ECS. */
const ON_APSARA: Decided = {
  // A token that counts for nothing, and lists that lag behind.
  recognition: fc.constantFrom<EcsAccount[]>(
    { clientTokenHonoured: false, visibilityDelaySeconds: 0 },
    { clientTokenHonoured: false, visibilityDelaySeconds: 45, invisibleTo: 'describeImages' },
    { clientTokenHonoured: false, visibilityDelaySeconds: 45, invisibleTo: 'everyAction' },
    { clientTokenHonoured: true, visibilityDelaySeconds: 45, invisibleTo: 'everyAction' },
  ),
  more: fc.record<EcsAccount>({
    tagsAtStart: fc.constantFrom('keptByCreateImage', 'dropped', 'kept'),
    usable: fc.constant('absent'),
    usableDelaySeconds: fc.constant(0),
    encryptedShown: fc.constant(false),
  }),
};

const SOURCES = { plain: 'm-env17golden0debian', twoDisks: 'm-env17twodisks', encrypted: 'm-env17encrypted' } as const;

export const APSARA_IMAGE_COPY_MODEL = copyLives(stagedType('TF::ApsaraStack::ImageCopy'), {
  runs: {
    seed: 4,
    sample: 4,
    also: [14, 18, 20, 21, 42, 56, 100, 142],
    all: 150,
    lost: { seed: 68, sample: 2, all: 60 },
  },
  home: HOME,
  abroad: OTHER,
  elsewhere: HOME,
  source: { regionId: OTHER, ...SOURCES },
  prepare: (world) => {
    world.addImage({ regionId: OTHER, imageId: SOURCES.twoDisks, disks: [{ sizeGiB: 40 }, { sizeGiB: 20 }] });
    world.addImage({ regionId: OTHER, imageId: SOURCES.encrypted, encrypted: true });
  },
  decided: ON_APSARA,
  rules: {
    ...startedByName(),
    isCancellable: ({ status }, { cancel, cancelWhileWaiting }) =>
      (status === 'Waiting' ? cancelWhileWaiting : cancel) !== 'refused',
    // CancelCopyImage tells it.
    tellsAbsence: () => 'atOnce',
    fields: {
      // No disk shows whether it is encrypted: a tag keeps what the template said.
      shown: (image) => {
        const { 'tfcfn:encrypted': kept } = image.tags;
        const { KmsKeyId, ...rest } = shown(image);
        return { ...rest, KmsKeyId, Encrypted: KmsKeyId === undefined ? kept : true };
      },
      given: ['ImageName'],
      inTags: ['SourceRegionId', 'SourceImageId', 'KmsKeyId', 'Encrypted'],
    },
  },
});

export const APSARA_IMAGE_MODEL = imageLives(stagedType('TF::ApsaraStack::Image'), {
  runs: {
    seed: 1,
    sample: 4,
    also: [5, 14, 22, 27, 35, 48, 67, 79, 80, 102],
    all: 130,
    lost: { seed: 36, sample: 2, all: 60 },
  },
  places: {
    home: { regionId: HOME, instance: 'i-env30builder0ubuntu', snapshot: 's-env30system0ubuntu' },
    abroad: { regionId: OTHER, instance: 'i-env17stopped0debian', snapshot: 's-env17system0debian' },
  },
  prepare: (world) => {
    world.addSnapshot({ regionId: OTHER, snapshotId: 's-env17system0debian' });
  },
  decided: ON_APSARA,
  rules: startedByName(),
  rare: [],
});
