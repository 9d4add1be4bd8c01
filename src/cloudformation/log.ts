import { LoggerProxy, LogPublisher } from '@amazon-web-services-cloudformation/cloudformation-cli-typescript-lib';
import type { Redact } from './redaction';

/** Where log lines go; `console.log` in Lambda. */
export type WriteLine = (line: string) => void;

/** Writes what the handlers log, one JSON line an entry, without secrets. */
class Lines extends LogPublisher {
  constructor(
    private readonly write: WriteLine,
    private readonly redact: Redact,
  ) {
    super();
  }

  protected override async publishMessage(message: string): Promise<void> {
    this.write(this.redact(message));
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

  /** Keeps a secret that the event does not hold, such as a temporary key, out of the log and the answer of this invocation. */
  hide(secret: string): void {
    this.#redact.hide(secret);
  }
}
