import { HOME, SOURCE } from '../support/copies';
import { INSTANCE, SNAPSHOT } from '../support/images';
import { ALICLOUD_IMAGE } from '../support/types/alicloud-image';
import { ALICLOUD_IMAGE_COPY } from '../support/types/alicloud-image-copy';
import { copyLives } from './copies';
import { ON_ALIBABA } from './ecs-wishes';
import { imageLives } from './images';

export const IMAGE_COPY_MODEL = copyLives(ALICLOUD_IMAGE_COPY, {
  runs: {
    seed: 20_260_101,
    sample: 4,
    also: [12, 40, 52, 131, 172, 177],
    all: 200,
    lost: { seed: 34, sample: 2, all: 60 },
  },
  home: HOME,
  abroad: 'ap-southeast-1',
  elsewhere: 'eu-central-1',
  source: {
    regionId: SOURCE.SourceRegionId,
    plain: SOURCE.SourceImageId,
    twoDisks: 'm-bp1windows2022base',
    encrypted: 'm-bp1encrypted0image',
  },
  decided: ON_ALIBABA,
  rules: {
    isCancellable: ({ status }, { cancel, cancelWhileWaiting }) =>
      (status === 'Waiting' ? cancelWhileWaiting : cancel) !== 'refused',
    // CancelCopyImage tells it.
    tellsAbsence: () => 'atOnce',
  },
});

export const IMAGE_MODEL = imageLives(ALICLOUD_IMAGE, {
  runs: {
    seed: 11,
    sample: 4,
    also: [4, 6, 9, 10, 15, 23, 24, 30, 33, 41, 44],
    all: 90,
    lost: { seed: 5, sample: 2, all: 60 },
  },
  places: {
    home: { regionId: HOME, instance: INSTANCE, snapshot: SNAPSHOT },
    abroad: { regionId: 'cn-hangzhou', instance: 'i-bp1builder0ubuntu24', snapshot: 's-bp1system0ubuntu24' },
  },
  decided: ON_ALIBABA,
  // What a longer `npm run model` meets; the lives of copies meet it, and it is the same code that answers it.
  rare: ['UPDATE GeneralServiceException', 'DELETE GeneralServiceException'],
});
