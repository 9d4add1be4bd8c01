import { LONGEST_TIMEOUT_SECONDS } from '../../src/failure/duration';
import { Problems } from '../../src/resource/problems';
import { duration } from '../../src/resource/rules';
import fc, { runs } from '../support/fast-check';
import { typesWithRows } from '../support/rows';

const problemsOf = (check: (problems: Problems) => void): string | undefined => {
  const problems = new Problems();
  check(problems);
  try {
    problems.raise('InvalidRequest', 'x');
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : 'no error';
  }
};

describe.each(typesWithRows())('the rules of the text properties of %s', (_, { schema, PROPERTIES }) => {
  const { properties } = schema;
  const names = Object.keys(PROPERTIES).filter(
    (name) => PROPERTIES[name]?.check !== undefined && properties[name]?.type === 'string',
  );

  /** What CloudFormation does with the schema, on its side. */
  function schemaTakes(name: string, value: string): boolean {
    const { pattern, minLength = 0, maxLength = Number.POSITIVE_INFINITY } = properties[name] ?? {};
    const length = [...value].length;
    return length >= minLength && length <= maxLength && (pattern === undefined || new RegExp(pattern).test(value));
  }

  const likely = (name: string) => {
    const { pattern } = properties[name] ?? {};
    const parts = fc.constantFrom(
      'aliyun',
      'acs:',
      'Acs:',
      'http://',
      'HTTP://',
      'https://',
      'cn',
      '-',
      'a',
      '1',
      ' ',
      '\n',
      '\u9ec4',
      '😀',
      '.',
      '/',
      'A',
      '_',
      ':',
    );
    const composed = fc
      .tuple(fc.array(parts, { maxLength: 8 }), fc.constantFrom(1, 1, 1, 20, 40))
      .map(([all, times]) => all.join('').repeat(times));
    // What the generator cannot do, look ahead, is left to chance.
    const form = pattern?.replace(/\(\?!(?:[^()]|\([^()]*\))*\)/g, '');
    const matching = form === undefined ? fc.string() : fc.stringMatching(new RegExp(form));
    return fc.oneof(
      composed,
      fc.string(),
      matching,
      fc.tuple(composed, matching).map(([a, b]) => a + b),
    );
  };

  it.each(names)('%s: the handlers take what the schema takes, and nothing else', (name) => {
    fc.assert(
      fc.property(likely(name), (value) => {
        const problem = problemsOf((problems) => PROPERTIES[name]?.check?.(name, value, problems));
        expect({ value, taken: problem === undefined }).toEqual({ value, taken: schemaTakes(name, value) });
        if (problem !== undefined) expect(problem).toContain(`${name} must`);
      }),
      runs(1_000),
    );
  });

  it.each(names)('%s: half of a character, which has no form in UTF-8, is refused as that', (name) => {
    const problem = problemsOf((problems) => PROPERTIES[name]?.check?.(name, 'golden\ud83d', problems));
    expect(problem).toContain(`${name} contains half of a character`);
  });

  it.each(['Create', 'Delete'] as const)('Timeouts.%s: what the handlers take, the schema takes', (name) => {
    const { pattern = '' } = schema.definitions.TimeoutsDefinition.properties[name] ?? {};
    const text = fc.oneof(
      fc.stringMatching(/^\d{0,3}[hms]\d{0,3}[hms]?$/),
      fc.string(),
      fc.constantFrom('1h30m', '11h', '11h1s', '90s'),
    );
    fc.assert(
      fc.property(text, (value) => {
        const problem = problemsOf((problems) => duration({ longest: LONGEST_TIMEOUT_SECONDS })(name, value, problems));
        if (problem === undefined) expect(value).toMatch(new RegExp(pattern));
        else if (new RegExp(pattern).test(value)) expect(problem).toMatch(/must be (longer than 0 s|at most 11 h)/);
      }),
    );
  });

  it('has no text property of the schema left out', () => {
    const texts = Object.entries(properties).filter(
      ([, { pattern, maxLength }]) => pattern !== undefined || maxLength !== undefined,
    );
    expect(names).toEqual(expect.arrayContaining(texts.map(([name]) => name)));
  });
});
