import type { HuaweiSimulator } from '../../simulator/index';
import type { Step } from './step';

/** As much of an answer of Huawei Cloud as `keeps` looks at. */
export interface HuaweiTold {
  readonly job_id?: string;
  readonly entities?: { readonly image_id?: string };
  readonly images?: readonly { readonly id: string }[];
  readonly projects?: readonly { readonly id: string }[];
  readonly policy?: { readonly policy_id: string };
  readonly agency?: { readonly agency_id?: string; readonly id?: string };
  readonly oidc_provider?: { readonly provider_id: string; readonly urn: string };
  readonly roles?: readonly { readonly id: string }[];
  readonly credentials?: Readonly<Record<string, string>>;
}

export type HuaweiStep = Step<HuaweiSimulator, HuaweiTold>;

export const NORTH = 'cn-north-4';
export const EAST = 'cn-east-3';
export const SOURCE = '7ca6b538-6e35-4a7c-8c85-1e2d3f4a5b6c';
export const MISSING = '00000000-0000-4000-a000-000000000000';
export const anHour = (cloud: HuaweiSimulator): void => cloud.clock.advance(3_600_000);
