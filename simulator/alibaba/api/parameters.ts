import { Parameters } from '../../common/parameters';
import { EcsError } from './errors';

/** Booleans in the spelling of the vendor's clients. Clients in Python use a capital letter. */
const FLAGS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['True', true],
  ['false', false],
  ['False', false],
]);

/** The parameters of an action, with the error codes of ECS and STS. */
export class ActionParameters extends Parameters {
  constructor(
    private readonly action: string,
    values: Readonly<Record<string, string>>,
  ) {
    super(values);
  }

  /** @throws EcsError `missingCode` (by default `Missing<name>`) if the value was not sent or is empty */
  required(name: string, missingCode = `Missing${name}`): string {
    const value = this.text(name);
    if (value === '') throw EcsError.of(this.action, missingCode);
    return value;
  }

  /** A Boolean; `undefined` if it was not sent. @throws EcsError `Invalid<name>` if it is anything else */
  flag(name: string): boolean | undefined {
    const value = this.text(name);
    if (value === '') return undefined;
    const flag = FLAGS.get(value);
    if (flag === undefined) throw EcsError.of(this.action, `Invalid${name}`);
    return flag;
  }
}
