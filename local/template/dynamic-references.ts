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

/** `{{resolve:…}}`, including undocumented forms with white space or in capital letters. */
const REFERENCE = /\{\{\s*resolve\s*:(?:(ssm-secure|ssm|secretsmanager):)?/i;

const EXACT = '{{resolve:';

/** Represents an unknown value in a text that is searched. The beginning of a reference does not contain it. */
const STAND_IN = '\0';

/**
 * The dynamic reference in a value, in words for a message; `undefined` if there is none. It has the service but not the name, which may
 * contain the value of a NoEcho parameter.
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

/** Why a dynamic reference is refused: nothing here asks AWS, including its stores of parameters and secrets. */
export const NOT_RESOLVED = 'which is not resolved here';

/** What to use instead of a dynamic reference in a template. */
export const MAKE_PARAMETER = 'make the value a parameter';

/** A value that is written in the template. A dynamic reference is refused where the value is used. */
export function resolvedLiteral(value: Json, path: Path): Expression {
  const found = dynamicReferenceIn(value);
  if (found === undefined) return literal(value);
  const reason = `${found}, ${NOT_RESOLVED}: ${MAKE_PARAMETER}`;
  return { evaluate: (scope) => scope.refuse(path, reason), references: () => [] };
}

/**
 * A function that builds a text from others, like `derived`. It refuses to build a dynamic reference, even if items of a list in the
 * arguments are known only after deployment.
 *
 * @param name the name of the function, for the message.
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
