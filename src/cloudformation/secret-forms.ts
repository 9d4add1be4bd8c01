/** The shortest value whose base64 and hexadecimal forms are searched for. Those of shorter values may be part of any text. */
const SHORTEST_ENCODED = 8;

/**
 * The forms that a secret may have in a text: unchanged; in JSON, and in JSON within JSON, such as an error in a log line; in a URL or
 * form, and in the text that is signed for one; in base64, alone or within a longer text; and in hexadecimal digits.
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

/** Half of a surrogate pair cannot be encoded and would end the invocation with an error. */
function urlEncoded(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'));
}

/** The form for signatures (RFC 3986): encodeURIComponent leaves five characters unencoded. */
function strictlyUrlEncoded(text: string): string {
  return urlEncoded(text).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** The form for the body of a form: a space is a plus, and fewer characters are left unencoded. */
function formEncoded(text: string): string {
  return new URLSearchParams({ '': text }).toString().slice(1);
}

function withLowerCaseEscapes(url: string): string {
  return url.replace(/%[0-9A-F]{2}/g, (escaped) => escaped.toLowerCase());
}

/**
 * The parts that occur in every base64 text that contains the secret. Three bytes become four characters, so there are three parts, each
 * without the characters at its ends that depend on the bytes next to it.
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
