import { isJsonList, isJsonObject, type Json } from '../json';
import { schemaAt } from '../schema/check';
import type { Declarations } from './context';
import type { Path, Report } from './problems';

/** How long a description may be, and how its length is measured. */
interface Limit {
  readonly most: number;
  readonly unit: string;
  measure(text: string): number;
}

/** CloudFormation's quota of the description of a template or an output. */
const IN_BYTES: Limit = { most: 1024, unit: 'bytes', measure: (text) => Buffer.byteLength(text) };

/** The description of a parameter is "a string of up to 4000 characters" (User Guide, "Parameters"). */
export const OF_A_PARAMETER: Limit = { most: 4000, unit: 'characters', measure: (text) => text.length };

/** Reports a description that is not plain text, or too long for CloudFormation. */
export function checkDescription(
  description: Json | undefined,
  path: Path,
  report: Report,
  { most, unit, measure }: Limit = IN_BYTES,
): void {
  if (description === undefined || typeof description === 'number' || typeof description === 'boolean') return;
  if (typeof description !== 'string') {
    report(path, 'a description must be plain text, without functions');
    return;
  }
  const length = measure(description);
  if (length > most) report(path, `has ${length} ${unit}; CloudFormation accepts at most ${most}`);
}

/** The name under which an output is exported; `undefined` if it is not exported. Other forms than `{Name: …}` are reported. */
export function readExportName(value: Json | undefined, path: Path, report: Report): Json | undefined {
  if (value === undefined) return undefined;
  const entries = isJsonObject(value) ? Object.entries(value) : [];
  const [[key, name] = []] = entries;
  if (entries.length === 1 && key === 'Name') return name;
  report(path, 'must be an object with only Name');
  return undefined;
}

/**
 * What CloudFormation refuses in the name of an export: "The Name field of every Export member must be specified and consist only of
 * alphanumeric characters, colons, or hyphens" (github.com/aws/aws-cdk, issue 28563).
 */
export function exportNameProblem(name: string): string | undefined {
  if (/^[A-Za-z0-9:-]+$/.test(name)) return undefined;
  return 'the name of an export can have only letters, digits, colons and hyphens';
}

/** The characters of an exported value: CloudFormation refuses more with "Max length of 1024 exceeded". */
const MOST_EXPORTED = 1024;

/** What CloudFormation refuses in an exported value: "Exported values must not be empty or whitespace-only". */
export function exportedValueProblem(value: string): string | undefined {
  if (value.trim() === '') return 'an exported value cannot be blank';
  if (value.length <= MOST_EXPORTED) return undefined;
  return `has ${value.length} characters; CloudFormation exports at most ${MOST_EXPORTED}`;
}

/** The list attribute to which `Fn::GetAtt` in a value refers. Outputs refuse lists: "Every Value member must be a string". */
export function listAttributeIn(value: Json, { resources }: Declarations): string | undefined {
  const argument = isJsonObject(value) ? value['Fn::GetAtt'] : undefined;
  const parts = typeof argument === 'string' ? argument.split('.') : argument;
  const [logicalId, attribute] = isJsonList(parts) ? parts : [];
  const type = typeof logicalId === 'string' ? resources.get(logicalId) : undefined;
  if (type === undefined || typeof attribute !== 'string' || !type.readOnly.includes(attribute)) return undefined;
  return schemaAt(type, [attribute])?.type === 'array' ? attribute : undefined;
}
