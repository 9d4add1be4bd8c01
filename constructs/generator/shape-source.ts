import { definitionName, type PropertySchema, type ResourceSchema, resolve, SchemaProblem } from './schema';
import { camelCase } from './types';

/** The part of a schema that holds properties: a definition, or the schema itself. */
type Structure = Pick<PropertySchema, 'properties' | 'required'>;

const LIMITS = ['minLength', 'maxLength', 'minimum', 'maximum', 'minItems', 'maxItems'] as const;

/** The source of a constant that says what a structure holds and what limits it has, for `src/shape.ts`. */
export function shapeSource(schema: ResourceSchema, constant: string, structure: Structure): string {
  return `const ${constant}: StructureShape = ${structureSource(schema, structure, '')};\n`;
}

function structureSource(
  schema: ResourceSchema,
  { properties = {}, required = [] }: Structure,
  indent: string,
): string {
  const inner = `${indent}    `;
  const members = Object.entries(properties).map(([name, property]) => {
    const flags = required.includes(name) ? `${inner}  required: true,\n` : '';
    return `${inner}${camelCase(name)}: {\n${inner}  name: '${name}',\n${flags}${inner}  shape: ${valueSource(schema, property, `${inner}  `)},\n${inner}},\n`;
  });
  return `{\n${indent}  type: 'object',\n${indent}  properties: {\n${members.join('')}${indent}  },\n${indent}}`;
}

function valueSource(schema: ResourceSchema, property: PropertySchema, indent: string): string {
  const resolved = resolve(schema, property);
  const inner = `${indent}  `;
  if (resolved.type === 'object') return structureSource(schema, resolved, indent);
  const limits = LIMITS.flatMap((limit) =>
    resolved[limit] === undefined ? [] : [`${inner}${limit}: ${resolved[limit]},\n`],
  );
  if (resolved.pattern !== undefined) limits.push(`${inner}pattern: ${new RegExp(resolved.pattern, 'u')},\n`);
  if (resolved.items) limits.push(`${inner}items: ${valueSource(schema, resolved.items, inner)},\n`);
  if (resolved.type === undefined)
    throw new SchemaProblem(schema, `${definitionName(property) ?? 'a property'} has no type`);
  return `{\n${inner}type: '${resolved.type}',\n${limits.join('')}${indent}}`;
}
