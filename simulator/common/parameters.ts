/** The parameters of one request, as text; lists come as `Name.1`, `Name.2`, … (the query APIs of AWS and Alibaba Cloud). */
export class Parameters {
  private readonly values: ReadonlyMap<string, string>;

  constructor(values: Readonly<Record<string, string>>) {
    this.values = new Map(Object.entries(values));
  }

  /** The value, or undefined if it was not sent; an empty value stays an empty value. */
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
    const numbers = new Set(this.numbered(name, /^\.(Key|Value)$/).map(({ number }) => number));
    return [...numbers].map((number) => ({
      key: this.sent(`${name}.${number}.Key`),
      value: this.sent(`${name}.${number}.Value`),
    }));
  }

  /** All of it in one text: equal for equal requests, whatever the order of their parameters. */
  fingerprint(): string {
    return JSON.stringify([...this.values].sort(([a], [b]) => (a < b ? -1 : 1)));
  }

  private numbered(name: string, rest: RegExp): { number: number; value: string }[] {
    const found: { number: number; value: string }[] = [];
    for (const [key, value] of this.values) {
      if (!key.startsWith(`${name}.`)) continue;
      const [, number, tail = ''] = /^([1-9]\d*)(.*)$/.exec(key.slice(name.length + 1)) ?? [];
      if (number !== undefined && rest.test(tail)) found.push({ number: Number(number), value });
    }
    return found.sort((a, b) => a.number - b.number);
  }
}
