/* biome-ignore-all lint/suspicious/noTemplateCurlyInString: Fn::Sub writes its variables like that */
import type { JsonObject } from '../../local/json';
import { newStack } from '../../local/session';
import { createChangeSet, isEmptyChangeSet } from '../../local/stack/change-set';
import type { ChangeSet } from '../../local/stack/changes';
import { pretendDeployed } from '../../local/stack/pretend';
import type { ResourceRecord, StackState, TextMap } from '../../local/stack/state';
import { UNKNOWN } from '../../local/template/expression';
import { FixtureStack, propose, templateOf } from './helpers';

/** The change set of an update from one template to another. */
function between(
  before: JsonObject,
  after: JsonObject,
  options: { old?: TextMap; parameters?: TextMap; tags?: TextMap } = {},
): ChangeSet {
  const { old = {}, parameters = {}, tags = {} } = options;
  const state = pretendDeployed(newStack('test'), propose(before, old));
  return createChangeSet(state, propose(after, parameters, state, tags));
}

const copy = (properties: JsonObject, attributes: JsonObject = {}): JsonObject => ({
  Properties: properties,
  ...attributes,
});

describe('the actions', () => {
  it('are all Add for a stack that is new, with the values that are known', () => {
    const template = templateOf({ One: copy({}), Two: copy({ Description: { 'Fn::Sub': 'of ${One.Id}' } }) });
    const changeSet = createChangeSet(newStack('test'), propose(template));
    expect(changeSet.changeSetType).toBe('CREATE');
    expect(changeSet.changes.map(({ action, logicalId }) => [action, logicalId])).toEqual([
      ['Add', 'One'],
      ['Add', 'Two'],
    ]);
    expect(changeSet.changes[1]?.details).toContainEqual(
      expect.objectContaining({ name: 'Description', attributeChangeType: 'Add', after: UNKNOWN }),
    );
  });

  it('are none for the same template', () => {
    const template = templateOf({ One: copy({}), Two: copy({ Description: { 'Fn::GetAtt': 'One.Id' } }) });
    const changeSet = between(template, template);
    expect(changeSet).toMatchObject({ changeSetType: 'UPDATE', changes: [], parameters: [], tags: [], outputs: [] });
    expect(isEmptyChangeSet(changeSet)).toBe(true);
  });

  it('are Remove for what the template has no more, with its own DeletionPolicy', () => {
    const before = templateOf({ One: copy({}), Two: copy({}), Three: copy({}, { DeletionPolicy: 'Retain' }) });
    expect(between(before, templateOf({ One: copy({}) })).changes).toEqual([
      expect.objectContaining({ action: 'Remove', logicalId: 'Two', policyAction: 'Delete' }),
      expect.objectContaining({ action: 'Remove', logicalId: 'Three', policyAction: 'Retain' }),
    ]);
  });

  it('are Add for a resource whose creation has failed', () => {
    const template = templateOf({ One: copy({}) });
    const state = pretendDeployed(newStack('test'), propose(template));
    const One = state.resources.One;
    if (One === undefined) throw new Error('no resource');
    const broken: StackState = { ...state, resources: { One: { ...One, status: 'CREATE_FAILED' } } };
    expect(createChangeSet(broken, propose(template, {}, state)).changes).toMatchObject([{ action: 'Add' }]);
  });
});

