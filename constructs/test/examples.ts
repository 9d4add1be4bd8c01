import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as cdk from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { allProjects, type Project } from '../../tools/projects';
import { baseName } from '../generator/names';
import { camelCase } from '../generator/types';
import * as constructs from '../src/index';

// The examples of every type in the list, as an app writes them: a new type is here by its line there.

export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
export type JsonObject = { readonly [key: string]: Json };
type Attributes = Readonly<Record<string, unknown>>;

/** The class of a construct, as far as these tests know it: which properties it takes is what they find out. */
interface AnyConstruct {
  new (scope: Construct, id: string, props: never): cdk.CfnResource & Attributes;
  readonly CFN_RESOURCE_TYPE_NAME: string;
}

const exported: Readonly<Record<string, unknown>> = constructs;

function isConstruct(value: unknown): value is AnyConstruct {
  return typeof value === 'function' && 'CFN_RESOURCE_TYPE_NAME' in value;
}

/** The construct of a type. @throws Error if there is none. */
export function constructOf(typeName: string): AnyConstruct {
  const found = exported[`Cfn${baseName(typeName)}`];
  if (!isConstruct(found)) throw new Error(`there is no construct of ${typeName}: npm run generate`);
  return found;
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isFunction = (value: JsonObject): boolean =>
  Object.keys(value).some((key) => key === 'Ref' || key.startsWith('Fn::'));

/** A value of a template as the props of a construct have it. */
function asProps(value: Json): Json {
  if (Array.isArray(value)) return value.map(asProps);
  if (!isObject(value)) return value;
  // As an app writes what CloudFormation works out: Fn.ref, Fn.getAtt and so on give such texts.
  if (isFunction(value)) return cdk.Token.asString(value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [camelCase(key), asProps(item)]));
}

export function make(stack: cdk.Stack, logicalId: string, typeName: string, properties: Json) {
  const Class = constructOf(typeName);
  // The compiler cannot know the props of a class that is found by its name: the template says whether they are right.
  return new Class(stack, logicalId, asProps(properties) as never);
}

/** An example without loops, which only CloudFormation unrolls. */
export interface Example {
  readonly file: string;
  readonly template: JsonObject;
  readonly resources: readonly (readonly [logicalId: string, typeName: string, properties: Json])[];
}

export function examplesOf({ folder }: Project): Example[] {
  const place = path.join(folder, 'examples');
  const files = existsSync(place) ? readdirSync(place).filter((name) => name.endsWith('.json')) : [];
  return files.flatMap((name): Example[] => {
    const template: Json = JSON.parse(readFileSync(path.join(place, name), 'utf8'));
    if (!isObject(template) || !isObject(template.Resources) || template.Transform !== undefined) return [];
    const resources = Object.entries(template.Resources).map(([logicalId, resource]) => {
      const { Type = '', Properties = {} } = isObject(resource) ? resource : {};
      return [logicalId, String(Type), Properties] as const;
    });
    return [{ file: path.relative(path.join(__dirname, '..', '..'), path.join(place, name)), template, resources }];
  });
}

export const PROJECTS = allProjects();
export const EXAMPLES = PROJECTS.flatMap(examplesOf);

function section(template: JsonObject, name: string): JsonObject {
  const found = template[name];
  return isObject(found) ? found : {};
}

/** Makes the resources of an example in a stack. */
export function makeAll(stack: cdk.Stack, { template, resources }: Example): void {
  // So that the CDK knows what the resources refer to.
  for (const name of Object.keys(section(template, 'Parameters'))) new cdk.CfnParameter(stack, name);
  for (const [name, mapping] of Object.entries(section(template, 'Mappings'))) {
    new cdk.CfnMapping(stack, name, { mapping: mapping as Record<string, Record<string, string>> });
  }
  for (const [logicalId, typeName, properties] of resources) make(stack, logicalId, typeName, properties);
}

/** The example of a type that is deployed for it: the one with all properties, if it can be. @throws Error if there is none. */
export function exampleOf(project: Project): Example {
  const own = examplesOf(project).filter(({ resources }) => resources.some(([, name]) => name === project.typeName));
  const example = own.find(({ file }) => file.endsWith('/full.json')) ?? own[0];
  if (example === undefined) throw new Error(`${project.typeName} has no example`);
  return example;
}

/** The name of the stack of a type in the app of all types. */
export const stackName = ({ typeName }: Project): string => baseName(typeName);

/** An example with the properties that constructs have written, and all that only the template says in addition. */
export function withResources({ template }: Example, made: JsonObject): JsonObject {
  const Resources = Object.entries(section(template, 'Resources')).map(([logicalId, resource]) => {
    const synthesized = made[logicalId];
    const { Properties } = isObject(synthesized) ? synthesized : {};
    return [
      logicalId,
      { ...(isObject(resource) ? resource : {}), ...(Properties === undefined ? {} : { Properties }) },
    ];
  });
  return { ...template, Resources: Object.fromEntries(Resources) };
}
