import { openStage, type Stage, type StageOptions } from './stage';
import { ALICLOUD_IMAGE } from './types/alicloud-image';

/** Sources in cn-shanghai, of the simulator's built-in ones: a running instance with a system and a data disk, and a snapshot. */
export const INSTANCE = 'i-uf6builder0ubuntu24';
export const SNAPSHOT = 's-uf6system0ubuntu24';
export const HOME = 'cn-shanghai';

/** A stage on which the handlers of TF::Alicloud::Image play. */
export function openImageStage(options: StageOptions = {}): Promise<Stage> {
  return openStage({ type: ALICLOUD_IMAGE, ...options });
}
