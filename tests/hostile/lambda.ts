import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Answer, Properties } from '../support/stage';
import type { StagedType } from '../support/types/staged-type';

/** What the handlers' Lambda has, see template.yml. */
export const LAMBDA_BYTES = 256 * 1024 * 1024;

/** What an invocation came to. */
export interface Told {
  readonly answer: Answer;
  readonly log: readonly string[];
  /** The most memory that the process has had so far. */
  readonly peakBytes: number;
}

/** A Lambda with the built handlers of a type. */
export class Lambda {
  readonly #process: ChildProcess;
  readonly #lines: AsyncIterator<string>;

  constructor(type: Pick<StagedType, 'handlers'>, awsUrl: string) {
    const services = ['STS', 'CLOUDWATCH', 'CLOUDWATCH_LOGS'];
    const { built, maker } = type.handlers;
    this.#process = spawn(process.execPath, [path.join(__dirname, 'child.js'), built, maker], {
      env: Object.fromEntries(services.map((service) => [`AWS_ENDPOINT_URL_${service}`, awsUrl])),
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const { stdout } = this.#process;
    if (!stdout) throw new Error('no output');
    this.#lines = createInterface({ input: stdout })[Symbol.asyncIterator]();
  }

  async invoke(event: Properties): Promise<Told> {
    this.#process.stdin?.write(`${JSON.stringify(event)}\n`);
    const { value, done } = await this.#lines.next();
    if (done) throw new Error('the process is dead');
    return JSON.parse(value);
  }

  kill(): void {
    this.#process.kill('SIGKILL');
  }
}
