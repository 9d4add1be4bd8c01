import type { JsonObject } from '../../local/json';
import { newStack } from '../../local/session';
import { createChangeSet } from '../../local/stack/change-set';
import { pretendDeployed } from '../../local/stack/pretend';
import type { StackEvent } from '../../local/stack/state';
import { UNKNOWN } from '../../local/template/expression';
import { changeSetView } from '../../local/view/change-set';
import { driftView, importDriftView } from '../../local/view/drift';
import { eventsView, resourcesView, stacksView } from '../../local/view/lists';
import { tableText, wrap } from '../../local/view/table';
import { valueText } from '../../local/view/value';
import fc from '../support/fast-check';
import { ascii, imageCopy, plain, propose, sheetOf, templateOf } from './helpers';

const wide = sheetOf(Number.POSITIVE_INFINITY);

function update() {
  const resources = (source: string, text: string) => ({
    One: {
      UpdateReplacePolicy: 'Retain',
      Properties: { SourceImageId: source, Tags: [{ Key: 'a', Value: text }], Force: true },
    },
    Two: { Properties: { SourceImageId: { 'Fn::GetAtt': 'One.Id' }, Description: text } },
  });
  const Parameters = { Stage: { Type: 'String', Default: 'test' } };
  const before = templateOf({ ...resources('m-1', 'old'), Old: { DeletionPolicy: 'Retain' } }, { Parameters });
  const after = templateOf(
    { ...resources('m-2', 'new'), More: {} },
    { Parameters, Outputs: { Id: { Value: { Ref: 'One' } } } },
  );
  const state = pretendDeployed(newStack('demo'), propose(before));
  return createChangeSet(state, propose(after, { Stage: 'production' }, state, { cost: 'web' }));
}

describe('a change set', () => {
  it('shows what changes, how, and because of what', () => {
    expect(changeSetView(update()).text(wide).split('\n')).toEqual([
      'Change set for the stack demo (UPDATE)',
      '± Modify  One  TF::Alicloud::ImageCopy  Replacement: True  UpdateReplacePolicy: the old one stays and leaves the stack',
      '    ~ SourceImageId: "m-1" → "m-2"  (create-only)',
      '    ~ Tags/0/Value: "old" → "new"',
      `    + the stack's tags: {"cost":"web"}`,
      '± Modify  Two  TF::Alicloud::ImageCopy  Replacement: Conditional  the old one is deleted',
      '    ~ SourceImageId: "One.Id" → known after apply  (create-only; because of One.Id)',
      '    ~ Description: "old" → "new"',
      `    + the stack's tags: {"cost":"web"}`,
      '+ Add  More  TF::Alicloud::ImageCopy',
      '    + SourceImageId: "m-source"',
      '    + SourceRegionId: "cn-hangzhou"',
      '- Remove  Old  TF::Alicloud::ImageCopy  DeletionPolicy: it stays and leaves the stack',
      'Parameters',
      '    ~ Stage: "test" → "production"',
      "The stack's tags",
      '    + cost: "web"',
      'Outputs',
      '    + Id: known after apply',
      '1 Add, 2 Modify (1 with replacement, 1 perhaps with replacement), 1 Remove',
    ]);
  });

  it('says so when there are no changes', () => {
    const template = templateOf({ One: {} });
    const state = pretendDeployed(newStack('demo'), propose(template));
    const view = changeSetView(createChangeSet(state, propose(template, {}, state)));
    expect(view.text(wide)).toBe('Change set for the stack demo (UPDATE)\nNo changes.');
  });

  it('fits a narrow terminal, and loses nothing there', () => {
    const words = (text: string): string[] => text.split(/\s+/);
    const text = changeSetView(update()).text(sheetOf(40));
    for (const line of text.split('\n').slice(1)) expect(line.length).toBeLessThanOrEqual(40);
    expect(words(text)).toEqual(words(changeSetView(update()).text(wide)));
  });

  it('has CloudFormation’s stand-in for what is not known in JSON', () => {
    expect(JSON.parse(JSON.stringify(changeSetView(update()).json))).toMatchObject({
      kind: 'change-set',
      stackName: 'demo',
      changeSetType: 'UPDATE',
      changes: [
        { action: 'Modify', logicalId: 'One', replacement: 'True', scope: ['Properties', 'Tags'] },
        {
          logicalId: 'Two',
          replacement: 'Conditional',
          details: [
            {
              name: 'SourceImageId',
              requiresRecreation: 'Always',
              evaluation: 'Dynamic',
              beforeValue: 'One.Id',
              afterValue: '{{changeSet:KNOWN_AFTER_APPLY}}',
              causes: [{ changeSource: 'ResourceAttribute', causingEntity: 'One.Id' }],
            },
            { name: 'Description' },
            { attribute: 'Tags' },
          ],
        },
        { action: 'Add' },
        { action: 'Remove', policyAction: 'Retain' },
      ],
      parameters: [{ name: 'Stage', beforeValue: 'test', afterValue: 'production' }],
    });
  });
});

