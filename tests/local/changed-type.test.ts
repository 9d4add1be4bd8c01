import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readProposals } from '../../local/commands/proposals';
import type { JsonObject } from '../../local/json';
import { newStack } from '../../local/session';
import { decide } from '../../local/stack/plan';
import { pretendDeployed } from '../../local/stack/pretend';
import type { ResourceRecord, StackState } from '../../local/stack/state';
import { bind, propose, templateOf, temporaryFolder, types } from './helpers';
import { ended, endPrograms } from './program';

// "Update of resource type is not permitted. The new template modifies resource type of the following resources: […]": CloudFormation's
// answer, as in github.com/aws-quickstart/quickstart-amazon-eks, issue 361.

afterEach(endPrograms);

const IMAGE = 'TF::Alicloud::Image';
const copy = templateOf({ One: {} });
const image: JsonObject = { Resources: { One: { Type: IMAGE, Properties: { InstanceId: 'i-bp1builder' } } } };
const other = templateOf({ Other: {} });

/** Writes templates to files. */
function files(...templates: readonly JsonObject[]): string[] {
  const folder = temporaryFolder();
  return templates.map((template, index) => {
    const file = join(folder, `t${index}.json`);
    writeFileSync(file, JSON.stringify(template, undefined, 2));
    return file;
  });
}

/** A stack with a copy. */
function deployed(changes: Partial<ResourceRecord> = {}): StackState {
  const state = pretendDeployed(newStack('test'), propose(copy));
  const { One: one } = state.resources;
  if (one === undefined) throw new Error('there is no One');
  return { ...state, resources: { One: { ...one, ...changes } } };
}

const REFUSED =
  /t\d\.json:4:7: Resources\.One\.Type: CloudFormation does not change the type of a resource, here from TF::Alicloud::ImageCopy to TF::Alicloud::Image: use another logical ID$/;

it.each<[string, StackState, readonly JsonObject[]]>([
  ['in a stack', deployed(), [image]],
  ['in a stack whose last update failed on it', deployed({ status: 'UPDATE_FAILED' }), [image]],
  ['of a creation that is not finished', deployed({ status: 'CREATE_IN_PROGRESS' }), [image]],
  ['between two templates', newStack('test'), [copy, image]],
  ['in a later template, for a resource that the one between keeps', newStack('test'), [copy, copy, image]],
])('another type of a resource is refused: %s', (_name, state, templates) => {
  expect(() => readProposals(files(...templates), {}, types, state)).toThrow(REFUSED);
});

it.each<[string, StackState, readonly JsonObject[]]>([
  ['if the creation of the old one failed', deployed({ status: 'CREATE_FAILED' }), [image]],
  ['if the creation of the old one began nothing', deployed({ identifier: undefined }), [image]],
  ['if the deletion of what failed failed', deployed({ status: 'DELETE_FAILED' }), [image]],
  ['if a template between removes it', newStack('test'), [copy, other, image]],
])('a logical ID can have another type %s', (_name, state, templates) => {
  expect(readProposals(files(...templates), {}, types, state)).toHaveLength(templates.length);
});

it('of a creation that was continued, the old resource goes first', () => {
  const [resource] = bind(image).resources;
  if (resource === undefined) throw new Error('there is no resource');
  expect(decide(deployed().resources.One, resource, {}, {})).toEqual({ action: 'create again' });
});

it('diff and deploy say so before anything is done', async () => {
  const [before = '', after = ''] = files(copy, image);
  const { code, text } = await ended('diff', before, after);
  expect({ code, text: text.trim() }).toEqual({ code: 2, text: expect.stringMatching(REFUSED) });
  const created = await ended('deploy', before, after);
  expect({ code: created.code, text: created.text.trim() }).toEqual({ code: 2, text: expect.stringMatching(REFUSED) });
}, 60_000);
