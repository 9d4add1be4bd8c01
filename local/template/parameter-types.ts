import { didYouMean } from '../../tools/suggestion';
import type { Json } from '../json';

/** The properties of a parameter's type that its values depend on. */
export interface ParameterType {
  /** As in the template. */
  readonly name: string;
  /** Whether its value is a list of items, separated by commas. */
  readonly isList: boolean;
  /** Whether its value, or each item of it, is a number. */
  readonly isNumber: boolean;
  /** Whether CloudFormation treats the given value as the name of a parameter of AWS Systems Manager and reads its value. */
  readonly isStored: boolean;
  /** Whether CloudFormation checks that the resource named by the value exists in the account. */
  readonly isCheckedByAws: boolean;
  /** Whether CloudFormation's documentation has it. */
  readonly isDocumented: boolean;
}

/** AWS-specific parameter types (docs.aws.amazon.com, CloudFormation User Guide, "Supported AWS-specific parameter types"). */
const AWS_SPECIFIC: ReadonlySet<string> = new Set([
  'AWS::EC2::AvailabilityZone::Name',
  'AWS::EC2::Image::Id',
  'AWS::EC2::Instance::Id',
  'AWS::EC2::KeyPair::KeyName',
  'AWS::EC2::SecurityGroup::GroupName',
  'AWS::EC2::SecurityGroup::Id',
  'AWS::EC2::Subnet::Id',
  'AWS::EC2::VPC::Id',
  'AWS::EC2::Volume::Id',
  'AWS::Route53::HostedZone::Id',
]);

/** The name of a parameter of AWS Systems Manager, which is not read. */
const STORED_NAME = 'AWS::SSM::Parameter::Name';

/** Types that follow the rules of the others but are missing in CloudFormation's documentation. */
const NOT_DOCUMENTED: ReadonlySet<string> = new Set([
  'List<String>',
  'List<AWS::EC2::KeyPair::KeyName>',
  `List<${STORED_NAME}>`,
  'AWS::SSM::Parameter::Value<Number>',
  'AWS::SSM::Parameter::Value<List<Number>>',
]);

const PLAIN_TYPES = ['String', 'Number', 'CommaDelimitedList', 'List<String>', 'List<Number>', STORED_NAME];

/** The types in a few words. */
const KNOWN_TYPES = [
  ...PLAIN_TYPES,
  'AWS-specific types such as AWS::EC2::Image::Id, List<…> of those, and AWS::SSM::Parameter::Value<…>',
].join(', ');

const STORED = /^AWS::SSM::Parameter::Value<(.+)>$/;
const LIST = /^List<(.+)>$/;

/** The type of a plain text. */
export const STRING: ParameterType = {
  name: 'String',
  isList: false,
  isNumber: false,
  isStored: false,
  isCheckedByAws: false,
  isDocumented: true,
};

/** The type with a name; `undefined` if there is none. */
export function readType(name: string): ParameterType | undefined {
  const stored = STORED.exec(name)?.[1];
  const inner = stored ?? name;
  const item = inner === 'CommaDelimitedList' ? 'String' : (LIST.exec(inner)?.[1] ?? inner);
  const isAws = AWS_SPECIFIC.has(item) || (item === STORED_NAME && stored === undefined);
  if (item !== 'String' && item !== 'Number' && !isAws) return undefined;
  return {
    ...STRING,
    name,
    isList: item !== inner,
    isNumber: item === 'Number',
    isStored: stored !== undefined,
    isCheckedByAws: isAws,
    isDocumented: !NOT_DOCUMENTED.has(name),
  };
}

/** A message that no type has this name, with the likely type and all types. */
export function noSuchType(name: Json): string {
  const known = [...PLAIN_TYPES, ...[...AWS_SPECIFIC].flatMap((item) => [item, `List<${item}>`])];
  const all = [...known, ...known.map((inner) => `AWS::SSM::Parameter::Value<${inner}>`)];
  const likely = didYouMean(String(name), all.filter(readType), `choose from ${KNOWN_TYPES}`);
  return `there is no type of parameter ${JSON.stringify(name)}${likely}`;
}

interface Typed {
  readonly name: string;
  readonly type: ParameterType;
}

/** How the values of such parameters differ from CloudFormation, a sentence each. */
export function remarksOnTypes(parameters: readonly Typed[]): string[] {
  const among = (has: (type: ParameterType) => boolean, remark: (names: string) => string): string[] => {
    const some = parameters.filter(({ type }) => has(type)).map(({ name, type }) => `${name} (${type.name})`);
    return some.length === 0 ? [] : [remark(some.join(', '))];
  };
  return [
    ...among(({ isStored }) => isStored, storedRemark),
    ...among(({ isStored, isCheckedByAws }) => isCheckedByAws && !isStored, checkedRemark),
    ...among(({ isDocumented }) => !isDocumented, doubtfulRemark),
  ];
}

function storedRemark(names: string): string {
  const here = `AWS Systems Manager is not called here: --parameters must give the value itself for ${names}`;
  return `${here}. CloudFormation reads it as the name of a Systems Manager parameter, and the constraints apply to that name.`;
}

function checkedRemark(names: string): string {
  return `Whether the values of ${names} exist is not checked here; CloudFormation checks that.`;
}

function doubtfulRemark(names: string): string {
  return `The documentation of CloudFormation does not list the type of ${names}: CloudFormation may reject it.`;
}
