import type { Account } from '../../account/account';
import type { Behaviour } from '../../account/behaviour';
import type { ImageRecord } from '../../account/image';
import { EcsError, type ErrorDetails } from '../errors';
import type { ActionParameters } from '../parameters';

/** Carries out an action of ECS and returns the body of its answer without RequestId. */
export type Operation = (request: EcsRequest) => Readonly<Record<string, unknown>>;

/** A request with a known sender, at one time. */
export class EcsRequest {
  constructor(
    readonly action: string,
    readonly parameters: ActionParameters,
    readonly account: Account,
    /** In simulated milliseconds since 1970. */
    readonly now: number,
    /** The region of the endpoint that received the request; empty if neither path nor host contains it. */
    readonly endpointRegionId: string,
  ) {}

  get behaviour(): Readonly<Behaviour> {
    return this.account.behaviour;
  }

  /** The error of this action with that code. The caller must throw it. */
  refuse(code: string, details?: ErrorDetails): EcsError {
    return EcsError.of(this.action, code, details);
  }

  /** A region of the service; by default, the one in RegionId. */
  region({
    parameter = 'RegionId',
    missing = `Missing${parameter}`,
    unknown = 'InvalidRegionId.NotFound',
  }: {
    parameter?: string;
    missing?: string;
    unknown?: string;
  } = {}): string {
    const regionId = this.parameters.required(parameter, missing);
    if (!this.account.regions.has(regionId)) throw this.refuse(unknown);
    return regionId;
  }

  /** The image; `undefined` if this action finds none. */
  image(regionId: string, imageId: string): ImageRecord | undefined {
    const image = this.account.image(regionId, imageId);
    return image && this.finds(image) ? image : undefined;
  }

  /** The images of a region that this action finds, oldest first. */
  images(regionId: string): ImageRecord[] {
    return this.account.images(regionId).filter((image) => this.finds(image));
  }

  private finds({ visibleFrom }: ImageRecord): boolean {
    return this.behaviour.invisibleTo !== 'everyAction' || visibleFrom <= this.now;
  }

  /** A required parameter of an action whose error has one code and contains the name of the parameter. */
  named(name: string): string {
    const value = this.parameters.text(name);
    if (value !== '') return value;
    const message = `The input parameter "${name}" that is mandatory for processing this request is not supplied.`;
    throw this.refuse('MissingParameter', { message });
  }

  /** The custom image of the account that ImageId names. */
  ownImage(regionId: string): ImageRecord {
    const image = this.image(regionId, this.parameters.required('ImageId'));
    if (image?.ownerAlias !== 'self') throw this.refuse('InvalidImageId.NotFound');
    return image;
  }

  /** Ends a request with `DryRun=true` that would succeed, if the service knows DryRun. It reports this as an error. */
  endDryRun(): void {
    if (this.parameters.flag('DryRun') && this.behaviour.dryRun === 'reported') throw this.refuse('DryRunOperation');
  }
}
