import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as cdk from 'aws-cdk-lib';
import { CfnImageCopy } from '../src/index';
import { newStack, synthesize } from './app';
import { deployLocally } from './deploy';

describe('a template of the CDK in the local stack', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'constructs-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const deploy = (stack: cdk.Stack) => {
    const file = path.join(folder, 'Images.template.json');
    writeFileSync(file, JSON.stringify(synthesize(stack)));
    return deployLocally(file, folder);
  };

  it('deploys two copies, the second of the first, and deletes them', () => {
    // As the CDK's command line does.
    const stack = newStack({ analyticsReporting: true });
    const shanghai = new CfnImageCopy(stack, 'Shanghai', {
      sourceRegionId: 'cn-hangzhou',
      sourceImageId: 'm-bp1golden0ubuntu24',
      destinationRegionId: 'cn-shanghai',
      deleteAutoSnapshot: true,
      timeouts: { create: '3h' },
    });
    const frankfurt = new CfnImageCopy(stack, 'Frankfurt', {
      sourceRegionId: 'cn-shanghai',
      sourceImageId: shanghai.attrId,
      destinationRegionId: 'eu-central-1',
      deleteAutoSnapshot: true,
    });
    cdk.Tags.of(stack).add('team', 'platform');
    new cdk.CfnOutput(stack, 'ImageId', { value: frankfurt.attrId });
    expect(synthesize(stack).Resources).toHaveProperty('CDKMetadata');
    const { status, output } = deploy(stack);
    expect({ status, output }).toMatchObject({ status: 0 });
    expect(output).toMatch(/ImageId\s+m-/);
    expect(output).toContain('0 images, 0 snapshots left');
  });
});
