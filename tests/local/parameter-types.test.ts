import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Json, JsonObject } from '../../local/json';
import { chooseValues, readParameter } from '../../local/template/parameters';
import { asObject, bind, templateOf, temporaryFolder } from './helpers';
import { endPrograms, run } from './program';

afterEach(endPrograms);

/** What `Ref` gives, joined if it is a list, for a parameter of the type. */
function referred(type: string, value: string): Json | undefined {
  const list = { 'Fn::Join': ['+', { Ref: 'P' }] };
  const isList = type.includes('List');
  const template = templateOf(
    { One: { Properties: { Description: isList ? list : { Ref: 'P' } } } },
    { Parameters: { P: { Type: type } } },
  );
  const target = bind(template, { P: value });
  const [one] = target.resources;
  if (one === undefined) throw new Error('there is no One');
  return target.properties(one, () => undefined).Description;
}

const NAMES = [
  ...['EC2::AvailabilityZone::Name', 'EC2::Image::Id', 'EC2::Instance::Id', 'EC2::KeyPair::KeyName'],
  ...['EC2::SecurityGroup::GroupName', 'EC2::SecurityGroup::Id', 'EC2::Subnet::Id', 'EC2::VPC::Id', 'EC2::Volume::Id'],
  'Route53::HostedZone::Id',
].map((name) => `AWS::${name}`);

const SINGLE = ['String', ...NAMES, 'AWS::SSM::Parameter::Name'];
const LISTS = ['CommaDelimitedList', 'List<String>', ...NAMES.map((name) => `List<${name}>`)];

const stored = (type: string): string => `AWS::SSM::Parameter::Value<${type}>`;

it.each([...SINGLE, ...['String', ...NAMES].map(stored)])('the value of %s is a text', (type) => {
  expect(referred(type, 'a, b')).toBe('a, b');
});

it.each([...LISTS, ...LISTS.map(stored)])('the value of %s is a list of texts', (type) => {
  expect(referred(type, 'a, b')).toBe('a+b');
});

it('the values of numbers are texts', () => {
  expect(referred('Number', '012.50')).toBe('012.50');
  expect(referred('List<Number>', '22, 443')).toBe('22+443');
});

it.each(['Text', 'List<>', 'List<List<String>>', 'List<CommaDelimitedList>', stored(stored('String'))])(
  '%s is not a type',
  (type) => {
    expect(wrongWith({ Type: type })).toEqual([
      expect.stringMatching(`^there is no type of parameter "${type}"; choose from String,`),
    ]);
  },
);

it.each([
  ['AWS::EC2::Subnet', 'AWS::EC2::Subnet::Id'],
  ['string', 'String'],
  ['List<AWS::EC2::Subnet::ID>', 'List<AWS::EC2::Subnet::Id>'],
  [stored('Strng'), stored('String')],
])('%s is not a type, and %s is likely to be meant', (type, meant) => {
  expect(wrongWith({ Type: type })).toEqual([
    expect.stringMatching(`^there is no type of parameter "${type}"; did you mean ${meant}\\? Choose from String,`),
  ]);
});

/** What is told of the declaration of a parameter. */
function wrongWith(declaration: JsonObject): string[] {
  const messages: string[] = [];
  readParameter('P', declaration, [], (_path, message) => messages.push(message));
  return messages;
}

const STORED: JsonObject = {
  Parameters: {
    Image: { Type: stored('String'), Default: '/images/golden' },
    Regions: { Type: stored('List<String>'), Default: '/images/regions' },
    Ports: { Type: 'List<Number>', Default: '22,443' },
    Subnet: { Type: 'AWS::EC2::Subnet::Id', Default: 'subnet-0' },
  },
};

const USING = templateOf(
  {
    One: {
      Properties: {
        SourceImageId: { Ref: 'Image' },
        DestinationRegionId: { 'Fn::Select': [0, { Ref: 'Regions' }] },
        Description: { 'Fn::Join': [' ', { Ref: 'Ports' }] },
        Tags: [{ Key: 'subnet', Value: { Ref: 'Subnet' } }],
      },
    },
  },
  { ...STORED, Outputs: { Image: { Value: { Ref: 'Image' } } } },
);

