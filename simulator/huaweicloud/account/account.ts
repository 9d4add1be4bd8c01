import type { Behaviour } from './behaviour';
import { Holdings } from './holdings';
import { type ImageRecord, isInTheMaking } from './image';
import type { JobRecord } from './job';
import { defaultProjects, idOf, type Project, uuidOf } from './regions';

/** A backup that the copy of a whole-server image has put into a vault. */
export interface BackupRecord {
  readonly regionId: string;
  readonly backupId: string;
  readonly vaultId: string;
  readonly sizeGiB: number;
}

/** Everything that exists in the simulated account. It contains no rules: those are in `life.ts` and the operations. */
export class Account {
  readonly holdings = new Holdings();
  readonly jobs = new Map<string, JobRecord>();
  /** The backups that copies have created and that still exist. */
  readonly backups = new Map<string, BackupRecord>();
  /** Unfinished jobs, in the order of their calls. */
  readonly running = new Set<JobRecord>();
  /** Images that are being removed. */
  readonly leaving = new Set<ImageRecord>();
  /** Accepted moves to another enterprise project that have not happened yet. */
  moves: { readonly image: ImageRecord; readonly enterpriseProjectId: string; readonly at: number }[] = [];
  readonly projects: Project[] = [...defaultProjects];
  private readonly byRegion = new Map<string, Map<string, ImageRecord>>();
  private numbers = new Map<string, number>();

  constructor(readonly behaviour: Behaviour) {}

  image(regionId: string, imageId: string): ImageRecord | undefined {
    return this.byRegion.get(regionId)?.get(imageId);
  }

  /** The images of a region, in the order of their calls. */
  images(regionId: string): IterableIterator<ImageRecord> {
    return (this.byRegion.get(regionId) ?? new Map<string, ImageRecord>()).values();
  }

  allImages(): ImageRecord[] {
    return [...this.byRegion.values()].flatMap((images) => [...images.values()]);
  }

  add(image: ImageRecord): void {
    const images = this.byRegion.get(image.regionId) ?? new Map<string, ImageRecord>();
    this.byRegion.set(image.regionId, images.set(image.imageId, image));
  }

  remove(image: ImageRecord): void {
    this.byRegion.get(image.regionId)?.delete(image.imageId);
    this.leaving.delete(image);
  }

  /** Whether an image can be found by its ID, name or tags. An image that a copy is creating may be hidden until it is available. */
  isFound(image: ImageRecord): boolean {
    return this.behaviour.imageInTheMaking === 'visible' || !isInTheMaking(image);
  }

  /** Whether another image of the account in the region has the name. */
  nameIsTaken(regionId: string, name: string, except?: ImageRecord): boolean {
    return this.privateImages(regionId).some((image) => image.name === name && image !== except);
  }

  /** The account's own images in a region, including those that are being created. */
  privateImages(regionId: string): ImageRecord[] {
    return [...this.images(regionId)].filter(({ imageType }) => imageType === 'private');
  }

  project(projectId: string): Project | undefined {
    return this.projects.find((project) => project.projectId === projectId);
  }

  defaultProject(regionId: string): Project | undefined {
    return this.projects.find((project) => project.name === regionId);
  }

  /** The next ID of a series, the same in every run: 32 hexadecimal digits. */
  nextId(series: string): string {
    return idOf(this.next(series));
  }

  /** The same as a UUID. */
  nextUuid(series: string): string {
    return uuidOf(this.next(series));
  }

  private next(series: string): string {
    const number = (this.numbers.get(series) ?? 0) + 1;
    this.numbers.set(series, number);
    return `${series}/${number}`;
  }
}
