import net from 'node:net';

const LOOPBACK = /^(localhost|127\.\d+\.\d+\.\d+|::1)$/;

/** The ways out of this process while it is guarded. */
export interface Egress {
  /** Hosts that somebody wanted to connect to and could not. */
  readonly refused: string[];
  end(): void;
}

/** Lets nothing out but to this machine: every other connection is refused before its name is even looked up, and noted. */
export function guardEgress(): Egress {
  const refused: string[] = [];
  const connect = net.Socket.prototype.connect;
  const guard = jest.spyOn(net.Socket.prototype, 'connect').mockImplementation(function (
    this: net.Socket,
    ...given: unknown[]
  ) {
    const host = hostOf(given);
    if (LOOPBACK.test(host)) return Reflect.apply(connect, this, given);
    refused.push(host);
    process.nextTick(() => this.destroy(Object.assign(new Error(`no way to ${host}`), { code: 'ECONNREFUSED' })));
    return this;
  });
  return { refused, end: () => guard.mockRestore() };
}

/** Of `connect(options)`, `connect(port, host)`, `connect(path)` and Node's own form, a list of all that. */
function hostOf(given: readonly unknown[]): string {
  const [first, second] = given;
  if (Array.isArray(first)) return hostOf(first);
  if (typeof first !== 'object' || first === null) return typeof second === 'string' ? second : 'localhost';
  const host: unknown = Reflect.get(first, 'host');
  return typeof host === 'string' ? host.replace(/^\[|\]$/g, '') : 'localhost';
}
