import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { newStack } from '../../local/session';
import type { StackEvent, StackState } from '../../local/stack/state';
import { formatDuration } from '../../local/view/measure';
import { applyEvent, emptyView, parseProgress, parseTimeLeft, type ViewModel } from '../../local/view/model';
import { jsonPresenter, linePresenter, livePresenter } from '../../local/view/presenter';
import { type Frame, progressBar, renderFrame } from '../../local/view/render';
import { leftText, outputsText } from '../../local/view/text';
import type { Sheet } from '../../local/view/view';
import fc from '../support/fast-check';
import { ascii, plain, ROOT, sheetOf } from './helpers';

const sheet = sheetOf(Number.POSITIVE_INFINITY);
const frame = (columns: number, rows = 24): Frame => ({
  columns,
  rows,
  now: Date.UTC(2026, 0, 1, 0, 5),
  tick: 0,
  paint: plain,
  measure: ascii,
});

function event(logicalId: string, status: StackEvent['status'], more: Partial<StackEvent> = {}): StackEvent {
  return {
    kind: 'resource',
    timestamp: '2026-01-01T00:00:00.000Z',
    stackName: 'demo',
    logicalId,
    type: 'T',
    status,
    ...more,
  };
}

function viewOf(...events: StackEvent[]): ViewModel {
  return events.reduce(applyEvent, emptyView('demo'));
}

const running = viewOf(
  event('demo', 'CREATE_IN_PROGRESS', { kind: 'stack' }),
  event('Copy', 'CREATE_IN_PROGRESS'),
  event('Copy', 'CREATE_IN_PROGRESS', {
    kind: 'progress',
    reason: 'copying m-1: 40 %, about 3 min left',
    identifier: 'r/m-1',
  }),
  event('Done', 'CREATE_COMPLETE', { identifier: 'r/m-2', timestamp: '2026-01-01T00:01:00.000Z' }),
);

it('shows the status of each event on a narrow terminal, and no time', () => {
  const view = viewOf(event('ShanghaiCopy', 'UPDATE_IN_PROGRESS'), event('ShanghaiCopy', 'DELETE_IN_PROGRESS'));
  expect(renderFrame(view, frame(40)).slice(-2)).toEqual([
    'ShanghaiCopy  UPDATE_IN_PROGRESS',
    'ShanghaiCopy  DELETE_IN_PROGRESS',
  ]);
});

it('draws everything on a wide terminal', () => {
  expect(renderFrame(running, frame(120))).toEqual([
    'demo  CREATE_IN_PROGRESS  5m 00s',
    '⠋ Copy CREATE_IN_PROGRESS ████████░░░░░░░░░░░░ 40 %  5m 00s  about 3 min left, copying m-1: 40 %',
    `✓ Done CREATE_COMPLETE    ${' '.repeat(27)}0s      r/m-2`,
    '',
    '00:00:00  demo  CREATE_IN_PROGRESS',
    '00:00:00  Copy  CREATE_IN_PROGRESS',
    '00:01:00  Done  CREATE_COMPLETE',
  ]);
});

it('draws what matters on a narrow one', () => {
  expect(renderFrame(running, frame(40)).slice(0, 3)).toEqual([
    'demo  CREATE_IN_PROGRESS  5m 00s',
    '⠋ Copy 40 %  5m 00s  about 3 min left, …',
    '✓ Done       0s      r/m-2',
  ]);
});

