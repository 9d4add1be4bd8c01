/**
 * A port of the loopback address on which nobody listens, so that a connection to it is refused: TCPMUX (RFC 1078), a service that is no
 * longer run. A port that was free a moment ago may be another test's by now; this one no system ever hands out.
 */
export const CLOSED_PORT = 1;
export const CLOSED_URL = `http://127.0.0.1:${CLOSED_PORT}`;
