import { createHash } from 'node:crypto';
import type { Regions } from './regions';

/** Length of the part of an id behind its kind and dash, as in `m-bp1g7004ksh0oeucabcd`. */
const ID_LENGTH = 20;

/** Makes ids that look like those of ECS and are the same in every run: the first copy to Shanghai has always one id. */
export class IdSource {
  private readonly counters = new Map<string, number>();

  constructor(private readonly regions: Regions) {}

  /** The next id of a kind (`m` image, `s` snapshot) in a region. */
  next(kind: 'm' | 's', regionId: string): string {
    const series = `${kind}/${regionId}`;
    const number = (this.counters.get(series) ?? 0) + 1;
    this.counters.set(series, number);
    const prefix = this.regions.get(regionId)?.idPrefix ?? '';
    const digest = createHash('sha256').update(`${series}/${number}`).digest('hex');
    return `${kind}-${prefix}${BigInt(`0x${digest}`).toString(36)}`.slice(0, ID_LENGTH + 2);
  }
}
