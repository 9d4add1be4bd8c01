import { counted } from '../common/cloud';
import type { SeedImage } from './account/seeds';
import { imageLines } from './account/shown';
import type { AlibabaSimulator } from './index';
import { type OidcAccess, typeConfigurationOf } from './type-configuration';

/** What a user needs to know about a simulator that has just started. */
export function greeting(simulator: AlibabaSimulator, images: readonly SeedImage[], oidc?: OidcAccess): string[] {
  const { url, clock } = simulator;
  return [
    `ECS simulator on ${url}, ${counted(images.length, 'image')}, clock ${clock.speed} × real time. Ctrl-C ends it.`,
    ...imageLines(images),
    oidc
      ? 'The handlers get their key from STS. Type configuration:'
      : 'The access key is fake and works only here. Type configuration:',
    JSON.stringify(typeConfigurationOf(simulator, oidc), undefined, 2),
  ];
}
