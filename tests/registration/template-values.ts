import { readFileSync } from 'node:fs';
import path from 'node:path';
import { readSource } from '../../local/template/source';

type Values = Readonly<Record<string, unknown>>;

/** A template of `registration/`, with its functions in the long form. */
export function templateIn(
  file: string,
): Readonly<Record<'Parameters' | 'Conditions' | 'Resources' | 'Rules', Values>> {
  const { value } = readSource(file, readFileSync(path.join(__dirname, '..', '..', 'registration', file), 'utf8'));
  return Object(value);
}

const NOTHING: unique symbol = Symbol('AWS::NoValue');

/**
 * What a part of a template is with these parameters: conditions are decided, and parameters have their values; all else is left as it is.
 */
export class TemplateValues {
  readonly #parameters: Values;

  constructor(
    private readonly template: ReturnType<typeof templateIn>,
    given: Values,
  ) {
    const defaults = Object.entries(template.Parameters).map(([name, parameter]) => [name, Object(parameter).Default]);
    this.#parameters = { ...Object.fromEntries(defaults), ...given };
  }

  of(part: unknown): unknown {
    if (Array.isArray(part)) return part.map((item) => this.of(item));
    if (typeof part !== 'object' || part === null) return part;
    const [[name, argument] = ['', undefined], ...others] = Object.entries(part);
    if (others.length === 0) {
      if (name === 'Ref') return this.#reference(String(argument));
      const known = FUNCTIONS[name];
      if (known !== undefined) return known(argument, this);
    }
    const entries = Object.entries(part).map(([key, value]) => [key, this.of(value)] as const);
    return Object.fromEntries(entries.filter(([, value]) => value !== NOTHING));
  }

  condition(name: string): unknown {
    return this.of(this.template.Conditions[name]);
  }

  #reference(name: string): unknown {
    if (name === 'AWS::NoValue') return NOTHING;
    return name in this.#parameters ? this.#parameters[name] : { Ref: name };
  }
}

const FUNCTIONS: Readonly<Record<string, (argument: unknown, values: TemplateValues) => unknown>> = {
  'Fn::Equals': (sides, values) => {
    const [left, right] = [values.of(sides)].flat();
    return left === right;
  },
  'Fn::Not': (condition, values) => [values.of(condition)].flat().every((one) => one !== true),
  'Fn::Or': (conditions, values) => [values.of(conditions)].flat().includes(true),
  'Fn::Join': (argument, values) => {
    const [separator, ...parts] = [values.of(argument)].flat(2);
    return parts.join(String(separator));
  },
  'Fn::Split': (argument, values) => {
    const [separator, text] = [values.of(argument)].flat();
    return String(text).split(String(separator));
  },
  // A pseudo parameter stays as it is written.
  'Fn::Sub': (argument, values) => {
    const [text, own = {}] = [argument].flat();
    const texts = Object(values.of(own));
    return String(text).replaceAll(/\$\{(\w+)\}/g, (_, name: string) =>
      String(name in texts ? texts[name] : values.of({ Ref: name })),
    );
  },
  'Fn::If': (argument, values) => {
    const [name, then, otherwise] = [argument].flat();
    return values.of(values.condition(String(name)) === true ? then : otherwise);
  },
};