describe('Replacement', () => {
  it.each<[string, JsonObject, string, string | undefined]>([
    ['False for what changes in place', { Description: 'new text' }, 'False', undefined],
    ['True for a create-only property', { SourceImageId: 'm-other' }, 'True', 'ReplaceAndDelete'],
    ['True for one that comes', { Encrypted: true }, 'True', 'ReplaceAndDelete'],
  ])('is %s', (_name, properties, replacement, policyAction) => {
    const [change] = between(templateOf({ One: copy({}) }), templateOf({ One: copy(properties) })).changes;
    expect(change).toMatchObject({ action: 'Modify', replacement });
    expect(change?.policyAction).toBe(policyAction);
  });

  it('keeps the old resource if UpdateReplacePolicy says so', () => {
    const attributes = { UpdateReplacePolicy: 'Retain' };
    const [change] = between(
      templateOf({ One: copy({}, attributes) }),
      templateOf({ One: copy({ SourceImageId: 'm-other' }, attributes) }),
    ).changes;
    expect(change?.policyAction).toBe('ReplaceAndRetain');
  });

  it('is Conditional where only the deployment knows, and True if another property makes sure of it', () => {
    const chain = (source: string, region: string): JsonObject =>
      templateOf({
        One: copy({ SourceImageId: source }),
        Two: copy({ SourceImageId: { 'Fn::GetAtt': 'One.Id' }, DestinationRegionId: region }),
      });
    const conditional = between(chain('m-1', 'cn-beijing'), chain('m-2', 'cn-beijing')).changes[1];
    expect(conditional).toMatchObject({ logicalId: 'Two', replacement: 'Conditional' });
    expect(conditional?.details).toEqual([
      expect.objectContaining({
        name: 'SourceImageId',
        evaluation: 'Dynamic',
        requiresRecreation: 'Always',
        before: 'One.Id',
        after: UNKNOWN,
      }),
    ]);
    expect(between(chain('m-1', 'cn-beijing'), chain('m-2', 'cn-shenzhen')).changes[1]?.replacement).toBe('True');
  });
});

describe('the causes', () => {
  const causes = (changeSet: ChangeSet, logicalId: string, name: string) =>
    changeSet.changes
      .find((change) => change.logicalId === logicalId)
      ?.details.find((detail) => detail.name === name)
      ?.causes.map(({ changeSource, causingEntity }) => [changeSource, causingEntity]);

  it('tell a Ref, an attribute, a parameter and the text of the template apart', () => {
    const template = (source: string, text: string): JsonObject =>
      templateOf(
        {
          One: copy({ SourceImageId: source }),
          Byref: copy({ Description: { 'Fn::Sub': '${One}' } }),
          Byattribute: copy({ Description: { 'Fn::Sub': '${One.Id}, ${One.OSName}' } }),
          Byboth: copy({ Description: { 'Fn::Sub': '${One} ${Text}' } }),
          Bytwo: copy({ Description: { 'Fn::GetAtt': 'One.Id' }, ImageFamily: { 'Fn::GetAtt': 'One.OSName' } }),
          Byparameter: copy({ Description: { Ref: 'Text' } }),
          Bytext: copy({ Description: text }),
        },
        { Parameters: { Text: { Type: 'String', Default: 'old text' } } },
      );
    const changeSet = between(template('m-1', 'first'), template('m-2', 'second'), {
      parameters: { Text: 'new text' },
    });
    expect(causes(changeSet, 'Byref', 'Description')).toEqual([['ResourceReference', 'One']]);
    expect(causes(changeSet, 'Byattribute', 'Description')).toEqual([
      ['ResourceAttribute', 'One.Id'],
      ['ResourceAttribute', 'One.OSName'],
    ]);
    expect(causes(changeSet, 'Byparameter', 'Description')).toEqual([['ParameterReference', 'Text']]);
    expect(causes(changeSet, 'Bytext', 'Description')).toEqual([['DirectModification', undefined]]);
    expect(causes(changeSet, 'Byboth', 'Description')).toEqual([
      ['ResourceReference', 'One'],
      ['ParameterReference', 'Text'],
    ]);
    expect(causes(changeSet, 'Bytwo', 'Description')).toEqual([['ResourceAttribute', 'One.Id']]);
    expect(changeSet.parameters).toEqual([{ name: 'Text', before: 'old text', after: 'new text' }]);
  });

  it('of an update in place are the attributes, never the identifier', () => {
    const template = (text: string): JsonObject =>
      templateOf({
        One: copy({ Description: text }),
        Two: copy({ Description: { Ref: 'One' } }),
        Three: copy({ Description: { 'Fn::Sub': '${One} ${One.Size}' } }),
      });
    const changeSet = between(template('first'), template('second'));
    expect(changeSet.changes.map(({ logicalId }) => logicalId)).toEqual(['One', 'Three']);
    expect(causes(changeSet, 'Three', 'Description')).toEqual([['ResourceAttribute', 'One.Size']]);
  });

  it('of a change that another condition makes are the parameter of the condition', () => {
    const template = templateOf(
      { One: copy({ Description: { 'Fn::If': ['Big', 'a big one', 'a small one'] } }) },
      {
        Parameters: { Size: { Type: 'String', Default: 'small' } },
        Conditions: { Big: { 'Fn::Equals': [{ Ref: 'Size' }, 'big'] } },
      },
    );
    const changeSet = between(template, template, { parameters: { Size: 'big' } });
    expect(causes(changeSet, 'One', 'Description')).toEqual([['ParameterReference', 'Size']]);
  });
});

