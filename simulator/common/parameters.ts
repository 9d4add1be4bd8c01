/** The parameters of a request, as text. Lists are sent as `Name.1`, `Name.2`, … (the query APIs of AWS and Alibaba Cloud). */
export class Parameters {
  private readonly values: ReadonlyMap<string, string>;

  constructor(values: Readonly<Record<string, string>>) {
    this.values = new Map(Object.entries(values));
  }

  /** The value; `undefined` if it was not sent. An empty value stays empty. */
  sent(name: string): string | undefined {
    return this.values.get(name);
  }

  /** The value; empty if it was not sent. */
  text(name: string): string {
    return this.values.get(name) ?? '';
  }

  /** The values of `name.1`, `name.2`, … in the order of their numbers. */
  list(name: string): string[] {
    return this.numbered(name, /^$/).map(({ value }) => value);
  }

  /** Pairs such as `Tag.1.Key` and `Tag.1.Value` in the order of their numbers; either half may be missing. */
  pairs(name: string): { key: string | undefined; value: string | undefined }[] {
    return this.objects(name, /^(Key|Value)$/).map((fields) => ({
      key: fields.get('Key'),
      value: fields.get('Value'),
    }));
  }

  /** Objects such as `Disk.1.Size` and `Disk.1.Type` in the order of their numbers, with the fields that were sent. */
  objects(name: string, fields: RegExp = /./): ReadonlyMap<string, string>[] {
    const objects = new Map<number, Map<string, string>>();
    for (const { number, tail, value } of this.numbered(name, /^\../)) {
      const field = tail.slice(1);
      if (!fields.test(field)) continue;
      objects.set(number, (objects.get(number) ?? new Map<string, string>()).set(field, value));
    }
    return [...objects.values()];
  }

  /** All parameters in one text. It is equal for equal requests, whatever the order of their parameters. */
  fingerprint(): string {
    return JSON.stringify([...this.values].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  private numbered(name: string, rest: RegExp): { number: number; tail: string; value: string }[] {
    const found: { number: number; tail: string; value: string }[] = [];
    for (const [key, value] of this.values) {
      if (!key.startsWith(`${name}.`)) continue;
      const [, number, tail = ''] = /^([1-9]\d*)(.*)$/.exec(key.slice(name.length + 1)) ?? [];
      if (number !== undefined && rest.test(tail)) found.push({ number: Number(number), tail, value });
    }
    return found.sort((a, b) => a.number - b.number);
  }
}
