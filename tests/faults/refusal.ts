import http from 'node:http';
import { CLOSED_PORT } from '../support/closed-port';

/** Each has a server of its own, and fails on its own. */
export type Cloud = "the type's own" | 'AWS';

/** Requests of the handlers that find nobody listening: Node's own `http.request` on a port that is closed. */
export class Refusal {
  #refuses: (cloud: Cloud, at: number) => boolean = () => false;
  #counts: Record<Cloud, number> = { "the type's own": 0, AWS: 0 };
  #met = false;
  #aws: string | undefined;
  readonly #request = http.request;

  constructor() {
    const request = (...parameters: unknown[]): http.ClientRequest => {
      const [target, ...rest] = parameters;
      const cloud = target instanceof URL && target.origin === this.#aws ? 'AWS' : "the type's own";
      if (!this.#refuses(cloud, this.#counts[cloud]++)) return Reflect.apply(this.#request, http, parameters);
      const port = CLOSED_PORT;
      const elsewhere =
        target instanceof URL ? Object.assign(new URL(target), { port }) : { ...Object(target), port, agent: false };
      return Reflect.apply(this.#request, http, [elsewhere, ...rest]).once('error', ({ code }: { code?: string }) => {
        this.#met ||= code === 'ECONNREFUSED';
      });
    };
    Object.assign(http, { request });
  }

  /** Whether a request was refused since it was armed. */
  get met(): boolean {
    return this.#met;
  }

  /**
   * From now on the requests to each cloud are counted, and refused by their number. `aws`: the URL of AWS's server, where there is one.
   */
  arm(refuses: (cloud: Cloud, at: number) => boolean, aws: string | undefined): void {
    this.#aws = aws;
    this.#counts = { "the type's own": 0, AWS: 0 };
    this.#met = false;
    this.#refuses = refuses;
  }

  disarm(): void {
    this.#refuses = () => false;
  }

  end(): void {
    Object.assign(http, { request: this.#request });
  }
}
