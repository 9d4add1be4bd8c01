/** Whether a text matches a pattern in which `*` stands for any number of characters. */
export function matches(pattern: string, text: string): boolean {
  return expression(pattern, /\*/).test(text);
}

/** The same for the operator StringLike, in which `?` also stands for exactly one character. */
export function isLike(pattern: string, text: string): boolean {
  return expression(pattern, /[*?]/).test(text);
}

function expression(pattern: string, wildcards: RegExp): RegExp {
  const parts = [...pattern].map((char) => {
    if (wildcards.test(char)) return char === '*' ? '.*' : '.';
    return char.replace(/[\\^$.|?*+()[\]{}]/, '\\$&');
  });
  return new RegExp(`^${parts.join('')}$`, 's');
}
