/**
 * Replaces Node's module `url` in the bundle, for packages that require it by that name. They call `parse`, which is deprecated: Node.js 24
 * writes DEP0169 into the log of every cold start. This module supplies the properties that they read, from the WHATWG URL.
 */

/** The parts of an address, with the names of `url.parse`. */
interface Parsed {
  readonly href: string;
  readonly protocol: string;
  /** For IPv6 without brackets. */
  readonly hostname: string;
  /** Null for the default port of the protocol. */
  readonly port: string | null;
  readonly path: string;
  readonly query: string | null;
}

/** The parts of an address that `@darabonba/typescript`, `tea-typescript` and `httpx` read. @throws TypeError if it is not an address. */
export function parse(address: string): Parsed {
  const { href, protocol, hostname, port, pathname, search } = new globalThis.URL(address);
  return {
    ...{ href, protocol, hostname: hostname.replace(/^\[|\]$/g, ''), port: port || null },
    ...{ path: pathname + search, query: search.slice(1) || null },
  };
}

/** The text of an address, for the message of a failed request. */
export const format = ({ href }: Parsed): string => href;

export const { URL } = globalThis;