describe.each([60, 80, 120])('on a terminal of %d columns', (columns) => {
  const shown = frame(columns - 1);
  const route = 'from cn-hangzhou to cn-shanghai as m-uf66871ape';

  it.each(['40 s', '4 min', '1 h 30 min', '11 h 59 min'])('shows that about %s are left, and cuts the rest', (left) => {
    const reason = `copying m-bp1golden0ubuntu24 ${route}: 40 %, about ${left} left`;
    for (const logicalId of ['C', 'ShanghaiCopy', 'GoldenImageInSingapore']) {
      const view = viewOf(event(logicalId, 'CREATE_IN_PROGRESS', { kind: 'progress', reason }));
      const [, line = ''] = renderFrame(view, shown);
      expect(line).toContain(` ${logicalId} `);
      expect(line).toContain(` 40 %  `);
      expect(line).toContain(` about ${left} left, `);
      expect(line).toMatch(/…$/);
    }
  });

  it('breaks nothing inside a word', () => {
    const reason = `Resource handler returned message: "CopyImage ${route} failed with InvalidImageName.Duplicated"`;
    const statuses = ['CREATE_IN_PROGRESS', 'CREATE_FAILED', 'DELETE_SKIPPED'] as const;
    const cleaning = 'UPDATE_COMPLETE_CLEANUP_IN_PROGRESS';
    const identifier = 'ap-southeast-1/m-t4n66871ape';
    const view = viewOf(
      event('demo', cleaning, { kind: 'stack', reason }),
      ...statuses.map((status, index) => event(`CopyInSingapore${index}`, status, { reason, identifier })),
      ...statuses.map((status, index) => event(`OtherCopyInSingapore${index}`, status, { identifier })),
    );
    const words = new Set(
      [...view.resources.keys(), ...statuses, ...reason.split(' '), 'demo', cleaning, identifier].concat(
        '⠋',
        '✓',
        '✗',
        '…',
      ),
    );
    const broken = renderFrame(view, shown)
      .flatMap((line) => line.trim().split(/ +/))
      .filter((word) => word !== '' && !words.has(word) && !/^(\d+[ms]|\d\d:\d\d:\d\d)$/.test(word));
    expect(broken).toEqual([]);
  });
});

it.each<[string, string | undefined]>([
  ['copying m-1: 40 %, about 3 min left', 'about 3 min left'],
  ['copying m-1: 40 %, about 1 h 30 min left', 'about 1 h 30 min left'],
  ['copying m-1 of what is left', undefined],
  ['about to delete image m-1, 3 snapshots are left', undefined],
])('finds the time that is left in "%s"', (message, expected) => {
  expect(parseTimeLeft(message)).toBe(expected);
});

it('draws no line wider and no frame higher than the terminal, whatever the cloud says', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 80 });
  fc.assert(
    fc.property(
      fc.array(fc.tuple(text, text), { maxLength: 40 }),
      fc.integer({ min: 1, max: 200 }),
      fc.integer({ min: 5, max: 60 }),
      (rows, columns, height) => {
        const view = viewOf(
          event('demo', 'UPDATE_IN_PROGRESS', { kind: 'stack' }),
          ...rows.map(([logicalId, reason]) => event(logicalId, 'UPDATE_IN_PROGRESS', { reason })),
        );
        const lines = renderFrame(view, frame(columns, height));
        expect(lines.length).toBeLessThanOrEqual(height);
        for (const line of lines) {
          expect(line.length).toBeLessThanOrEqual(columns);
          expect(line).not.toMatch(/\p{Cc}/u);
        }
      },
    ),
  );
});

it('measures wide and joined characters with the real libraries', () => {
  const script = join(ROOT, 'tests', 'local', 'fixtures', 'render-frames.ts');
  const output = execFileSync(process.execPath, ['--import', 'tsx', script], { cwd: ROOT, encoding: 'utf8' });
  const frames: { columns: number; widths: number[]; lines: string[] }[] = JSON.parse(output);
  expect(frames.length).toBeGreaterThan(3);
  for (const { columns, widths } of frames) expect(Math.max(...widths)).toBeLessThanOrEqual(columns);
  expect(frames.flatMap(({ lines }) => lines).some((line) => line.includes('上海'))).toBe(true);
});

it('gives a resource that is replaced a line of its own while it goes', () => {
  const view = viewOf(
    event('Copy', 'UPDATE_COMPLETE', { identifier: 'r/m-new' }),
    event('Copy', 'DELETE_IN_PROGRESS', { identifier: 'r/m-old' }),
  );
  expect([...view.resources.values()].map(({ label, status }) => [label, status])).toEqual([
    ['Copy', 'UPDATE_COMPLETE'],
    ['Copy (r/m-old)', 'DELETE_IN_PROGRESS'],
  ]);
});

