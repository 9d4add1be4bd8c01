import { checkKeywords } from './known';
import { namesOf, type PropertySchema, type ResourceSchema, resolve } from './schema';
import { shapeSource } from './shape-source';
import { attribute, camelCase, isTagProperty, propertyType } from './types';

const HEADING = `// Written by constructs/generate.ts from schema.json; not to be edited.
import * as cdk from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { problemsOf, render, type StructureShape } from './shape';
`;

/**
 * The source of the L1 construct of a resource type: its class `Cfn<Name>`, `Cfn<Name>Props` and an interface for each definition that a
 * user gives, with the schema's descriptions and limits.
 *
 * @throws SchemaProblem if the schema holds what the generator does not know.
 */
export function constructSource(
  schema: ResourceSchema,
  className = `Cfn${schema.typeName.split('::').at(-1)}`,
): string {
  checkKeywords(schema);
  const readOnly = namesOf(schema.readOnlyProperties);
  const entries = Object.entries(schema.properties);
  const given = entries.filter(([name]) => !readOnly.has(name));
  const attributes = entries.filter(([name]) => readOnly.has(name));
  const structures = structuresOf(schema, given);
  return [
    HEADING,
    propsSource(schema, className, given),
    classSource(schema, className, given, attributes),
    namespaceSource(schema, className, structures),
    shapeSource(schema, 'PROPERTIES', { properties: Object.fromEntries(given), required: schema.required }),
  ].join('\n');
}

/** The definitions that properties of the user have, the tags' apart: those are the CDK's own `CfnTag`. */
function structuresOf(schema: ResourceSchema, given: readonly (readonly [string, PropertySchema])[]) {
  const names = given
    .filter(([name]) => !isTagProperty(schema, name))
    .flatMap(([, { $ref, items }]) => $ref ?? items?.$ref ?? []);
  return [...new Set(names)].map((reference): [string, PropertySchema] => [
    reference.replace('#/definitions/', ''),
    resolve(schema, { $ref: reference }),
  ]);
}

function comment(indent: string, ...paragraphs: readonly (string | undefined | false)[]): string {
  const lines = paragraphs
    .filter((paragraph) => typeof paragraph === 'string')
    .map((text) => text.replaceAll('*/', '*\\/'));
  if (lines.length === 1) return `${indent}/** ${lines[0]} */`;
  return [`${indent}/**`, lines.map((line) => `${indent} * ${line}`).join(`\n${indent} *\n`), `${indent} */`].join(
    '\n',
  );
}

type Entries = readonly (readonly [string, PropertySchema])[];

function typeOf(schema: ResourceSchema, className: string, name: string, property: PropertySchema): string {
  return isTagProperty(schema, name) ? 'cdk.CfnTag[]' : propertyType(schema, className, property);
}

/** The longest line that the formatter leaves whole (biome.json, lineWidth). */
const LINE_WIDTH = 120;

/** A member of an interface, as the formatter writes it: a union that is too long has a line for each part. */
function member(name: string, type: string): string {
  const line = `  readonly ${name}: ${type};`;
  if (line.length <= LINE_WIDTH) return line;
  // A bar within parentheses belongs to another union.
  const parts = type.split(/ \| (?![^(]*\))/);
  return `  readonly ${name}:\n${parts.map((part) => `    | ${part}`).join('\n')};`;
}

function propsSource(schema: ResourceSchema, className: string, given: Entries): string {
  const createOnly = namesOf(schema.createOnlyProperties);
  const deprecated = namesOf(schema.deprecatedProperties);
  const members = given.map(([name, property]) => {
    const { description } = { ...resolve(schema, property), ...property };
    const isRequired = schema.required?.includes(name);
    const type = typeOf(schema, className, name, property);
    return `${comment(
      '  ',
      description,
      createOnly.has(name) && 'Update: replacement.',
      deprecated.has(name) && '@deprecated see the description',
    )}\n${member(`${camelCase(name)}${isRequired ? '' : '?'}`, type)}\n`;
  });
  return `/** The properties of {@link ${className}}. */\nexport interface ${className}Props {\n${members.join('\n')}}\n`;
}

