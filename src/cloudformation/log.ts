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
export function loggerFor(write: WriteLine, redact: Redact): LoggerProxy {
  const logger = new LoggerProxy();
  logger.addLogPublisher(new Lines(write, redact));
  return logger;
}
