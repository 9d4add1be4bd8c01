import type { JsonObject } from '../../local/json';
import { newStack } from '../../local/session';
import { createChangeSet, isEmptyChangeSet } from '../../local/stack/change-set';
import { isUpToDate } from '../../local/stack/plan';
import { pretendDeployed } from '../../local/stack/pretend';
import type { StackState, TextMap } from '../../local/stack/state';
import { changeSetView } from '../../local/view/change-set';
import { propose, sheetOf, templateOf } from './helpers';

// What `diff --exit-code` says of a template is what `deploy` does with it.

const One: JsonObject = { Properties: { Description: 'text' } };
const NEVER = { Never: { 'Fn::Equals': ['a', 'b'] } };
const outputs = (entries: JsonObject): JsonObject => templateOf({ One }, { Outputs: entries });
const A = { Value: 'a', Description: 'of a' };
const B = { Value: { Ref: 'One' } };
const used = templateOf(
  { One: { Properties: { Description: { Ref: 'Text' } } } },
  { Parameters: { Text: { Type: 'String', Default: 'old' } } },
);
const unused = templateOf({ One }, { Parameters: { Text: { Type: 'String', Default: 'old' } } });
const noValue = {
  ...outputs({ A, None: { Value: { 'Fn::If': ['Never', 'x', { Ref: 'AWS::NoValue' }] } } }),
  Conditions: NEVER,
};
const same = templateOf({ One });
const none: JsonObject = {
  ...templateOf({ One: { ...One, Condition: 'Never' } }),
  Conditions: NEVER,
};

/** A stack with the template and, unless another is given, with no tags. */
const stackOf = (template: JsonObject, tags: TextMap = {}): StackState =>
  pretendDeployed(newStack('test'), propose(template, {}, newStack('test'), tags));

it.each<[string, StackState, JsonObject, boolean, { parameters?: TextMap; tags?: TextMap }?]>([
  ['the same template', stackOf(same), same, true],
  ['a parameter that nothing uses', stackOf(unused), unused, true, { parameters: { Text: 'new' } }],
  ['a parameter that nothing uses, which is new', stackOf(same), unused, true],
  ['a parameter that is used', stackOf(used), used, false, { parameters: { Text: 'new' } }],
  ['outputs in another order', stackOf(outputs({ A, B })), outputs({ B, A }), true],
  ['another description of an output', stackOf(outputs({ A })), outputs({ A: { ...A, Description: 'new' } }), false],
  ['a description of an output that goes', stackOf(outputs({ A })), outputs({ A: { Value: 'a' } }), false],
  ['another value of an output', stackOf(outputs({ A })), outputs({ A: { ...A, Value: 'b' } }), false],
  ['an output that comes', stackOf(same), outputs({ B }), false],
  ['an output that goes', stackOf(outputs({ A, B })), outputs({ A }), false],
  ['an output that is AWS::NoValue', stackOf(noValue), noValue, true],
  ['a tag of the stack', stackOf(same), same, false, { tags: { team: 'web' } }],
  ['a tag of a stack without resources', stackOf(none), none, false, { tags: { team: 'web' } }],
  ['a tag of the stack that no resource has', { ...stackOf(same), tags: { team: 'web' } }, same, false],
  ['a policy', stackOf(same), templateOf({ One: { ...One, DeletionPolicy: 'Retain' } }), false],
  [
    'the order of resources',
    stackOf(templateOf({ One, Two: {} })),
    templateOf({ Two: { DependsOn: 'One' }, One }),
    true,
  ],
  ['a stack that is new', newStack('test'), same, false],
  ['a stack that is new and has no resources', newStack('test'), none, false],
])('%s: diff and deploy agree', (_name, state, template, isUnchanged, { parameters = {}, tags = {} } = {}) => {
  const proposal = propose(template, parameters, state, tags);
  const changeSet = createChangeSet(state, proposal);
  expect({ diff: isEmptyChangeSet(changeSet), deploy: isUpToDate(state, proposal.target, tags) }).toEqual({
    diff: isUnchanged,
    deploy: isUnchanged,
  });
  const { text } = changeSetView(changeSet);
  expect(text(sheetOf(80)).includes('No changes.')).toBe(isUnchanged);
});

it('the description of an output is shown', () => {
  const changeSet = createChangeSet(stackOf(outputs({ A })), propose(outputs({ A: { ...A, Description: 'new' } })));
  expect(changeSet.outputs).toEqual([{ name: 'A.Description', before: 'of a', after: 'new' }]);
  expect(changeSetView(changeSet).text(sheetOf(80))).toContain('~ A.Description: "of a" → "new"');
});
