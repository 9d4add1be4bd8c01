/** Base64 and hexadecimal forms are looked for of values that are at least this long; those of shorter ones may be parts of any text. */
const SHORTEST_ENCODED = 8;

/**
 * The forms in which a secret may stand in a text: as it is; in JSON, and in JSON within JSON, as an error within a line of the log; in a
 * URL or form, and in what is signed of one; in base64, by itself or within a longer text, and in hexadecimal digits.
 */
export function formsOf(secret: string): string[] {
  const json = jsonEscaped(secret);
  const urls = [urlEncoded(secret), strictlyUrlEncoded(secret), formEncoded(secret)];
  const encoded = secret.length < SHORTEST_ENCODED ? [] : [...base64Parts(secret), ...hexadecimal(secret)];
  return [
    ...new Set([
      secret,
      json,
      jsonEscaped(json),
      ...urls,
      ...urls.map(withLowerCaseEscapes),
      ...urls.map(urlEncoded),
      ...encoded,
    ]),
  ];
}

function jsonEscaped(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** Half of a surrogate pair cannot be encoded and would end the invocation. */
function urlEncoded(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'));
}

/** As signatures want it (RFC 3986): encodeURIComponent leaves five marks as they are. */
function strictlyUrlEncoded(text: string): string {
  return urlEncoded(text).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** As in the body of a form: a space is a plus, and fewer marks stay as they are. */
function formEncoded(text: string): string {
  return new URLSearchParams({ '': text }).toString().slice(1);
}

function withLowerCaseEscapes(url: string): string {
  return url.replace(/%[0-9A-F]{2}/g, (escaped) => escaped.toLowerCase());
}

/**
 * What every base64 text has in common that holds the secret anywhere: three bytes become four characters, so there are three forms, each
 * without the characters at its ends that depend on what is next to it.
 */
function base64Parts(secret: string): string[] {
  const bytes = Buffer.from(secret);
  return [0, 1, 2].flatMap((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replaceAll('=', '');
    const part = whole.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
    return [part, part.replaceAll('+', '-').replaceAll('/', '_')];
  });
}

function hexadecimal(secret: string): string[] {
  const digits = Buffer.from(secret).toString('hex');
  return [digits, digits.toUpperCase()];
}
