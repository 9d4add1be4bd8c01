import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { RUNTIMES } from '../../tools/runtimes';
import reservedWords from '../fixtures/reserved-words.json';
import { ROOT, runTool } from './tools';

interface Facts {
  readonly runtimes: Readonly<Record<string, Readonly<Record<'deprecated' | 'create-block', string>>>>;
  readonly retentions: readonly number[];
  readonly reservedWords: readonly string[];
}

describe('what the project says of AWS, by what cfn-lint and cfn generate know', () => {
  let facts: Facts;
  beforeAll(() => {
    facts = JSON.parse(runTool('cfn', 'python', [path.join(__dirname, 'aws_facts.py')]).output);
  });

  it('the runtimes are the Node.js ones that Lambda does not deprecate before 2027, with their dates', () => {
    const known = Object.entries(facts.runtimes).filter(
      ([name, { deprecated }]) => name.startsWith('nodejs') && deprecated >= '2027',
    );
    const dates = known.map(([name, { deprecated, 'create-block': blocked }]) => [
      name,
      { supportedUntil: deprecated, newUntil: blocked },
    ]);
    expect(RUNTIMES).toEqual(Object.fromEntries(dates));
  });

  it('LogRetentionInDays takes what CloudWatch takes, and 0', () => {
    const text = readFileSync(path.join(ROOT, 'registration', 'register-from-bucket.yaml'), 'utf8');
    const { Parameters } = parse(text, { logLevel: 'silent' });
    expect(Parameters.LogRetentionInDays.AllowedValues).toEqual([0, ...facts.retentions]);
  });

  it('the words that cfn generate gives an underscore are those of the tests of models', () => {
    expect(facts.reservedWords).toEqual(reservedWords);
  });
});
