import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { CommandLine } from './setups';
import type { Key, Refusal, ServiceName } from './step';

/** A call that a driver makes with its client. */
export interface DriverCall {
  readonly service: ServiceName;
  /** Absent: the client's own address of the service, over HTTP. */
  readonly url?: string;
  /** The product, where the address is that of a gateway that serves all of them. */
  readonly product?: string;
  /** The file with the certificate of an https address. */
  readonly ca?: string;
  readonly regionId: string;
  readonly key: Key;
  readonly action: string;
  readonly parameters: Readonly<Record<string, unknown>>;
}

/** What a client tells of a call: the body of the answer as it read it, its error for a refusal, or that it failed otherwise. */
export interface Told {
  readonly body?: Readonly<Record<string, unknown>>;
  readonly error?: Refusal & { readonly type: string; readonly requestId: string };
  readonly failure?: string;
}

/** A program that makes calls with one client: each line that it reads is a call, each that it writes what came of it. */
export class Driver {
  private readonly process: ChildProcessWithoutNullStreams;
  private readonly lines: AsyncIterator<string>;
  private noise = '';

  constructor([command, ...parameters]: CommandLine, env: NodeJS.ProcessEnv) {
    this.process = spawn(command, parameters, { env });
    this.process.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.noise += text;
    });
    this.lines = createInterface({ input: this.process.stdout })[Symbol.asyncIterator]();
  }

  /** The first line: the versions of the packages that run, by their names. To be called once. */
  async versions(): Promise<Readonly<Record<string, string>>> {
    return JSON.parse(await this.line()).versions;
  }

  async make(call: DriverCall): Promise<Told> {
    this.process.stdin.write(`${JSON.stringify(call)}\n`);
    return JSON.parse(await this.line());
  }

  async end(): Promise<void> {
    const ended = new Promise((resolve) => this.process.once('close', resolve));
    this.process.stdin.end();
    await ended;
  }

  private async line(): Promise<string> {
    const { done, value } = await this.lines.next();
    if (done) throw new Error(`The driver ended.\n${this.noise}`);
    return value;
  }
}
