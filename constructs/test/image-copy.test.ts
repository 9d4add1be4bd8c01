import * as cdk from 'aws-cdk-lib';
import { CfnImageCopy, type CfnImageCopyProps } from '../src/index';
import { newStack, propertiesOf, synthesize } from './app';

const SMALLEST: CfnImageCopyProps = { sourceRegionId: 'cn-hangzhou', sourceImageId: 'm-bp1golden0ubuntu24' };

describe('CfnImageCopy', () => {
  it('gives the template every property under its own name, and none that was not given', () => {
    const stack = newStack();
    new CfnImageCopy(stack, 'Copy', {
      ...SMALLEST,
      destinationRegionId: 'cn-shanghai',
      imageName: 'golden',
      description: 'Golden image',
      encrypted: true,
      kmsKeyId: 'key-1',
      resourceGroupId: 'rg-1',
      imageFamily: 'golden-family',
      tags: [{ key: 'team', value: 'platform' }],
      force: false,
      deleteAutoSnapshot: true,
      timeouts: { create: '3h', delete: '20m' },
    });
    expect(propertiesOf(synthesize(stack))).toEqual({
      SourceRegionId: 'cn-hangzhou',
      SourceImageId: 'm-bp1golden0ubuntu24',
      DestinationRegionId: 'cn-shanghai',
      ImageName: 'golden',
      Description: 'Golden image',
      Encrypted: true,
      KmsKeyId: 'key-1',
      ResourceGroupId: 'rg-1',
      ImageFamily: 'golden-family',
      Tags: [{ Key: 'team', Value: 'platform' }],
      Force: false,
      DeleteAutoSnapshot: true,
      Timeouts: { Create: '3h', Delete: '20m' },
    });
    const least = newStack();
    new CfnImageCopy(least, 'Copy', SMALLEST);
    expect(propertiesOf(synthesize(least))).toEqual({
      SourceRegionId: 'cn-hangzhou',
      SourceImageId: 'm-bp1golden0ubuntu24',
    });
  });

  it('takes parameters, attributes of other copies and what is lazy', () => {
    const stack = newStack();
    const image = new cdk.CfnParameter(stack, 'Image');
    const isSlow = new cdk.CfnCondition(stack, 'IsSlow', {
      expression: cdk.Fn.conditionEquals(image.valueAsString, ''),
    });
    const tags: cdk.CfnTag[] = [];
    const first = new CfnImageCopy(stack, 'First', {
      ...SMALLEST,
      sourceImageId: image.valueAsString,
      imageName: cdk.Lazy.string({ produce: () => 'later' }),
      encrypted: cdk.Lazy.any({ produce: () => true }),
      kmsKeyId: '{{resolve:ssm:/images/key}}',
      timeouts: cdk.Lazy.any({ produce: () => ({ create: '3h' }) }),
      tags,
    });
    const second = new CfnImageCopy(stack, 'Second', {
      sourceRegionId: cdk.Fn.select(0, cdk.Fn.split('/', first.ref)),
      sourceImageId: first.attrId,
      timeouts: cdk.Fn.conditionIf(isSlow.logicalId, { Create: '6h' }, cdk.Aws.NO_VALUE),
    });
    tags.push({ key: 'stage', value: cdk.Aws.STACK_NAME });
    const { Resources } = synthesize(stack);
    expect(Resources[stack.resolve(first.logicalId)]?.Properties).toMatchObject({
      SourceImageId: { Ref: 'Image' },
      ImageName: 'later',
      Encrypted: true,
      KmsKeyId: '{{resolve:ssm:/images/key}}',
      Timeouts: { Create: '3h' },
      Tags: [{ Key: 'stage', Value: { Ref: 'AWS::StackName' } }],
    });
    expect(Resources[stack.resolve(second.logicalId)]?.Properties).toEqual({
      SourceRegionId: { 'Fn::Select': [0, { 'Fn::Split': ['/', { Ref: 'First' }] }] },
      SourceImageId: { 'Fn::GetAtt': ['First', 'Id'] },
      Timeouts: { 'Fn::If': ['IsSlow', { Create: '6h' }, { Ref: 'AWS::NoValue' }] },
    });
  });

  it('has an attribute for what Fn::GetAtt knows', () => {
    const stack = newStack();
    const copy = new CfnImageCopy(stack, 'Copy', SMALLEST);
    const read = (name: string) => ({ 'Fn::GetAtt': ['Copy', name] });
    expect(stack.resolve(copy.attrTfcfnid)).toEqual(read('tfcfnid'));
    expect(stack.resolve(copy.attrSize)).toEqual(read('Size'));
    expect(stack.resolve(copy.attrOSType)).toEqual(read('OSType'));
    expect(stack.resolve(copy.attrSnapshotIds)).toEqual(read('SnapshotIds'));
    expect(stack.resolve(copy.attrIsSupportCloudinit)).toEqual(read('IsSupportCloudinit'));
    expect(stack.resolve(copy.ref)).toEqual({ Ref: 'Copy' });
  });

  it('takes the tags of its scope; its own win', () => {
    const stack = newStack();
    new CfnImageCopy(stack, 'Copy', { ...SMALLEST, tags: [{ key: 'team', value: 'platform' }] });
    cdk.Tags.of(stack).add('stage', 'test');
    expect(propertiesOf(synthesize(stack))).toMatchObject({
      Tags: [
        { Key: 'stage', Value: 'test' },
        { Key: 'team', Value: 'platform' },
      ],
    });
  });

  it('follows a property that is changed after the construct was made', () => {
    const stack = newStack();
    const copy = new CfnImageCopy(stack, 'Copy', SMALLEST);
    copy.imageName = 'renamed';
    copy.addPropertyOverride('Timeouts.Create', '4h');
    expect(propertiesOf(synthesize(stack))).toMatchObject({ ImageName: 'renamed', Timeouts: { Create: '4h' } });
  });

  it.each<[string, object, string]>([
    ['a region that is none', { sourceRegionId: 'Hangzhou' }, 'sourceRegionId: "Hangzhou" does not match'],
    ['a missing property', { sourceImageId: undefined }, 'sourceImageId is missing'],
    ['a text that is too short', { imageName: 'a' }, 'imageName must have at least 2 character(s)'],
    ['a text that is too long', { description: 'd'.repeat(257) }, 'description must have at most 256 characters'],
    ['a number for a text', { kmsKeyId: 5 }, 'kmsKeyId must be a string'],
    ['a text for a boolean', { force: 'yes' }, 'force must be true or false'],
    ['a time that is none', { timeouts: { create: 'soon' } }, 'timeouts.create: "soon" does not match'],
    ['a misspelt property', { imageNme: 'golden' }, 'imageNme: there is no such property'],
    ['a misspelt part', { timeouts: { Create: '3h' } }, 'timeouts.Create: there is no such property'],
    [
      'what is lazy and wrong',
      { imageName: cdk.Lazy.string({ produce: () => 'a' }) },
      'imageName must have at least 2 character(s)',
    ],
    ['an empty tag key', { tags: [{ key: '', value: '' }] }, 'tags[0].key must have at least 1 character(s)'],
    [
      'too many tags',
      { tags: Array.from({ length: 20 }, (_, index) => ({ key: `k${index}`, value: '' })) },
      'tags must have at most 19 items',
    ],
  ])('refuses %s when the app is synthesized', (_, properties, message) => {
    const stack = newStack();
    // What a program in JavaScript may give.
    new CfnImageCopy(stack, 'Copy', Object.assign({}, SMALLEST, properties));
    expect(() => synthesize(stack)).toThrow(`[Images/Copy] ${message}`);
  });

  it('is typed: what is misspelt, missing or of another type does not compile', () => {
    const wrong = (stack: cdk.Stack) => {
      // @ts-expect-error sourceImageId is missing
      new CfnImageCopy(stack, 'Missing', { sourceRegionId: 'cn-hangzhou' });
      // @ts-expect-error there is no such property
      new CfnImageCopy(stack, 'Misspelt', { ...SMALLEST, ImageName: 'golden' });
      // @ts-expect-error a duration is a text
      new CfnImageCopy(stack, 'Typed', { ...SMALLEST, timeouts: { create: 3 } });
      // @ts-expect-error attributes are not given
      new CfnImageCopy(stack, 'ReadOnly', { ...SMALLEST, id: 'm-1' });
    };
    // The compiler is the test; `npm run test:constructs` runs it first.
    expect(wrong).toBeInstanceOf(Function);
  });
});
