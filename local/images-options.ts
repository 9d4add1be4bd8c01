import { Option } from 'commander';
import { CLOUDS, type CloudFacts } from './clouds';
import type { DeployOptions } from './options';

/** The options of `deploy` from the command line, with one option for the images of each cloud. */
export type GivenToDeploy = Omit<DeployOptions, 'images'> & Readonly<Record<string, unknown>>;

/** The option that names a file with the initial content of a cloud's simulator. */
export function imagesOptionOf({ title, imagesOption, besideImages }: CloudFacts): Option {
  const what = `JSON file with the images of the embedded ${title}, and optionally ${besideImages}`;
  return new Option(`${imagesOption} <file>`, what);
}

/** The options of `deploy` for the command, with the files of images by cloud. */
export function byCloud(given: GivenToDeploy): DeployOptions {
  const images = Object.entries(CLOUDS).flatMap(([name, cloud]) => {
    const file = given[imagesOptionOf(cloud).attributeName()];
    return typeof file === 'string' ? [[name, file] as const] : [];
  });
  const { images: _, ...others } = given;
  return images.length === 0 ? others : { ...others, images: Object.fromEntries(images) };
}
