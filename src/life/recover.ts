import type { Image, ImageCloud } from './port';

/** What `ImageCloud.recover` finds: no images if the cloud has no such search. */
export async function recover(
  cloud: ImageCloud,
  ...search: Parameters<NonNullable<ImageCloud['recover']>>
): Promise<readonly Image[]> {
  return (await cloud.recover?.(...search)) ?? [];
}
