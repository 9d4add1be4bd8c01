import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { createHandlerLog } from '../../local/commands/handler-log';
import { type Terminal, withStack } from '../../local/commands/run';
import { newStack } from '../../local/session';
import { createChangeSet } from '../../local/stack/change-set';
import type { StackEvent, StackState } from '../../local/stack/state';
import { EMPTY_RECORD } from '../../local/stack/steps';
import { memoryStore } from '../../local/stack/store';
import { hider } from '../../local/template/no-echo';
import { changeSetView } from '../../local/view/change-set';
import { driftView, importDriftView } from '../../local/view/drift';
import { eventsView, resourcesView, stacksView } from '../../local/view/lists';
import { applyEvent, emptyView } from '../../local/view/model';
import { jsonPresenter, linePresenter, livePresenter, type Presenter } from '../../local/view/presenter';
import { renderFrame } from '../../local/view/render';
import { createWriters } from '../../local/view/terminal';
import { leftText } from '../../local/view/text';
import { validationView } from '../../local/view/validation';
import { valueText } from '../../local/view/value';
import { oneLine, visible } from '../../untrusted/visible';
import { ACTING, expectShowable, UNSAFE } from '../support/characters';
import {
  ascii,
  fixtureCloud,
  imageCopy,
  plain,
  propose,
  sheetOf,
  TYPE_NAME,
  templateOf,
  temporaryFolder,
  types,
} from './helpers';

// What clouds, templates and files of states have in them, none of which a terminal may act on.

const IDENTIFIER = `cn-shanghai/${ACTING}`;
const record = {
  ...EMPTY_RECORD,
  logicalId: ACTING,
  typeName: TYPE_NAME,
  identifier: IDENTIFIER,
  properties: { Description: ACTING, [ACTING]: ACTING },
  stackTags: { [ACTING]: ACTING },
  status: 'CREATE_COMPLETE' as const,
};
const event = (kind: StackEvent['kind'], status: StackEvent['status']): StackEvent => ({
  kind,
  timestamp: '2026-01-01T00:00:00.000Z',
  stackName: ACTING,
  logicalId: ACTING,
  type: ACTING,
  identifier: IDENTIFIER,
  status,
  reason: ACTING,
});
const EVENTS = [
  event('stack', 'UPDATE_IN_PROGRESS'),
  event('progress', 'UPDATE_IN_PROGRESS'),
  event('resource', 'UPDATE_FAILED'),
];
const STATE: StackState = {
  ...newStack(ACTING),
  id: ACTING,
  status: 'CREATE_COMPLETE',
  reason: ACTING,
  parameters: { [ACTING]: ACTING },
  tags: { [ACTING]: ACTING },
  outputs: [{ name: ACTING, value: ACTING, description: ACTING }],
  resources: { [ACTING]: record },
  events: EVENTS,
  typeConfigurationFile: ACTING,
};

function collect() {
  const texts: string[] = [];
  const add = (text: string): void => void texts.push(text);
  return { texts, writers: { out: add, err: add, handler: () => undefined } };
}

const wide = sheetOf(Number.POSITIVE_INFINITY);
const changes = (): ReturnType<typeof createChangeSet> => {
  const Properties = { Description: ACTING, Tags: [{ Key: ACTING, Value: ACTING }] };
  const Outputs = { Out: { Value: ACTING } };
  const Parameters = { Text: { Type: 'String', Default: ACTING } };
  const proposal = propose(templateOf({ New: { Properties } }, { Outputs, Parameters }), {}, STATE, {
    [ACTING]: 'new',
  });
  return createChangeSet(STATE, proposal);
};
const differences = [
  { path: `/${ACTING}`, type: 'NOT_EQUAL', expected: ACTING, actual: { [ACTING]: ACTING } },
] as const;
const VIEWS = {
  'a change set': () => changeSetView(changes()),
  'a drift': () =>
    driftView({
      stackName: ACTING,
      status: 'DRIFTED',
      resources: [{ ...record, type: ACTING, status: 'MODIFIED', reason: ACTING, differences }],
    }),
  'the drift of an import': () => importDriftView([{ logicalId: ACTING, identifier: IDENTIFIER, differences }]),
  events: () => eventsView(EVENTS),
  stacks: () => stacksView([STATE]),
  'a validation': () =>
    validationView([
      { file: ACTING, problems: [{ path: [ACTING], message: ACTING }], resources: [], remarks: [ACTING] },
      { file: ACTING, problems: [], resources: [{ logicalId: ACTING, type: ACTING }], remarks: [ACTING] },
    ]),
  resources: () => resourcesView(imageCopy, [{ tfcfnid: IDENTIFIER, ImageName: ACTING, Status: { [ACTING]: ACTING } }]),
};

