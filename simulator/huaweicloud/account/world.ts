import type { SimulatorClock } from '../../common/clock';
import type { Account } from './account';
import type { EnterpriseProjectRecord, KeyRecord, ServiceAgencyRecord, VaultRecord } from './holdings';
import { type ImageRecord, type ImageView, viewOf } from './image';
import { type JobFailure, type JobRecord, type JobStatus, statusOf } from './job';
import { endJob, failJob, removeWhole, settle } from './life';
import { idOf } from './regions';
import { addAgency, addEnterpriseProject, addKey, addSeed, addVault, type SeedImage, type Seeds } from './seeds';

/** A job as a test sees it. */
export interface JobView {
  readonly jobId: string;
  readonly status: JobStatus;
  readonly regionId: string;
  readonly crossRegion: boolean;
  /** The image that it creates or created, and the region of the image. */
  readonly imageId: string;
  readonly targetRegionId: string;
}

/**
 * The account as a test sees and changes it, without the API: what other people, other tools and failures do to images. Every method that
 * changes something throws an Error if it does not exist.
 */
export class World {
  constructor(
    private readonly account: Account,
    private readonly clock: SimulatorClock,
    private readonly api: { readonly expireTokens: () => void },
  ) {}

  /** The current image; `undefined` if there is none. It is found even if the API does not show it yet. */
  image(regionId: string, imageId: string): ImageView | undefined {
    this.settled();
    const image = this.account.image(regionId, imageId);
    return image && viewOf(image);
  }

  /** All images of a region, oldest first. */
  images(regionId: string): ImageView[] {
    this.settled();
    return [...this.account.images(regionId)].map(viewOf);
  }

  /** All jobs, in the order of their calls. */
  jobs(): JobView[] {
    const now = this.settled();
    return [...this.account.jobs.values()].map((job) => {
      const { jobId, regionId, crossRegion, image } = job;
      const status = statusOf(job, now, this.account.behaviour.jobInitSeconds * 1000);
      return { jobId, status, regionId, crossRegion, imageId: image.imageId, targetRegionId: image.regionId };
    });
  }

  addImage(seed: SeedImage): void {
    addSeed(this.account, seed, this.settled());
  }

  /** Deletes the image at once, whatever its state. */
  remove(regionId: string, imageId: string): void {
    removeWhole(this.account, this.find(regionId, imageId));
  }

  /** Sets tags, without the rules of the API. Other tags stay. */
  retag(regionId: string, imageId: string, tags: Readonly<Record<string, string>>): void {
    const image = this.find(regionId, imageId);
    for (const [key, value] of Object.entries(tags)) image.tags.set(key, value);
  }

  untag(regionId: string, imageId: string, keys: readonly string[]): void {
    const image = this.find(regionId, imageId);
    for (const key of keys) image.tags.delete(key);
  }

  /** Makes changes that people make in the console. */
  change(
    regionId: string,
    imageId: string,
    change: Partial<
      Pick<ImageRecord, 'name' | 'protected' | 'minRam' | 'enterpriseProjectId' | 'exporting' | 'accepted' | 'status'>
    >,
  ): void {
    Object.assign(this.find(regionId, imageId), change);
  }

  /** Sets a member such as `__description` or `max_ram`; `undefined`: the member is absent from now on. */
  setMember(regionId: string, imageId: string, name: string, value: string | null | undefined): void {
    const { members } = this.find(regionId, imageId);
    if (value === undefined) members.delete(name);
    else members.set(name, value);
  }

  /** Ends an unfinished job with success now. */
  finishJob(jobId: string): void {
    const job = this.unfinished(jobId);
    job.outcome = 'success';
    endJob(this.account, job, this.clock.now());
  }

  /** Makes an unfinished job fail now. */
  failJob(jobId: string, failure: Partial<Pick<JobFailure, 'errorCode' | 'reason'>> = {}): void {
    const usual = {
      errorCode: 'IMG.0014',
      reason: 'An exception occurred when IaaS OpenStack was executing the task.',
    };
    failJob(this.account, this.unfinished(jobId), { ...usual, ...failure }, this.clock.now());
  }

  addKey(seed: Seeds['keys'][number]): void {
    addKey(this.account, seed);
  }

  changeKey(regionId: string, keyId: string, change: Partial<Pick<KeyRecord, 'state' | 'usable'>>): void {
    Object.assign(found(this.account.holdings.key(regionId, keyId), `key ${keyId} in ${regionId}`), change);
  }

  removeKey(regionId: string, keyId: string): void {
    this.account.holdings.removeKey(regionId, keyId);
  }

  addVault(seed: Seeds['vaults'][number]): void {
    addVault(this.account, seed);
  }

  changeVault(
    regionId: string,
    vaultId: string,
    change: Partial<Pick<VaultRecord, 'available' | 'capacityGiB' | 'usedGiB'>>,
  ): void {
    Object.assign(found(this.account.holdings.vault(regionId, vaultId), `vault ${vaultId} in ${regionId}`), change);
  }

  addAgency(seed: Seeds['agencies'][number]): void {
    addAgency(this.account, seed);
  }

  changeAgency(name: string, change: Partial<Pick<ServiceAgencyRecord, 'rights'>>): void {
    Object.assign(found(this.account.holdings.agencies.get(name), `agency ${name}`), change);
  }

  removeAgency(name: string): void {
    this.account.holdings.agencies.delete(name);
  }

  addEnterpriseProject(seed: Seeds['enterpriseProjects'][number]): void {
    addEnterpriseProject(this.account, seed);
  }

  changeEnterpriseProject(id: string, change: Partial<Pick<EnterpriseProjectRecord, 'enabled'>>): void {
    Object.assign(found(this.account.holdings.enterpriseProjects.get(id), `enterprise project ${id}`), change);
  }

  /** The ID of the default project of a region; `undefined` if the account has none there. */
  projectId(regionId: string): string | undefined {
    return this.account.defaultProject(regionId)?.projectId;
  }

  /** Adds a project to a region: a sub-project, or a second one with the name of the region. Returns its ID. */
  addProject(regionId: string, name = regionId): string {
    const projectId = idOf(`project/${name}/${this.account.projects.length}`);
    this.account.projects.push({ projectId, name, regionId });
    return projectId;
  }

  /** Removes all projects of a region, as if nobody had enabled it yet. */
  closeRegion(regionId: string): void {
    const rest = this.account.projects.filter((project) => project.regionId !== regionId);
    this.account.projects.splice(0, this.account.projects.length, ...rest);
  }

  /** Makes every security token expire now. */
  expireTokens(): void {
    this.api.expireTokens();
  }

  private settled(): number {
    const now = this.clock.now();
    settle(this.account, now);
    return now;
  }

  private find(regionId: string, imageId: string): ImageRecord {
    this.settled();
    return found(this.account.image(regionId, imageId), `image ${imageId} in ${regionId}`);
  }

  private unfinished(jobId: string): JobRecord {
    this.settled();
    const job = found(this.account.jobs.get(jobId), `job ${jobId}`);
    if (job.endedAt !== undefined) throw new Error(`job ${jobId} has ended`);
    return job;
  }
}

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`there is no ${what}`);
  return value;
}
