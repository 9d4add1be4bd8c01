import { createHash } from 'node:crypto';
import type { Regions } from './regions';

/** The length of an ID after its kind and dash, such as `m-bp1g7004ksh0oeucabcd`. */
const ID_LENGTH = 20;

/** Creates IDs in the form of ECS that are the same in every run: the first copy to Shanghai always has the same ID. */
export class IdSource {
  private readonly counters = new Map<string, number>();

  constructor(private readonly regions: Regions) {}

  /** The next ID of a kind (`m` image, `s` snapshot) in a region. */
  next(kind: 'm' | 's', regionId: string): string {
    const series = `${kind}/${regionId}`;
    const number = (this.counters.get(series) ?? 0) + 1;
    this.counters.set(series, number);
    const prefix = this.regions.get(regionId)?.idPrefix ?? '';
    const digest = createHash('sha256').update(`${series}/${number}`).digest('hex');
    return `${kind}-${prefix}${BigInt(`0x${digest}`).toString(36)}`.slice(0, ID_LENGTH + 2);
  }
}