it.each<[string, number | undefined]>([
  ['37 %', 0.37],
  ['at 5% now', 0.05],
  ['99.5 %', 0.995],
  ['nothing', undefined],
  ['m-100', undefined],
  ['400 %', undefined],
])('finds the progress in "%s"', (message, expected) => {
  expect(parseProgress(message)).toBe(expected);
});

it.each([
  [undefined, '    '],
  [0, '░░░░'],
  [0.5, '██░░'],
  [1, '████'],
])('draws a bar for %s', (progress, expected) => {
  expect(progressBar(progress, 4)).toBe(expected);
});

it.each([
  [-5, '0s'],
  [59_999, '59s'],
  [250_000, '4m 10s'],
  [3_725_000, '1h 02m'],
])('writes %d ms as %s', (milliseconds, expected) => {
  expect(formatDuration(milliseconds)).toBe(expected);
});

describe('presenters', () => {
  const collect = () => {
    const out: string[] = [];
    const err: string[] = [];
    const handler: string[] = [];
    const writers = {
      out: (text: string) => void out.push(text),
      err: (text: string) => void err.push(text),
      handler: (text: string) => void handler.push(text),
    };
    return { out, err, handler, writers };
  };
  const state: StackState = { ...newStack('demo'), outputs: [{ name: 'Id', value: 'm-1', description: 'the image' }] };

  it('write a line for each event', () => {
    const { out, handler, writers } = collect();
    const presenter = linePresenter(writers, sheet);
    presenter.event(event('Copy', 'CREATE_FAILED', { reason: 'no\nway' }));
    presenter.outputs(state);
    presenter.handlerLine('a line', 'TF::Alicloud::ImageCopy');
    expect(out).toEqual(['2026-01-01T00:00:00.000Z  Copy  CREATE_FAILED  no way', 'Outputs\n  Id  m-1  the image']);
    expect(handler).toEqual(['a line']);
  });

  it('write a view as text for people, and as one line of JSON for programs', () => {
    const view = { text: ({ columns }: Sheet) => `a view for ${columns} columns`, json: { kind: 'view' } };
    const people = collect();
    linePresenter(people.writers, sheetOf(40)).show(view);
    expect(people.out).toEqual(['a view for 40 columns']);
    const program = collect();
    jsonPresenter(program.writers).show(view);
    expect(program.out).toEqual(['{"kind":"view"}']);
  });

  it('write nothing but JSON where a program reads', () => {
    const { out, err, writers } = collect();
    const presenter = jsonPresenter(writers);
    presenter.event(event('Copy', 'CREATE_COMPLETE'));
    presenter.note('a remark');
    presenter.outputs(state);
    presenter.summary(state, 'changed', { left: { copies: 0 } });
    expect(out.map((line): unknown => JSON.parse(line))).toMatchObject([
      { kind: 'resource', logicalId: 'Copy' },
      { kind: 'summary', result: 'changed', outputs: { Id: 'm-1' }, left: { copies: 0 } },
    ]);
    expect(err).toEqual(['a remark']);
  });

  it('draw in place, and leave the picture where it is when the stack is done', () => {
    const { out, writers } = collect();
    const drawn: string[] = [];
    let running = 0;
    const screen = {
      draw: (view: ViewModel) => void drawn.push(view.status),
      above: (text: string) => void drawn.push(text),
      done: () => void drawn.push('done'),
      everyFrame: (callback: () => void) => {
        running += 1;
        callback();
        return () => {
          running -= 1;
        };
      },
    };
    const presenter = livePresenter(writers, sheet, screen, 'demo');
    presenter.event(event('demo', 'CREATE_IN_PROGRESS', { kind: 'stack' }));
    presenter.note('a remark');
    presenter.event(event('demo', 'CREATE_COMPLETE', { kind: 'stack' }));
    presenter.note('another remark');
    presenter.close();
    expect(drawn).toEqual(['CREATE_IN_PROGRESS', 'a remark', 'CREATE_COMPLETE', 'done']);
    expect(out).toEqual(['another remark']);
    expect(running).toBe(0);
  });
});

it('tells what is left', () => {
  expect(leftText([])).toBe('No resource of the stack exists.');
  expect(outputsText([], plain)).toBe('Outputs');
});
