import type { Making } from './port';

/** How messages speak of images that a cloud copies from other images. */
export const COPY_WORDS = {
  noun: 'copy',
  aNoun: 'a copy',
  doing: 'copying',
  done: 'copied',
  being: 'being copied',
  waiting: 'waiting for other copies before copying',
  where: 'to',
  faster: 'copy a smaller image, or try again when fewer copies are running',
} as const satisfies Partial<Making>;
