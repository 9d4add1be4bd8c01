/** What a value of a property may be, as the resource type's schema says it. Lengths are counted in characters. */
export type Shape = TextShape | NumberShape | TruthShape | ListShape | StructureShape;

export interface TextShape {
  readonly type: 'string';
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: RegExp;
}

export interface NumberShape {
  readonly type: 'integer';
  readonly minimum?: number;
  readonly maximum?: number;
}

export interface TruthShape {
  readonly type: 'boolean';
}

export interface ListShape {
  readonly type: 'array';
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items: Shape;
}

export interface StructureShape {
  readonly type: 'object';
  /** By the name that they have in the CDK. */
  readonly properties: Readonly<Record<string, Member>>;
}

/** A property of a structure. */
export interface Member {
  /** What CloudFormation calls it. */
  readonly name: string;
  readonly required?: boolean;
  readonly shape: Shape;
}

/** What is wrong with resolved properties; what only CloudFormation will know (Ref, Fn::If, a dynamic reference) is taken for right. */
export function problemsOf(shape: StructureShape, properties: Readonly<Record<string, unknown>>): string[] {
  return check(shape, properties, '');
}

/** Resolved properties under the names that CloudFormation has for them. */
export function render(shape: StructureShape, properties: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(shape.properties).map(([key, member]) => [member.name, renamed(member.shape, properties[key])]),
  );
}

function renamed(shape: Shape, value: unknown): unknown {
  if (isLeftToCloudFormation(value)) return value;
  if (shape.type === 'object' && isRecord(value)) return render(shape, value);
  if (shape.type === 'array' && Array.isArray(value)) return value.map((item) => renamed(shape.items, item));
  return value;
}

function isLeftToCloudFormation(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('{{resolve:');
  const [key, ...others] = isRecord(value) ? Object.keys(value) : [];
  return key !== undefined && others.length === 0 && (key === 'Ref' || key.startsWith('Fn::'));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function check(shape: Shape, value: unknown, where: string): string[] {
  if (isLeftToCloudFormation(value)) return [];
  switch (shape.type) {
    case 'string':
      return typeof value === 'string' ? checkText(shape, value, where) : [`${where} must be a string`];
    case 'integer':
      return checkNumber(shape, value, where);
    case 'boolean':
      return typeof value === 'boolean' ? [] : [`${where} must be true or false`];
    case 'array':
      return Array.isArray(value) ? checkList(shape, value, where) : [`${where} must be a list`];
    case 'object':
      return isRecord(value) ? checkStructure(shape, value, where) : [`${where} must be an object`];
  }
}

function checkText(
  { minLength = 0, maxLength = Infinity, pattern }: TextShape,
  value: string,
  where: string,
): string[] {
  const { length } = [...value];
  if (length < minLength) return [`${where} must have at least ${minLength} character(s)`];
  if (length > maxLength) return [`${where} must have at most ${maxLength} characters`];
  return pattern && !pattern.test(value) ? [`${where}: ${JSON.stringify(value)} does not match ${pattern.source}`] : [];
}

function checkNumber(
  { minimum = -Infinity, maximum = Infinity }: NumberShape,
  value: unknown,
  where: string,
): string[] {
  if (typeof value !== 'number' || !Number.isInteger(value)) return [`${where} must be an integer`];
  return value < minimum || value > maximum ? [`${where} must be from ${minimum} to ${maximum}`] : [];
}

function checkList(
  { minItems = 0, maxItems = Infinity, items }: ListShape,
  value: readonly unknown[],
  where: string,
): string[] {
  const tooFew = value.length < minItems ? [`${where} must have at least ${minItems} item(s)`] : [];
  const tooMany = value.length > maxItems ? [`${where} must have at most ${maxItems} items`] : [];
  return [...tooFew, ...tooMany, ...value.flatMap((item, index) => check(items, item, `${where}[${index}]`))];
}

function checkStructure(
  { properties }: StructureShape,
  value: Readonly<Record<string, unknown>>,
  where: string,
): string[] {
  const path = (key: string): string => (where === '' ? key : `${where}.${key}`);
  const unknown = Object.keys(value).filter((key) => !Object.hasOwn(properties, key));
  return [
    ...unknown.map((key) => `${path(key)}: there is no such property`),
    ...Object.entries(properties).flatMap(([key, { required, shape }]) => {
      const item = value[key];
      if (item !== undefined && item !== null) return check(shape, item, path(key));
      return required ? [`${path(key)} is missing`] : [];
    }),
  ];
}