describe('what is no property', () => {
  it("are the stack's tags, which reach every resource", () => {
    const template = templateOf({ One: copy({}) });
    const changeSet = between(template, template, { tags: { cost: 'web' } });
    expect(changeSet.tags).toEqual([{ name: 'cost', before: undefined, after: 'web' }]);
    expect(changeSet.changes[0]?.details).toEqual([
      expect.objectContaining({ attribute: 'Tags', attributeChangeType: 'Add', after: { cost: 'web' } }),
    ]);
  });

  it('are the policies of a resource', () => {
    const changeSet = between(
      templateOf({ One: copy({}) }),
      templateOf({ One: copy({}, { DeletionPolicy: 'Retain' }) }),
    );
    expect(changeSet.changes).toMatchObject([
      {
        action: 'Modify',
        replacement: 'False',
        details: [{ attribute: 'DeletionPolicy', before: 'Delete', after: 'Retain' }],
      },
    ]);
  });

  it.each<[string, JsonObject, JsonObject, object, RegExp | undefined]>([
    ['alone', {}, { DeletionPolicy: 'Retain' }, {}, /^Only policies change\. Users report .* keeps the old policies/],
    ['with a tag', {}, { DeletionPolicy: 'Retain' }, { tags: { build: '42' } }, undefined],
    ['with a property', {}, { DeletionPolicy: 'Retain', Properties: { Description: 'new' } }, {}, undefined],
    [
      'with a replacement',
      {},
      { UpdateReplacePolicy: 'Retain', Properties: { SourceImageId: 'm-2' } },
      {},
      /^UpdateReplacePolicy changes in the update that replaces the resource\. It is not documented/,
    ],
    [
      'before a replacement',
      { UpdateReplacePolicy: 'Retain' },
      { UpdateReplacePolicy: 'Retain', Properties: { SourceImageId: 'm-2' } },
      {},
      undefined,
    ],
  ])('are the policies, with what is not certain of them: %s', (_name, before, after, options, warning) => {
    const [change] = between(templateOf({ One: before }), templateOf({ One: after }), options).changes;
    expect(change?.warnings).toEqual(warning === undefined ? [] : [expect.stringMatching(warning)]);
  });

  it('are the outputs', () => {
    const resources = (source: string) => ({ One: copy({ SourceImageId: source }), Two: copy({}) });
    const before = templateOf(resources('m-1'), {
      Outputs: { Gone: { Value: 'x' }, Same: { Value: { Ref: 'Two' } }, Later: { Value: { Ref: 'One' } } },
    });
    const after = templateOf(resources('m-2'), {
      Outputs: { Same: { Value: { Ref: 'Two' } }, Later: { Value: { Ref: 'One' } }, New: { Value: 'y' } },
    });
    expect(between(before, after).outputs).toEqual([
      { name: 'Gone', before: 'x', after: undefined },
      { name: 'Later', before: 'One', after: UNKNOWN },
      { name: 'New', before: undefined, after: 'y' },
    ]);
  });
});

