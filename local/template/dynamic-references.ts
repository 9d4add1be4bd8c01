import type { Json } from '../json';
import {
  derived,
  type Expression,
  hasUnknown,
  isValueList,
  isValueObject,
  literal,
  UNKNOWN,
  type Value,
} from './expression';
import type { Path } from './problems';

/** `{{resolve:…}}`, also as CloudFormation does not document it: with white space or in capital letters. */
const REFERENCE = /\{\{\s*resolve\s*:(?:(ssm-secure|ssm|secretsmanager):)?/i;

const EXACT = '{{resolve:';

/** Stands for a value that is not known yet in a text that is searched; no reference has it in its beginning. */
const STAND_IN = '\0';

/**
 * The dynamic reference in a value, in words for a message: its service and nothing of its name, which may hold the value of
 * a NoEcho parameter. undefined: there is none.
 */
export function dynamicReferenceIn(value: Value): string | undefined {
  if (isValueList(value)) return firstOf(value);
  if (isValueObject(value)) return firstOf(Object.values(value));
  const found = typeof value === 'string' ? REFERENCE.exec(value) : null;
  if (found === null) return undefined;
  const [written, service] = found;
  const name = `{{resolve:${service === undefined ? '' : `${service.toLowerCase()}:`}…}}`;
  const isExact = written.startsWith(EXACT) && (service === undefined || service === service.toLowerCase());
  const doubt = 'written with white space or capital letters, and what CloudFormation does with that is not certain';
  return `a dynamic reference (${name})${isExact ? '' : ` ${doubt}`}`;
}

function firstOf(values: readonly Value[]): string | undefined {
  return values.map(dynamicReferenceIn).find((found) => found !== undefined);
}

/** Why a dynamic reference is refused: AWS is not asked for anything here, its stores of parameters and secrets neither. */
export const NOT_RESOLVED = 'which is not resolved here';

/** What to do instead of a dynamic reference in a template. */
export const MAKE_PARAMETER = 'make the value a parameter';

/** A value that is written in the template; a dynamic reference is refused where the value is used. */
export function resolvedLiteral(value: Json, path: Path): Expression {
  const found = dynamicReferenceIn(value);
  if (found === undefined) return literal(value);
  const reason = `${found}, ${NOT_RESOLVED}: ${MAKE_PARAMETER}`;
  return { evaluate: (scope) => scope.refuse(path, reason), references: () => [] };
}

/**
 * A function that makes a text from others, as `derived`. It refuses to make a dynamic reference from them, even where items
 * of a list among them are only known after deployment.
 *
 * @param name the function's, for the message.
 */
export function makesText(
  name: string,
  args: readonly Expression[],
  path: Path,
  compute: (values: readonly Value[]) => Value,
): Expression {
  return {
    ...derived(args, compute),
    evaluate(scope) {
      const values = args.map((argument) => argument.evaluate(scope));
      if (values.includes(UNKNOWN)) return UNKNOWN;
      const text = compute(values.map(standIn));
      const found = dynamicReferenceIn(text);
      if (found !== undefined) return scope.refuse(path, `${name} makes ${found}, ${NOT_RESOLVED}: ${MAKE_PARAMETER}`);
      return values.some(hasUnknown) ? UNKNOWN : text;
    },
  };
}

function standIn(value: Value): Value {
  if (value === UNKNOWN) return STAND_IN;
  return isValueList(value) ? value.map(standIn) : value;
}
