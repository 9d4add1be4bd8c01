/** Percent-encoding by RFC 3986, as signatures want it: `encodeURIComponent` leaves five marks as they are that have to be encoded. */
export function percentEncoded(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}