const GIVEN = ['--parameters', 'Image=m-bp1golden0ubuntu24', 'Regions=cn-shanghai,cn-beijing'];

function write(template: JsonObject): string {
  const file = join(temporaryFolder(), 'copy.json');
  writeFileSync(file, JSON.stringify(template));
  return file;
}

it('takes what the command line gives for values in Systems Manager, and says once what it did not ask', async () => {
  const file = write(USING);
  const { code, out } = run('diff', file, file, ...GIVEN, '--state', temporaryFolder());
  expect(await code).toBe(0);
  const notes = out()
    .split('\n')
    .filter((line) => /is not (called|checked) here/.test(line));
  const names = `Image (${stored('String')}), Regions (${stored('List<String>')})`;
  expect(notes).toEqual([
    `AWS Systems Manager is not called here: --parameters must give the value itself for ${names}. CloudFormation reads it as the name of a Systems Manager parameter, and the constraints apply to that name.`,
    'Whether the values of Subnet (AWS::EC2::Subnet::Id) exist is not checked here; CloudFormation checks that.',
  ]);
});

it.each([
  ['nothing is', {}],
  ['its name is', { Image: '/images/golden' }],
])('needs the value of a Systems Manager parameter that is used, told once, if %s given', (_name, given) => {
  const problem = (name: string): string =>
    `test.json:1:\\d+: Parameters.${name}: needs the value itself, because AWS Systems Manager is not called here: --parameters ${name}=…`;
  expect(() => bind(USING, given)).toThrow(new RegExp(`^${problem('Image')}\n${problem('Regions')}$`));
});

it('needs no value where it is not used, and keeps none that is a name', () => {
  const parameters = Object.entries(asObject(STORED.Parameters)).map(([name, body]) =>
    readParameter(name, body, [], () => undefined),
  );
  expect(chooseValues(parameters, {})).toEqual({
    values: { Ports: '22,443', Subnet: 'subnet-0' },
    problems: [],
    remarks: [expect.stringContaining('Subnet')],
  });
  expect(chooseValues(parameters, {}, { Image: '/images/golden', Regions: 'cn-beijing' }).values).toEqual({
    ...{ Regions: 'cn-beijing', Ports: '22,443', Subnet: 'subnet-0' },
  });
  const choice = { 'Fn::If': ['Never', { Ref: 'Image' }, 'a text'] };
  const conditions = { Never: { 'Fn::Equals': ['a', 'b'] } };
  const template = templateOf({ One: { Properties: { Description: choice } } }, { ...STORED, Conditions: conditions });
  expect(bind(template).resources).toHaveLength(1);
});

it('warns of a type that the documentation does not list', () => {
  const declared = readParameter('P', { Type: 'List<String>', Default: '' }, [], () => undefined);
  expect(chooseValues([declared], {}).remarks).toEqual([
    'The documentation of CloudFormation does not list the type of P (List<String>): CloudFormation may reject it.',
  ]);
});

it('knows all pseudo parameters, AWS::NotificationARNs as an empty list', async () => {
  const names = ['AccountId', 'Partition', 'Region', 'StackId', 'StackName', 'URLSuffix'];
  const text = names.map((name) => ({ Ref: `AWS::${name}` }));
  const all = {
    'Fn::Join': ['', [...text, { 'Fn::Join': ['', { Ref: 'AWS::NotificationARNs' }] }, { Ref: 'AWS::NoValue' }]],
  };
  const file = write(templateOf({ One: { Properties: { Description: all } } }));
  const { code, out } = run('diff', file, '--state', temporaryFolder());
  expect(await code).toBe(0);
  expect(out()).toContain('AWS::NotificationARNs is an empty list here: a local stack has no topics to notify.');
  expect(() => bind(templateOf({ One: { Properties: { Description: { Ref: 'AWS::Nothing' } } } }))).toThrow(
    'there is no pseudo parameter AWS::Nothing; choose from AWS::AccountId, AWS::NotificationARNs, AWS::NoValue,',
  );
});
