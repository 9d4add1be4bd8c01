import { COPYING } from './life-of-copies';
import { DELETING } from './life-of-deletion';
import { CHANGING } from './life-of-properties';
import { SESSIONS_AND_REFUSALS } from './life-of-sessions';
import { SNAPSHOTS_AND_MAKING } from './life-of-snapshots';
import type { AlibabaStep } from './step-of-alibaba';

/** From the first look at the account to the last image deleted. */
export const LIFE: readonly AlibabaStep[] = [
  ...COPYING,
  ...CHANGING,
  ...SNAPSHOTS_AND_MAKING,
  ...SESSIONS_AND_REFUSALS,
  ...DELETING,
];
