/**
 * Replaces in the bundle Node's module `url`, as packages require it by that name: the `parse` that they call is deprecated, and Node.js 24
 * writes DEP0169 into the log of every cold start. What they read of its result is here, made by the URL of the WHATWG.
 */

/** As `url.parse` calls the parts of an address. */
interface Parsed {
  readonly href: string;
  readonly protocol: string;
  /** Of IPv6 without brackets. */
  readonly hostname: string;
  /** Null: the one that belongs to the protocol. */
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