it('hides the values of NoEcho parameters, the old and the new ones, wherever they stand', () => {
  const template = templateOf(
    {
      One: copy({
        Description: { 'Fn::Sub': 'key ${Key} of Tom' },
        Tags: [{ Key: 'key', Value: { Ref: 'Key' } }],
      }),
    },
    {
      Parameters: { Key: { Type: 'String', NoEcho: true, Default: 'hush-old' } },
      Outputs: { Key: { Value: { 'Fn::Sub': '<${Key}>' } } },
    },
  );
  const changeSet = between(template, template, { parameters: { Key: 'hush-new' } });
  expect(JSON.stringify(changeSet)).not.toContain('hush');
  expect(changeSet.parameters).toEqual([{ name: 'Key', before: '****', after: '****' }]);
  expect(changeSet.changes[0]?.details[0]).toMatchObject({ before: 'key **** of Tom', after: 'key **** of Tom' });
  expect(changeSet.outputs).toEqual([{ name: 'Key', before: '<****>', after: '<****>' }]);
});

it.each<[string, JsonObject, string, JsonObject]>([
  ['a number', { Type: 'Number' }, '4096', { MinRam: 4096 }],
  ['a number that is written in another way', { Type: 'Number' }, '04096', { MinRam: 4096 }],
  ['a short number', { Type: 'Number' }, '64', { MinRam: 64 }],
  ['true or false', { Type: 'String' }, 'TRUE', { DeleteBackup: true }],
])('hides a NoEcho parameter whose property is %s, and no other number', (_name, declared, value, properties) => {
  const [name = ''] = Object.keys(properties);
  const template: JsonObject = {
    Parameters: { Secret: { ...declared, NoEcho: true } },
    Resources: {
      One: {
        Type: 'TF::HuaweiCloud::ImagesImageCopy',
        Properties: {
          Name: 'golden',
          SourceImageId: '5d0b3c1e-7d3b-4f5e-9c7a-2f6d8e9a0b11',
          MaxRam: 8192,
          [name]: { Ref: 'Secret' },
        },
      },
    },
  };
  const [change] = createChangeSet(newStack('test'), propose(template, { Secret: value })).changes;
  expect(change?.details).toContainEqual(expect.objectContaining({ name, after: '****' }));
  expect(change?.details).toContainEqual(expect.objectContaining({ name: 'MaxRam', after: 8192 }));
});

it('hides what was a NoEcho parameter in the stack, though the template no longer says so', () => {
  const template = (attributes: JsonObject) =>
    templateOf(
      { One: copy({ Description: { Ref: 'Key' } }) },
      { Parameters: { Key: { Type: 'String', ...attributes } } },
    );
  const changeSet = between(template({ NoEcho: true, Default: 'hush-old' }), template({}), {
    parameters: { Key: 'new' },
  });
  expect(changeSet.changes[0]?.details[0]).toMatchObject({ name: 'Description', before: '****' });
  expect(changeSet.parameters).toEqual([{ name: 'Key', before: '****', after: '****' }]);
});

it('says that what an earlier deployment could not delete is deleted, whatever its policy was', () => {
  const template = templateOf({ One: copy({}) });
  const proposal = propose(template);
  const state = pretendDeployed(newStack('test'), proposal);
  const { One: one } = state.resources;
  if (one === undefined) throw new Error('there is no One');
  const old: ResourceRecord = { ...one, identifier: 'r/m-old', status: 'DELETE_FAILED', deletionPolicy: 'Retain' };
  const { changes } = createChangeSet({ ...state, obsolete: [old] }, proposal);
  expect(changes).toMatchObject([{ action: 'Remove', identifier: 'r/m-old', policyAction: 'Delete' }]);
});

it('marks write-only properties', () => {
  const [change] = between(templateOf({ One: copy({}) }), templateOf({ One: copy({ Force: true }) })).changes;
  expect(change?.details).toMatchObject([{ name: 'Force', isWriteOnly: true, requiresRecreation: 'Never' }]);
});

it('says what cannot be compared without a stack', () => {
  const template = templateOf({
    One: copy({}),
    Two: copy({ Description: { 'Fn::Select': [1, { 'Fn::Split': ['/', { Ref: 'One' }] }] } }),
  });
  expect(() => pretendDeployed(newStack('test'), propose(template))).toThrow(
    /Resources\.Two\.Properties\.Description.*that is known only in a stack/,
  );
});

