import { definitionName, type PropertySchema, type ResourceSchema, resolve, SchemaProblem } from './schema';

/** The name of a property or attribute as the CDK writes it: the first word in small letters, `OSType` becomes `osType`. */
export function camelCase(name: string): string {
  return name.replace(/^[A-Z]+(?=[A-Z][a-z])|^[A-Z]+$|^[A-Z]/, (head) => head.toLowerCase());
}

/** Where a list of tags is the type's own, as the schema's `tagging` says. */
export function isTagProperty({ tagging }: ResourceSchema, name: string): boolean {
  return tagging?.taggable === true && tagging.tagProperty === `/properties/${name}`;
}

/** The TypeScript type of a property that a user gives; parts may be tokens, as everywhere in the CDK. */
export function propertyType(schema: ResourceSchema, className: string, property: PropertySchema): string {
  const { type, items } = resolve(schema, property);
  switch (type) {
    case 'string':
      return 'string';
    case 'integer':
      return 'number';
    case 'boolean':
      return 'boolean | cdk.IResolvable';
    case 'object':
      return `${className}.${definitionName(property)}Property | cdk.IResolvable`;
    case 'array':
      return items && resolve(schema, items).type === 'string'
        ? 'string[]'
        : `(${propertyType(schema, className, items ?? {})})[] | cdk.IResolvable`;
    default:
      throw new SchemaProblem(schema, `the generator does not know the type ${type}`);
  }
}

/** An attribute: its TypeScript type and what reads it. */
export interface Attribute {
  readonly type: string;
  readonly value: string;
}

/** What `Fn::GetAtt` of a read-only property is. */
export function attribute(schema: ResourceSchema, name: string, property: PropertySchema): Attribute {
  const { type, items } = resolve(schema, property);
  const read = (hint: string): string => `this.getAtt('${name}', cdk.ResolutionTypeHint.${hint})`;
  switch (type) {
    case 'string':
      return { type: 'string', value: `cdk.Token.asString(${read('STRING')})` };
    case 'integer':
      return { type: 'number', value: `cdk.Token.asNumber(${read('NUMBER')})` };
    case 'boolean':
      return { type: 'cdk.IResolvable', value: `this.getAtt('${name}')` };
    case 'array':
      if (items && resolve(schema, items).type === 'string') {
        return { type: 'string[]', value: `cdk.Token.asList(${read('STRING_LIST')})` };
      }
      throw new SchemaProblem(schema, `the attribute ${name} is a list of something else than strings`);
    default:
      throw new SchemaProblem(schema, `the generator does not know the type ${type} of the attribute ${name}`);
  }
}