it('shows a value that is known in parts only', () => {
  expect(valueText(['a', { b: UNKNOWN }])).toBe('["a",{"b":known after apply}]');
});

describe('a drift', () => {
  const drift = {
    stackName: 'demo',
    status: 'DRIFTED',
    resources: [
      { logicalId: 'Same', type: 'T', identifier: 'r/m-1', status: 'IN_SYNC', differences: [] },
      {
        logicalId: 'Other',
        type: 'T',
        identifier: 'r/m-2',
        status: 'MODIFIED',
        differences: [
          { path: '/Description', type: 'NOT_EQUAL', expected: 'a', actual: 'b' },
          { path: '/Tags/1', type: 'ADD', actual: { Key: 'k', Value: 'v' } },
        ],
      },
      { logicalId: 'Bad', type: 'T', status: 'UNKNOWN', reason: 'it cannot be read', differences: [] },
    ],
  } as const;

  it('shows each resource, then what differs in it', () => {
    expect(driftView(drift).text(wide).split('\n')).toEqual([
      'Drift of the stack demo: DRIFTED',
      'Logical ID  Status    Physical ID  Reason',
      'Same        IN_SYNC   r/m-1',
      'Other       MODIFIED  r/m-2',
      'Bad         UNKNOWN                it cannot be read',
      '',
      'Other',
      'Property      Difference  Expected  Actual',
      '/Description  NOT_EQUAL   "a"       "b"',
      '/Tags/1       ADD                   {"Key":"k","Value":"v"}',
    ]);
  });

  it('is JSON in CloudFormation’s words', () => {
    expect(driftView(drift).json).toMatchObject({
      kind: 'drift',
      status: 'DRIFTED',
      resources: [
        { status: 'IN_SYNC', differences: [] },
        {
          differences: [
            { path: '/Description', type: 'NOT_EQUAL', expectedValue: 'a', actualValue: 'b' },
            { type: 'ADD' },
          ],
        },
        { status: 'UNKNOWN', reason: 'it cannot be read' },
      ],
    });
  });

  it('of an import is told with what it means', () => {
    const [, other] = drift.resources;
    const view = importDriftView([{ logicalId: 'Other', identifier: 'r/m-2', differences: other.differences }]);
    expect(view.text(wide)).toMatch(/^Some imported properties differ from the template\..*\n\nOther\nProperty/);
    expect(view.json).toMatchObject({ kind: 'import-drift', resources: [{ logicalId: 'Other', identifier: 'r/m-2' }] });
  });
});

