import type { SimulatorClock } from '../simulator/index';
import type { Runtime } from '../src/failure/clock';

/** Something that happens at a moment, in milliseconds since 1970. */
interface Due {
  readonly at: number;
  readonly happen: () => void;
}

/**
 * Time for many pieces of work side by side, none of which takes time but by sleeping: as soon as one has finished or sleeps, the clock
 * jumps to the next moment at which something is due.
 */
export class VirtualTime implements Pick<Runtime, 'sleep'> {
  /** The next one is the last. */
  readonly #due: Due[] = [];
  #rested = (): void => undefined;
  #failure: { readonly error: unknown } | undefined;

  constructor(private readonly clock: SimulatorClock) {}

  /** Begins a piece of work after so many milliseconds. */
  after(milliseconds: number, work: () => Promise<void>): void {
    this.#plan(milliseconds, () => {
      work()
        .catch((error: unknown) => {
          this.#failure ??= { error };
        })
        .finally(() => this.#rested());
    });
  }

  /** Only for work that `after` began. */
  sleep(milliseconds: number): Promise<void> {
    return new Promise((wake) => {
      this.#plan(milliseconds, wake);
      this.#rested();
    });
  }

  /**
   * Lets time pass until nothing is due any more.
   *
   * @throws what the first piece of work threw that did.
   */
  async pass(): Promise<void> {
    for (let next = this.#due.pop(); next; next = this.#due.pop()) {
      this.clock.advance(Math.max(0, next.at - this.clock.now()));
      const rest = new Promise<void>((resolve) => {
        this.#rested = resolve;
      });
      next.happen();
      await rest;
      if (this.#failure) throw this.#failure.error;
    }
  }

  #plan(milliseconds: number, happen: () => void): void {
    const at = this.clock.now() + milliseconds;
    // Of two at one moment the one that was planned first is first.
    const place = this.#due.findLastIndex((other) => other.at > at);
    this.#due.splice(place + 1, 0, { at, happen });
  }
}
