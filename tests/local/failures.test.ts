import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { reportHtml } from '../../local/report/page';
import { timelineOf } from '../../local/report/timeline';
import type { StackEvent } from '../../local/stack/state';
import { applyEvent, emptyView, type ViewModel } from '../../local/view/model';
import { jsonPresenter, linePresenter, livePresenter, type Presenter } from '../../local/view/presenter';
import { type Frame, renderFrame } from '../../local/view/render';
import { ascii, FixtureStack, plain, sheetOf, templateOf, temporaryFolder } from './helpers';
import { endPrograms, run } from './program';
import { failedRecording } from './recordings';

// How a failure is shown: as one, also after its rollback, and with its reason once.

const stacks: FixtureStack[] = [];
afterEach(async () => {
  await endPrograms();
  await Promise.all(stacks.splice(0).map((stack) => stack.close()));
});

const described = (text: string) => ({ Properties: { Description: text } });
const withImage = (image: string, text: string) => ({ Properties: { SourceImageId: image, Description: text } });

/** The events of a stack that was complete before, if there is a first template, and then fails. */
async function eventsOf(
  after: Parameters<typeof templateOf>[0],
  before?: Parameters<typeof templateOf>[0],
): Promise<readonly StackEvent[]> {
  const stack = new FixtureStack();
  stacks.push(stack);
  if (before !== undefined) expect(await stack.deploy(templateOf(before))).toBe('changed');
  stack.events.length = 0;
  expect(await stack.deploy(templateOf(after))).toBe('failed');
  return stack.events;
}

const frame: Frame = { columns: 300, rows: 40, now: 0, tick: 0, paint: plain, measure: ascii };
const iconsOf = (view: ViewModel): object =>
  Object.fromEntries(
    renderFrame({ ...view, events: [] }, frame)
      .slice(1)
      .map((line) => [line.split(' ')[1], `${line[0]} ${/[A-Z]+_[A-Z_]+/.exec(line)?.[0]}`]),
  );

describe('after a rollback, a resource that failed is shown as failed', () => {
  const RUNS: readonly [string, () => Promise<readonly StackEvent[]>, object][] = [
    [
      'a creation that was begun, and another that was well',
      () => eventsOf({ Good: {}, Bad: { DependsOn: 'Good', ...described('half-way') } }),
      { Good: '✓ DELETE_COMPLETE', Bad: '✗ CREATE_FAILED' },
    ],
    [
      'a creation that was refused, and one that was cancelled then',
      () => eventsOf({ Slow: described('slow'), Bad: described('refuse') }),
      { Slow: '✗ CREATE_FAILED', Bad: '✗ CREATE_FAILED' },
    ],
    [
      'an update in place',
      () => eventsOf({ One: described('refuse') }, { One: described('fine') }),
      { One: '✗ UPDATE_FAILED' },
    ],
    [
      'a replacement',
      () => eventsOf({ One: withImage('m-new', 'half-way') }, { One: withImage('m-old', 'fine') }),
      { One: '✗ UPDATE_FAILED' },
    ],
    [
      'a removal of the failed copy that fails as well',
      () => eventsOf({ One: described('half-way, no-delete') }),
      { One: '✗ DELETE_FAILED' },
    ],
  ];

  it.each(RUNS)('%s', async (_, run, expected) => {
    const events = await run();
    const view = events.reduce(applyEvent, emptyView('test'));
    expect(iconsOf(view)).toEqual(expected);
    const rows = timelineOf(events).rows.map(({ label, status }) => [label, status]);
    expect(Object.fromEntries(rows)).toEqual(
      Object.fromEntries(Object.entries(expected).map(([label, shown]) => [label, shown.slice(2)])),
    );
  });

  it('with its reason, and the time that it took', async () => {
    const events = await eventsOf({ Bad: described('half-way') });
    const [, line] = renderFrame(events.reduce(applyEvent, emptyView('test')), frame);
    expect(line).toContain('the copy failed');
  });

  it('until the next operation of the stack', async () => {
    const events = await eventsOf({ Bad: described('half-way') });
    const [last] = events.slice(-1);
    if (last === undefined) throw new Error('there are no events');
    const deletion: readonly StackEvent[] = [
      { ...last, status: 'DELETE_IN_PROGRESS' },
      { ...last, kind: 'resource', logicalId: 'Bad', status: 'DELETE_COMPLETE' },
    ];
    const view = [...events, ...deletion].reduce(applyEvent, emptyView('test'));
    expect(iconsOf(view)).toEqual({ Bad: '✓ DELETE_COMPLETE' });
  });

  it('in the report, where the end of its deletion is no good end', async () => {
    const events = await eventsOf({ Good: {}, Bad: { DependsOn: 'Good', ...described('half-way') } });
    const [page = ''] = reportHtml(failedRecording({ events })).split('<ul class="legend">');
    const row = (name: string): string =>
      page.split('<li class="row">').find((part) => part.includes(`<strong>${name}`)) ?? '';
    expect(row('Bad')).toContain('<span class="badge bad">CREATE_FAILED</span>');
    expect(row('Bad')).toMatch(/class="span delete open"/);
    expect(row('Bad')).not.toMatch(/badge good|span \w+ good/);
    expect(row('Good')).toContain('<span class="badge good">DELETE_COMPLETE</span>');
  });
});