describe('a deployment', () => {
  const stacks: FixtureStack[] = [];
  afterEach(async () => {
    await Promise.all(stacks.splice(0).map((stack) => stack.close()));
  });

  it.each<[string, JsonObject, readonly string[]]>([
    ['in place', { One: copy({ Description: 'new text' }), Two: copy({}) }, ['UPDATE']],
    ['a replacement', { One: copy({ SourceImageId: 'm-2' }), Two: copy({}) }, ['CREATE', 'DELETE']],
    ['one more', { One: copy({}), Two: copy({}), Three: copy({}) }, ['CREATE']],
    ['one less', { One: copy({}) }, ['DELETE']],
    ['a policy', { One: copy({}), Two: copy({}, { DeletionPolicy: 'Retain' }) }, []],
    ['nothing', { One: copy({}), Two: copy({}) }, []],
  ])('does what the change set says: %s', async (name, resources, actions) => {
    const stack = new FixtureStack();
    stacks.push(stack);
    await stack.deploy(templateOf({ One: copy({}), Two: copy({}) }));
    const before = stack.operations().length;
    const template = templateOf(
      Object.fromEntries(Object.entries(resources).map(([key, value]) => [key, Object(value)])),
    );
    const changeSet = createChangeSet(stack.state, propose(template, {}, stack.state));
    expect(isEmptyChangeSet(changeSet)).toBe(name === 'nothing');
    expect(await stack.deploy(template)).toBe(name === 'nothing' ? 'unchanged' : 'changed');
    expect(stack.operations().slice(before)).toEqual(actions);
    const said = changeSet.changes.flatMap(({ action, replacement, details }) => {
      if (action === 'Add') return ['CREATE'];
      if (action === 'Remove') return ['DELETE'];
      if (replacement === 'True') return ['CREATE', 'DELETE'];
      return details.some(({ attribute }) => attribute === 'Properties') ? ['UPDATE'] : [];
    });
    expect(said).toEqual(actions);
    expect(isEmptyChangeSet(createChangeSet(stack.state, propose(template, {}, stack.state)))).toBe(true);
  });

  it('keeps a policy that changed alone', async () => {
    const stack = new FixtureStack();
    stacks.push(stack);
    await stack.deploy(templateOf({ One: copy({}) }));
    await stack.deploy(templateOf({ One: copy({}, { DeletionPolicy: 'Retain' }) }));
    await stack.delete();
    expect(stack.existing()).toHaveLength(1);
    expect(stack.log()).toContain('One DELETE_SKIPPED');
  });

  it('whose attribute does not exist has a change set, and fails with the reason', async () => {
    const stack = new FixtureStack();
    stacks.push(stack);
    await stack.deploy(templateOf({ One: copy({}), Two: copy({}) }));
    const template = templateOf({ One: copy({}), Two: copy({ Description: { 'Fn::GetAtt': 'One.Platform' } }) });
    const changeSet = createChangeSet(stack.state, propose(template, {}, stack.state));
    expect(changeSet.changes).toMatchObject([
      { logicalId: 'Two', replacement: 'False', details: [{ name: 'Description', after: UNKNOWN }] },
    ]);
    expect(await stack.deploy(template)).toBe('failed');
    expect(stack.state.status).toBe('UPDATE_ROLLBACK_COMPLETE');
    expect(stack.events.some(({ reason = '' }) => reason.includes('One has no value for Platform'))).toBe(true);
  });

  it('with an output that cannot be worked out fails with the reason', async () => {
    const stack = new FixtureStack();
    stacks.push(stack);
    await stack.deploy(templateOf({ One: copy({}) }));
    const template = templateOf(
      { One: copy({}) },
      { Outputs: { Platform: { Value: { 'Fn::GetAtt': 'One.Platform' } } } },
    );
    expect(createChangeSet(stack.state, propose(template, {}, stack.state)).outputs).toEqual([
      { name: 'Platform', before: undefined, after: UNKNOWN },
    ]);
    expect(await stack.deploy(template)).toBe('failed');
    expect(stack.state.status).toBe('UPDATE_ROLLBACK_COMPLETE');
  });
});
