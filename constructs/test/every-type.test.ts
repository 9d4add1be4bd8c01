import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as cdk from 'aws-cdk-lib';
import { namesOf, type ResourceSchema } from '../generator/schema';
import { camelCase, isTagProperty } from '../generator/types';
import { newStack, synthesize } from './app';
import { deployLocally, synthWithCli } from './deploy';
import {
  constructOf,
  EXAMPLES,
  exampleOf,
  examplesOf,
  isObject,
  type Json,
  type JsonObject,
  make,
  makeAll,
  PROJECTS,
  stackName,
  withResources,
} from './examples';

// What holds for the construct of every type in the list.

/** The CDK writes tags in the order of their keys, which means nothing. */
function withTagsInOrder(template: JsonObject): unknown {
  const inOrder = (_name: string, value: unknown): unknown =>
    Array.isArray(value) && value.every((item) => isObject(item) && typeof item.Key === 'string')
      ? [...value].sort((left, right) => (left.Key < right.Key ? -1 : 1))
      : value;
  return JSON.parse(JSON.stringify(template, inOrder));
}

describe.each(PROJECTS.map((project) => [project.typeName, project] as const))(
  'the construct of %s',
  (typeName, project) => {
    const schema: ResourceSchema = JSON.parse(readFileSync(project.schemaFile, 'utf8'));
    const readOnly = namesOf(schema.readOnlyProperties);

    it('has the name of its type, and an attribute for what Fn::GetAtt knows', () => {
      expect(constructOf(typeName).CFN_RESOURCE_TYPE_NAME).toBe(typeName);
      const [example] = examplesOf(project);
      const [, , properties = {}] = example?.resources.find(([, name]) => name === typeName) ?? [];
      const stack = newStack();
      const resource = make(stack, 'One', typeName, properties);
      const read = [...readOnly].map((name) =>
        stack.resolve(resource[`attr${name[0]?.toUpperCase()}${name.slice(1)}`]),
      );
      expect(read).toEqual([...readOnly].map((name) => ({ 'Fn::GetAtt': ['One', name] })));
    });

    it('gives the template every property under its own name', () => {
      const given = Object.keys(schema.properties).filter((name) => !readOnly.has(name));
      const tags = given.filter((name) => isTagProperty(schema, name));
      const givenTo = (name: string): Json =>
        tags.includes(name) ? [{ Key: 'team', Value: 'a' }] : { Ref: `Of${name}` };
      const properties = Object.fromEntries(given.map((name) => [name, givenTo(name)]));
      const stack = newStack();
      for (const name of given) if (!tags.includes(name)) new cdk.CfnParameter(stack, `Of${name}`);
      make(stack, 'One', typeName, properties);
      expect(synthesize(stack).Resources.One).toEqual({ Type: typeName, Properties: properties });
    });

    it('says at synthesis what is missing and what there is not', () => {
      const stack = newStack();
      make(stack, 'One', typeName, { Atlantis: 'x' });
      const refused = () => synthesize(stack);
      expect(refused).toThrow('atlantis: there is no such property');
      for (const name of schema.required ?? []) expect(refused).toThrow(`${camelCase(name)} is missing`);
    });
  },
);

it.each(EXAMPLES.map((example) => [example.file, example] as const))(
  '%s comes out of its constructs as it is',
  (_, example) => {
    const stack = newStack();
    makeAll(stack, example);
    const made: JsonObject = JSON.parse(JSON.stringify(synthesize(stack).Resources));
    expect(withTagsInOrder(withResources(example, made))).toEqual(withTagsInOrder(example.template));
  },
);

describe('cdk synth, and the local stack', () => {
  let folder: string;
  let synth: { readonly status: number | null; readonly output: string };
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'constructs-'));
    synth = synthWithCli('node --import tsx constructs/test/all-types-app.ts', folder);
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  it.each(PROJECTS.map((project) => [project.typeName, project] as const))(
    'take what the construct of %s writes',
    (_, project) => {
      expect(synth).toMatchObject({ status: 0 });
      const written: JsonObject = JSON.parse(
        readFileSync(path.join(folder, `${stackName(project)}.template.json`), 'utf8'),
      );
      const made = isObject(written.Resources) ? written.Resources : {};
      expect(made).toHaveProperty('CDKMetadata');
      const file = path.join(folder, `${stackName(project)}.whole.json`);
      writeFileSync(file, JSON.stringify(withResources(exampleOf(project), made)));
      const { status, output } = deployLocally(file, folder);
      expect({ status, output }).toMatchObject({ status: 0 });
      expect(output).toMatch(/^ *0 images, 0 (snapshots|backups) left$/m);
    },
  );
});
