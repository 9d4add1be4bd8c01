import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as cdk from 'aws-cdk-lib';

// Left to itself, the CDK synthesizes into new folders that nobody removes.
const assembly = mkdtempSync(path.join(tmpdir(), 'cdk-'));
process.env.CDK_OUTDIR = assembly;
afterAll(() => rmSync(assembly, { recursive: true }));

/** A stack in an app of its own, as `cdk init` makes it. */
export function newStack(props?: cdk.StackProps): cdk.Stack {
  return new cdk.Stack(new cdk.App({ autoSynth: false }), 'Images', props);
}

/** A CloudFormation template, as far as the tests look into it. */
export interface Template {
  readonly Resources: Readonly<Record<string, { readonly Type: string; readonly Properties: unknown }>>;
  readonly Outputs?: Readonly<Record<string, { readonly Value: unknown }>>;
}

/**
 * Synthesizes the stack's app.
 *
 * @throws Error if a construct finds its properties wrong.
 */
export function synthesize(stack: cdk.Stack): Template {
  const app = stack.node.root;
  if (!cdk.App.isApp(app)) throw new Error('the stack is in no app');
  return app.synth().getStackByName(stack.stackName).template;
}

/** The properties of the only TF::Alicloud::ImageCopy of a template. */
export function propertiesOf(template: Template): unknown {
  const [resource, ...others] = Object.values(template.Resources).filter(
    ({ Type }) => Type === 'TF::Alicloud::ImageCopy',
  );
  if (!resource || others.length > 0) throw new Error('the template has none or several TF::Alicloud::ImageCopy');
  return resource.Properties;
}