describe('a reason is printed once', () => {
  const REASON = 'Resource handler returned message: "the copy failed"';
  const times = (text: string, part = REASON): number => text.split(part).length - 1;
  const sheet = sheetOf(Number.POSITIVE_INFINITY);
  const END = 'The stack images is in ROLLBACK_COMPLETE.';
  const { events } = failedRecording();

  /** What is printed of a run that fails; what a screen draws is not there any more when it has ended. */
  function shownBy(present: (writers: Parameters<typeof linePresenter>[0]) => Presenter): { out: string; err: string } {
    const out: string[] = [];
    const err: string[] = [];
    const presenter = present({
      out: (text) => void out.push(text),
      err: (text) => void err.push(text),
      handler: () => undefined,
    });
    for (const event of events) presenter.event(event);
    presenter.failure(END, events);
    return { out: out.join('\n'), err: err.join('\n') };
  }

  it('line by line: with the event; the end says which event that is', () => {
    const { out } = shownBy((writers) => linePresenter(writers, sheet));
    expect(times(out)).toBe(1);
    expect(out.split('\n').slice(-3)).toEqual([
      'What failed; the reasons are above:',
      '  2026-11-21T08:10:00.000Z  BadCopy  CREATE_FAILED',
      END,
    ]);
  });

  it('at a terminal: below the table of events', () => {
    const screen = {
      draw: () => undefined,
      above: () => undefined,
      done: () => undefined,
      everyFrame: () => () => undefined,
    };
    const { out } = shownBy((writers) => livePresenter(writers, sheet, screen, 'images'));
    expect(times(out)).toBe(1);
    expect(out).toMatch(/BadCopy {5}CREATE_FAILED {3} +eu-central-1\/m-gw8other +below\n/);
    expect(out.split('\n').slice(-2)).toEqual([`BadCopy  CREATE_FAILED  ${REASON}`, END]);
  });

  it('for a program: with the event; for the person at it, on the other stream', () => {
    const { out, err } = shownBy(jsonPresenter);
    expect(times(out, 'the copy failed')).toBe(1);
    expect(err).toBe(`BadCopy  CREATE_FAILED  ${REASON}\n${END}`);
  });

  it('in the report: where it says what failed', () => {
    const page = reportHtml(failedRecording());
    expect(times(page, 'the copy failed')).toBe(1);
    expect(page).toContain('<a href="#failure">above</a>');
  });

  it('of a stack whose resources were well', async () => {
    const stack = new FixtureStack();
    stacks.push(stack);
    const outputs = { Outputs: { Platform: { Value: { 'Fn::GetAtt': 'One.Platform' } } } };
    expect(await stack.deploy(templateOf({ One: {} }, outputs))).toBe('failed');
    const page = reportHtml(failedRecording({ events: stack.events }));
    expect(times(page, 'One has no value for Platform')).toBe(1);
    expect(page.slice(page.indexOf('id="failure"'), page.indexOf('id="summary"'))).toContain('One has no value');
  });

  it('by the program, and in its report', async () => {
    const folder = temporaryFolder();
    const [template, report] = [join(folder, 'bad.json'), join(folder, 'report.html')];
    writeFileSync(template, JSON.stringify(templateOf({ Bad: { Properties: { SourceImageId: 'm-nothing' } } })));
    const { code, out } = run('deploy', template, '--speed', '3000', '--state', folder, '--report', report);
    expect(await code).toBe(1);
    expect(times(out(), 'HandlerErrorCode')).toBe(1);
    expect(out()).toMatch(
      /What failed; the reasons are above:\n.* Bad {2}CREATE_FAILED\nThe stack bad is in ROLLBACK_COMPLETE\./,
    );
    expect(times(readFileSync(report, 'utf8'), 'HandlerErrorCode')).toBe(1);
  });
});
