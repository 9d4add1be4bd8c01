import { type ChildProcess, fork } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { SimulatorClock } from '../../simulator/index';

const BUILT = path.resolve(__dirname, '..', '..', 'build', 'TypeFunction', 'dist', 'handlers.js');

/** What became of an invocation: its answer, or nothing because its process was killed. */
export type Fate = { readonly answer: unknown } | undefined;

interface Message {
  readonly slept?: number;
  readonly answer?: unknown;
}

/** A process that runs the built handlers, one invocation at a time. */
class Child {
  readonly #process: ChildProcess;
  #killed = false;

  constructor(entry: string) {
    this.#process = fork(path.join(__dirname, 'child.js'), [entry], { execArgv: [] });
  }

  invoke(event: unknown, clock: SimulatorClock): Promise<Fate> {
    const child = this.#process;
    return new Promise((resolve, reject) => {
      if (child.exitCode !== null) reject(new Error('a process ended by itself before it was asked for anything'));
      const end = (fate: Fate): void => {
        child.off('message', hear);
        child.off('exit', die);
        resolve(fate);
      };
      const die = (): void => {
        if (!this.#killed) reject(new Error('a process ended by itself'));
        end(undefined);
      };
      const hear = ({ slept, answer }: Message): void => {
        if (slept === undefined) end({ answer });
        else clock.advance(slept);
      };
      child.on('message', hear);
      child.on('exit', die);
      child.send({ event, now: clock.now() });
    });
  }

  kill(): void {
    this.#killed = true;
    this.#process.kill('SIGKILL');
  }
}

/** Warm processes, so that nobody waits for one to start. */
export class Children {
  readonly #idle: Child[];
  readonly #all: Child[];
  /** The built handlers, copied: whoever builds them anew takes them away for a moment. */
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'children-'));
  readonly #entry = path.join(this.#folder, 'handlers.js');

  constructor(count: number) {
    cpSync(BUILT, this.#entry);
    this.#all = Array.from({ length: count }, () => new Child(this.#entry));
    this.#idle = [...this.#all];
  }

  /** Runs an invocation in a process of its own; `begun` gets what kills that. */
  async invoke(
    event: unknown,
    clock: SimulatorClock,
    begun: (kill: () => void) => void = () => undefined,
  ): Promise<Fate> {
    const child = this.#idle.shift() ?? this.#start();
    begun(() => child.kill());
    const fate = await child.invoke(event, clock);
    this.#idle.push(fate ? child : this.#start());
    return fate;
  }

  close(): void {
    for (const child of this.#all) child.kill();
    rmSync(this.#folder, { recursive: true });
  }

  #start(): Child {
    const child = new Child(this.#entry);
    this.#all.push(child);
    return child;
  }
}
