/** Whether a text has the form of a pattern, in which `*` stands for any characters, none among them. */
export function matches(pattern: string, text: string): boolean {
  return expression(pattern, /\*/).test(text);
}

/** The same for the operator StringLike, in which `?` stands for one character besides. */
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