describe('lists', () => {
  const events: StackEvent[] = [
    {
      kind: 'stack',
      timestamp: '2026-01-01T00:00:00.123Z',
      stackName: 'demo',
      logicalId: 'demo',
      type: 'AWS::CloudFormation::Stack',
      identifier: 'arn:aws:cloudformation:…',
      status: 'CREATE_IN_PROGRESS',
      reason: 'User Initiated',
    },
    {
      kind: 'resource',
      timestamp: '2026-01-01T00:01:00.456Z',
      stackName: 'demo',
      logicalId: 'Copy',
      type: 'T',
      identifier: 'cn-shanghai/m-1',
      status: 'CREATE_FAILED',
      reason: 'the cloud\ndoes not want it',
    },
  ];

  it('of events have a row for each', () => {
    expect(eventsView(events).text(wide).split('\n')).toEqual([
      'Time (UTC)           Logical ID  Status              Physical ID      Status reason',
      '2026-01-01 00:00:00  demo        CREATE_IN_PROGRESS                   User Initiated',
      '2026-01-01 00:01:00  Copy        CREATE_FAILED       cn-shanghai/m-1  the cloud does not want it',
    ]);
    expect(eventsView(events).json).toEqual({ kind: 'events', events });
  });

  it('of events stand in blocks on a narrow terminal', () => {
    expect(eventsView(events).text(sheetOf(50)).split('\n')).toEqual([
      '2026-01-01 00:00:00  demo  CREATE_IN_PROGRESS',
      '  User Initiated',
      '2026-01-01 00:01:00  Copy  CREATE_FAILED',
      '  cn-shanghai/m-1  the cloud does not want it',
    ]);
  });

  it('of stacks tell their status and their cloud', () => {
    const state = { ...newStack('demo'), events, typeConfigurationFile: '/home/me/type-configuration.json' };
    expect(stacksView([state]).text(wide).split('\n')).toEqual([
      'Stack  Status              Last event (UTC)     Resources  Type configuration',
      'demo   CREATE_IN_PROGRESS  2026-01-01 00:01:00  0          /home/me/type-configuration.json',
    ]);
    expect(stacksView([state]).json).toMatchObject({
      kind: 'stacks',
      stacks: [{ stackName: 'demo', status: 'CREATE_IN_PROGRESS', lastEvent: '2026-01-01T00:01:00.456Z' }],
    });
  });

  it('of resources have their identifier and what tells them apart', () => {
    const models: readonly JsonObject[] = [
      { tfcfnid: 'cn-shanghai/m-1', ImageName: 'golden', Status: 'Available', Size: 40, SourceImageId: 'm-0' },
      { tfcfnid: 'cn-shanghai/m-2', ImageName: 'another', Status: 'Creating' },
    ];
    expect(resourcesView(imageCopy, models).text(wide).split('\n')).toEqual([
      'Physical ID      ImageName  Status     SourceImageId',
      'cn-shanghai/m-1  golden     Available  m-0',
      'cn-shanghai/m-2  another    Creating',
    ]);
    expect(resourcesView(imageCopy, models).json).toEqual({
      kind: 'resources',
      type: imageCopy.name,
      resources: models,
    });
  });
});

describe('a table', () => {
  const cell = fc.string({ unit: 'grapheme', maxLength: 60 });
  const rows = fc.array(fc.tuple(cell, cell, cell), { maxLength: 5 });

  it('has no line longer than the sheet and no control character, whatever stands in it', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 20, max: 200 }), (texts, columns) => {
        const cells = texts.map((row) => row.map((text) => ({ text })));
        for (const line of tableText(['First', 'Second', 'Third'], cells, sheetOf(columns)).split('\n')) {
          expect(line.length).toBeLessThanOrEqual(columns);
          expect(line).not.toMatch(/\p{Cc}/u);
        }
      }),
    );
  });

  it('becomes blocks rather than to break a word of its last column', () => {
    const word = 'https://api.alibabacloud.com/troubleshoot';
    const cells = [[{ text: 'CopyInShanghai' }, { text: `see ${word} for it` }]];
    for (const columns of [44, 50, 58, 60, 80]) {
      expect(tableText(['Name', 'Text'], cells, sheetOf(columns)).split(/\s+/)).toContain(word);
    }
  });

  it('loses no character of a text that it wraps', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), fc.integer({ min: 1, max: 50 }), (text, columns) => {
        const lines = wrap(text, columns, ascii);
        expect(lines.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      }),
    );
  });

  it('paints a cell without counting the paint as width', () => {
    const paint = (text: string): string => `<b>${text}</b>`;
    const cells = [[{ text: 'a', paint }, { text: 'last' }]];
    expect(tableText(['Name', 'Text'], cells, { ...wide, paint: plain }).split('\n')).toEqual([
      'Name  Text',
      '<b>a</b>     last',
    ]);
  });
});