const attributeName = (name: string): string => `attr${name.charAt(0).toUpperCase()}${name.slice(1)}`;

function constructorSource(
  typeName: string,
  className: string,
  given: Entries,
  reads: readonly { readonly name: string; readonly value: string }[],
  tagProperty: string | undefined,
): string {
  return `  constructor(scope: Construct, id: string, props: ${className}Props) {
    super(scope, id, { type: ${className}.CFN_RESOURCE_TYPE_NAME, properties: { ...props } });
${reads.map(({ name, value: read }) => `    this.${attributeName(name)} = ${read};`).join('\n')}
${tagProperty ? `    this.cdkTagManager = new cdk.TagManager(cdk.TagType.STANDARD, '${typeName}', undefined, {\n      tagPropertyName: '${tagProperty}',\n    });\n` : ''}${given.map(([name]) => `    this.${camelCase(name)} = props.${camelCase(name)};`).join('\n')}
    this.node.addValidation({
      validate: () => problemsOf(PROPERTIES, this.stack.resolve({ ...props, ...this.cfnProperties })),
    });
  }
`;
}

function propertiesSource(given: Entries, tagProperty: string | undefined): string {
  const value = (name: string): string =>
    camelCase(name) === tagProperty ? `this.cdkTagManager.renderTags(this.${tagProperty})` : `this.${camelCase(name)}`;
  return `  protected override get cfnProperties(): Record<string, unknown> {
    return {
${given.map(([name]) => `      ${camelCase(name)}: ${value(name)},`).join('\n')}
    };
  }`;
}

function classSource(schema: ResourceSchema, className: string, given: Entries, attributes: Entries): string {
  const { typeName, description } = schema;
  const tags = given.map(([name]) => name).find((name) => isTagProperty(schema, name));
  const tagProperty = tags && camelCase(tags);
  const members = given.map(([name, property]) => {
    const isRequired = schema.required?.includes(name);
    return `  ${camelCase(name)}${isRequired ? '' : '?'}: ${typeOf(schema, className, name, property)};`;
  });
  const reads = attributes.map(([name, property]) => ({ name, property, ...attribute(schema, name, property) }));
  return `/**
 * ${description}
 *
 * @cloudformationResource ${typeName}
 */
export class ${className} extends cdk.CfnResource implements cdk.IInspectable${tagProperty ? ', cdk.ITaggableV2' : ''} {
  /** The name of the resource type in CloudFormation. */
  static readonly CFN_RESOURCE_TYPE_NAME = '${typeName}';

${reads.map(({ name, property, type }) => `${comment('  ', property.description)}\n  readonly ${attributeName(name)}: ${type};`).join('\n')}
${tagProperty ? '  /** The tags, those of `Tags.of(scope)` among them. */\n  readonly cdkTagManager: cdk.TagManager;\n' : ''}
${members.join('\n')}

${constructorSource(typeName, className, given, reads, tagProperty)}
  inspect(inspector: cdk.TreeInspector): void {
    inspector.addAttribute('aws:cdk:cloudformation:type', ${className}.CFN_RESOURCE_TYPE_NAME);
    inspector.addAttribute('aws:cdk:cloudformation:props', this.cfnProperties);
  }

${propertiesSource(given, tagProperty)}

  protected override renderProperties(properties: Record<string, unknown>): Record<string, unknown> {
    return render(PROPERTIES, properties);
  }
}
`;
}

function namespaceSource(schema: ResourceSchema, className: string, structures: Entries): string {
  const interfaces = structures.map(([name, definition]) => {
    const members = Object.entries(definition.properties ?? {}).map(([key, property]) => {
      const isRequired = definition.required?.includes(key);
      const type = propertyType(schema, className, property);
      return `${comment('    ', property.description)}\n    readonly ${camelCase(key)}${isRequired ? '' : '?'}: ${type};`;
    });
    return `${comment('  ', definition.description)}\n  export interface ${name}Property {\n${members.join('\n')}\n  }`;
  });
  return `export namespace ${className} {\n${interfaces.join('\n\n')}\n}\n`;
}
