import { CREATING } from './creating';
import type { Guarantee } from './guarantee';
import { KEYS_AND_ANSWERS } from './keys-and-answers';
import { READING } from './reading';
import { REMOVING } from './removing';

/** Every guarantee, by topic. */
export const GUARANTEES: readonly Guarantee[] = [...CREATING, ...READING, ...REMOVING, ...KEYS_AND_ANSWERS];
