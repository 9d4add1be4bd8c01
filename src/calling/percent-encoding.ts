/** Percent-encoding by RFC 3986, as signatures need it. `encodeURIComponent` leaves five characters unencoded that must be encoded. */
export function percentEncoded(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}