describe.each(Object.entries(VIEWS))('%s', (_, view) => {
  it.each([Number.POSITIVE_INFINITY, 50])('has nothing that acts, in %d columns', (columns) => {
    const text = view().text(sheetOf(columns));
    expect(text).toContain('txt.exe');
    expectShowable('the text', text.replaceAll('\n', ''));
  });

  it('is JSON that means the same and has nothing that acts', () => {
    const { texts, writers } = collect();
    jsonPresenter(writers).show(view());
    expectShowable('the JSON', texts.join());
    expect(JSON.parse(texts.join())).toEqual(JSON.parse(JSON.stringify(view().json)));
  });
});

describe('presenters', () => {
  const screen = (add: (text: string) => void) => ({
    draw: () => undefined,
    above: add,
    done: () => undefined,
    everyFrame: () => () => undefined,
  });
  const PRESENTERS: Readonly<Record<string, (shown: ReturnType<typeof collect>) => Presenter>> = {
    'of lines': ({ writers }) => linePresenter(writers, wide),
    'of JSON': ({ writers }) => jsonPresenter({ ...writers, err: () => undefined }),
    'that draw': ({ writers }) => livePresenter(writers, wide, screen(writers.out), ACTING),
  };

  it.each(Object.entries(PRESENTERS))('%s show nothing that acts', (_, presenterOf) => {
    const shown = collect();
    const presenter = presenterOf(shown);
    presenter.note(`${ACTING}\n${ACTING}`);
    for (const one of EVENTS) presenter.event(one);
    presenter.note(ACTING);
    presenter.failure(`${ACTING}\n${ACTING}`, EVENTS);
    presenter.outputs(STATE);
    presenter.summary(STATE, 'failed', { left: { images: [ACTING] } });
    presenter.close();
    expect(shown.texts.join('')).toContain('txt.exe');
    for (const text of shown.texts) expectShowable('what is shown', text, { lines: true });
  });

  it('show a value with escapes for what acts', () => {
    expect(valueText(['a\u009bb', { c: '\u001b\u202e' }])).toBe('["a\\u009bb",{"c":"\\u001b\\u202e"}]');
  });

  it('draw nothing that acts', () => {
    const view = EVENTS.reduce(applyEvent, emptyView(ACTING));
    const frame = { columns: 400, rows: 24, now: Date.UTC(2026, 0, 1), tick: 0, paint: plain, measure: ascii };
    for (const line of renderFrame(view, frame)) expectShowable('a line', line);
  });

  it('tell why a stack failed, and what an interruption left, a line for each resource', async () => {
    const { texts, writers } = collect();
    const terminal: Terminal = {
      environment: {},
      interrupt: new AbortController().signal,
      handlerLine: () => undefined,
      notice: () => undefined,
      viewer: () => Promise.reject(new Error('not asked for')),
      present: async () => ({
        ...livePresenter(writers, wide, screen(writers.out), ACTING),
        event: () => undefined,
      }),
    };
    const cloud = fixtureCloud(temporaryFolder());
    const tools = { store: memoryStore, types, cloud, logFile: '', terminal };
    const work = { state: STATE, ...tools, secrets: [], doing: 'Deploying to', howToGoOn: '' };
    await withStack(work, async ({ journal, reportFailure }) => {
      journal.tell(record, 'CREATE_FAILED', `${ACTING}\n  Other: it is fine`);
      reportFailure();
      return 1;
    });
    expect(leftText([{ ...record, identifier: `${ACTING}\nOther` }]).split('\n')).toHaveLength(2);
    const [, shown = ''] = texts;
    expectShowable('the failure', shown, { lines: true });
    expect(shown.split('\n').filter((line) => line.includes('Other'))).toHaveLength(1);
    expect(shown).not.toContain('\n  Other');
  });
});

describe('where texts end', () => {
  it('the second stream of the program gets nothing that acts', () => {
    const err = new PassThrough();
    createWriters(new PassThrough(), err).err(`${ACTING}\n${ACTING}`);
    const text = String(err.read());
    expect(text).toContain('txt.exe');
    expectShowable('the stream', text, { lines: true });
  });

  it('the log of the handlers has nothing that acts', () => {
    const file = join(temporaryFolder(), 'handlers.log');
    createHandlerLog(file, () => undefined).write(ACTING);
    expect(readFileSync(file, 'utf8')).toBe(`${visible(ACTING)}\n`);
  });

  it('a value that nobody may see is hidden also as handlers show it', () => {
    const value = `one\n${UNSAFE.join('-')}`;
    const hide = hider([{ name: 'Secret', value }]);
    for (const shown of [value, visible(value), oneLine(value)]) expect(hide(`it was ${shown}`)).toBe('it was ****');
  });
});
