import { guardEgress as guard } from '../support/egress.cjs';

/** The ways out of this process while it is guarded. */
export interface Egress {
  /** Hosts that somebody wanted to connect to and could not. */
  readonly refused: string[];
  end(): void;
}

/** Lets nothing out but to this machine, and notes what wanted to. */
export function guardEgress(): Egress {
  const refused: string[] = [];
  return { refused, end: guard((host) => refused.push(host)) };
}
