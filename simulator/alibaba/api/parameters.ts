import { Parameters } from '../../common/parameters';
import { EcsError } from './errors';

/** The parameters of one action, refused with the codes of ECS and STS. */
export class ActionParameters extends Parameters {
  constructor(
    private readonly action: string,
    values: Readonly<Record<string, string>>,
  ) {
    super(values);
  }

  /** @throws EcsError `missingCode` (default `Missing<name>`) if the value was not sent or is empty */
  required(name: string, missingCode = `Missing${name}`): string {
    const value = this.text(name);
    if (value === '') throw EcsError.of(this.action, missingCode);
    return value;
  }

  /** A Boolean: `true` or `false` on the wire; undefined if it was not sent. */
  flag(name: string): boolean | undefined {
    const value = this.text(name);
    if (value === '') return undefined;
    if (value !== 'true' && value !== 'false') throw EcsError.of(this.action, `Invalid${name}`);
    return value === 'true';
  }
}
