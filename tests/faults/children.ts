import { type ChildProcess, fork } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { SimulatorClock } from '../../simulator/index';
import type { StagedCloud, StagedType } from '../support/types/staged-type';

/** What became of an invocation: its answer, or nothing because its process was killed. */
export type Fate = { readonly answer: unknown } | undefined;

interface Message {
  /** Of the invocation. */
  readonly id: number;
  readonly slept?: number;
  readonly answer?: unknown;
}

/** A process that runs the built handlers, whose entrypoints `maker` makes. */
class Child {
  readonly #process: ChildProcess;
  #invocations = 0;
  #killed = false;

  constructor(entry: string, maker: string) {
    this.#process = fork(path.join(__dirname, 'child.js'), [entry, maker], { execArgv: [] });
  }

  invoke(event: unknown, clock: SimulatorClock): Promise<Fate> {
    const child = this.#process;
    const own = this.#invocations++;
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
      const hear = ({ id, slept, answer }: Message): void => {
        if (id !== own) return;
        if (slept === undefined) end({ answer });
        else clock.advance(slept);
      };
      child.on('message', hear);
      child.on('exit', die);
      child.send({ id: own, event, now: clock.now() });
    });
  }

  kill(): void {
    this.#killed = true;
    this.#process.kill('SIGKILL');
  }
}

/** The death of one process with several invocations, each of another stage: it is killed when all have come to where it is to happen. */
export class Doom {
  constructor(
    private readonly child: Child,
    private waitingFor: number,
    private readonly killed: () => void,
  ) {}

  invoke(event: unknown, clock: SimulatorClock): Promise<Fate> {
    return this.child.invoke(event, clock);
  }

  /** One of them has come there, or never will. */
  reached(): void {
    this.waitingFor -= 1;
    if (this.waitingFor > 0) return;
    this.child.kill();
    this.killed();
  }
}

/** Processes with the handlers of a type that wait, so that nobody waits for one to start. */
export class Children {
  /** Those that have run the most are the last: the more a process has run, the less it takes to run the next. */
  readonly #idle: Child[];
  readonly #all: Child[];
  /** The built handlers, copied: whoever builds them again takes them away for a moment. */
  readonly #folder = mkdtempSync(path.join(tmpdir(), 'children-'));
  readonly #entry = path.join(this.#folder, 'handlers.js');

  constructor(
    private readonly type: StagedType<StagedCloud>,
    count: number,
  ) {
    cpSync(type.handlers.built, this.#entry);
    this.#all = Array.from({ length: count }, () => new Child(this.#entry, type.handlers.maker));
    this.#idle = [...this.#all];
  }

  /** Runs an invocation in a process of its own. */
  async invoke(event: unknown, clock: SimulatorClock): Promise<Fate> {
    const child = this.#idle.pop() ?? this.#start();
    const fate = await child.invoke(event, clock);
    this.#idle.push(child);
    return fate;
  }

  /** A fresh process for so many invocations, with which it dies: that a process starts is what a death costs. */
  doom(invocations: number): Doom {
    const child = this.#idle.shift() ?? this.#start();
    return new Doom(child, invocations, () => this.#idle.unshift(this.#start()));
  }

  close(): void {
    for (const child of this.#all) child.kill();
    rmSync(this.#folder, { recursive: true });
  }

  #start(): Child {
    const child = new Child(this.#entry, this.type.handlers.maker);
    this.#all.push(child);
    return child;
  }
}
