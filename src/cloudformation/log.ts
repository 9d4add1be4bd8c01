import { LoggerProxy, LogPublisher } from '@amazon-web-services-cloudformation/cloudformation-cli-typescript-lib';
import { oneLine, visible } from '../../untrusted/visible';
import type { Redact } from './redaction';

/** Where log lines go; `console.log` in Lambda. */
export type WriteLine = (line: string) => void;

/** An entry of the log as a line of JSON. Its texts may be shown, also by a viewer that takes the JSON apart. */
export function logLine(entry: object): string {
  return JSON.stringify(entry, (_, value: unknown) => (typeof value === 'string' ? visible(value) : value));
}

/** Writes what is logged, a line an entry, without secrets and with nothing in it that a terminal would act on. */
class Lines extends LogPublisher {
  constructor(
    private readonly write: WriteLine,
    private readonly redact: Redact,
  ) {
    super();
  }

  protected override async publishMessage(message: string): Promise<void> {
    this.write(oneLine(this.redact(message)));
  }
}

/** The logger of one invocation, of the class that handlers of the CloudFormation library know. */
export class InvocationLog extends LoggerProxy {
  readonly #redact: Redact;

  constructor(write: WriteLine, redact: Redact) {
    super();
    this.#redact = redact;
    this.addLogPublisher(new Lines(write, redact));
  }

  /** Writes an entry. */
  entry(entry: object): void {
    this.log(logLine(entry));
  }

  /** Keeps a secret that the event does not hold, such as a temporary key, out of the log and the answer of this invocation. */
  hide(secret: string): void {
    this.#redact.hide(secret);
  }
}
