import type { SeedImage } from '../alibaba/account/seeds';
import { imageLines, summary as summaryOf } from '../alibaba/account/shown';
import { counted } from '../common/cloud';
import type { ApsaraStack } from './index';
import { type Reach, typeConfigurationOf } from './type-configuration';

/** What a user needs to know about a private cloud that has just started. */
export function greeting(stack: ApsaraStack, images: readonly SeedImage[], reach?: Reach): string[] {
  return [
    `Apsara Stack simulator on ${stack.endpoint(reach)}, ${counted(images.length, 'image')}. The gateways of its regions:`,
    ...stack.regions.flatMap((regionId) => gatewayLines(stack, regionId)),
    ...imageLines(images),
    'Type configuration for it:',
    JSON.stringify(typeConfigurationOf(stack, reach), undefined, 2),
  ];
}

function gatewayLines(stack: ApsaraStack, regionId: string): string[] {
  const at = (what: string, url: string) => `  ${regionId}  ${what}  ${url}`;
  return [
    at('POP, ECS', stack.endpoint({ regionId })),
    at('POP, STS', stack.endpoint({ regionId, product: 'sts' })),
    at('ASAPI   ', stack.endpoint({ regionId, form: 'ASAPI' })),
  ];
}

/** What copies and creations left, and which calls were made; empty if there were no calls. */
export function summary(stack: ApsaraStack): string[] {
  return stack.calls.length === 0 ? [] : ['On Apsara Stack:', ...summaryOf(stack.ledger())];
}
