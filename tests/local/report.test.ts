import { countCalls, readLogLine } from '../../local/report/calls';
import { escapeHtml, html } from '../../local/report/html';
import { reportHtml } from '../../local/report/page';
import { ticksOf, timelineOf } from '../../local/report/timeline';
import type { ResourceRecord, StackState } from '../../local/stack/state';
import { EMPTY_RECORD } from '../../local/stack/steps';
import { expectShowable } from '../support/characters';
import fc, { anyText } from '../support/fast-check';
import { BEGIN, eventAt, FAILED_RUN, FAILED_STATE, failedRecording, HOSTILE, hostileRecording } from './recordings';

describe('html', () => {
  it('escapes texts, and leaves HTML as it is', () => {
    const list = ['<a>', undefined, html`<b>${'&'}</b>`, 3];
    expect(html`<p title="${`"'`}">${list}</p>`.text).toBe('<p title="&quot;&#39;">&lt;a&gt;<b>&amp;</b>3</p>');
  });

  it('lets no text end what it stands in', () => {
    fc.assert(
      fc.property(anyText({ maxLength: 60 }), (text) => {
        expect(escapeHtml(text)).toMatch(/^(?:[^<>"'&]|&(?:amp|lt|gt|quot|#39);)*$/u);
        expectShowable('HTML', escapeHtml(text), { lines: true });
      }),
    );
  });
});

describe('the timeline', () => {
  const { start, end, rows } = timelineOf(FAILED_RUN);

  it('has a row for each resource, and the time of the whole run', () => {
    expect([start, end]).toEqual([BEGIN, BEGIN + 1_200_000]);
    expect(rows.map(({ label, identifier }) => [label, identifier])).toEqual([
      ['GoodCopy', 'cn-shanghai/m-uf66871ape'],
      ['BadCopy', 'eu-central-1/m-gw8other'],
    ]);
  });

  it('has the operations with their progress', () => {
    const told = rows.map(({ spans }) =>
      spans.map((span) => ({
        status: span.status,
        from: span.start - BEGIN,
        to: span.end - BEGIN,
        progress: span.progress.map(({ at, share }) => [at - BEGIN, share]),
        messages: span.messages.length,
      })),
    );
    expect(told).toEqual([
      [
        {
          status: 'CREATE_COMPLETE',
          from: 0,
          to: 540_000,
          progress: [
            [300_000, 0.5],
            [540_000, 1],
          ],
          messages: 2,
        },
        { status: 'DELETE_COMPLETE', from: 620_000, to: 1_000_000, progress: [], messages: 0 },
      ],
      [{ status: 'CREATE_FAILED', from: 60_000, to: 600_000, progress: [[300_000, 0.2]], messages: 1 }],
    ]);
  });

  it('gives a copy that is replaced a row of its own', () => {
    const replaced = timelineOf([
      eventAt(0, { logicalId: 'Copy', identifier: 'a/m-1', status: 'UPDATE_IN_PROGRESS' }),
      eventAt(5, { logicalId: 'Copy', identifier: 'a/m-2', status: 'UPDATE_COMPLETE' }),
      eventAt(6, { logicalId: 'Copy', identifier: 'a/m-1', status: 'DELETE_IN_PROGRESS' }),
      eventAt(7, { logicalId: 'Copy', identifier: 'a/m-1', status: 'DELETE_COMPLETE' }),
    ]);
    expect(replaced.rows.map(({ label }) => label)).toEqual(['Copy', 'Copy (a/m-1)']);
  });

  it('ends an operation where another one takes its place', () => {
    const [row] = timelineOf([
      eventAt(0, { logicalId: 'Copy', status: 'CREATE_IN_PROGRESS' }),
      eventAt(9, { logicalId: 'Copy', status: 'DELETE_IN_PROGRESS' }),
    ]).rows;
    expect(row?.spans).toMatchObject([
      { action: 'CREATE', end: BEGIN + 9000 },
      { action: 'DELETE', start: BEGIN + 9000 },
    ]);
  });

  it('has a few round times on its axis, however long it is', () => {
    expect(ticksOf(1_200_000)).toEqual([0, 300_000, 600_000, 900_000, 1_200_000]);
    fc.assert(
      fc.property(fc.nat(2 ** 40), (duration) => {
        const ticks = ticksOf(duration);
        expect(ticks.length).toBeGreaterThan(0);
        expect(ticks.length).toBeLessThanOrEqual(7);
        expect(Math.max(...ticks)).toBeLessThanOrEqual(duration);
      }),
    );
  });
});

describe('calls', () => {
  it('are counted by operation', () => {
    expect(countCalls(failedRecording().calls)).toEqual([
      {
        cloud: 'alibaba',
        operation: 'CREATE',
        invocations: 2,
        failed: 1,
        actions: [
          ['DescribeImages', 2],
          ['CopyImage', 1],
        ],
      },
      { cloud: 'alibaba', operation: 'DELETE', invocations: 1, failed: 0, actions: [] },
    ]);
  });

  it.each(['', 'hello', '{', '{"a":', '[]', 'null', '{}', '{"operation":1,"action":2}', '{"operation":"CREATE"}'])(
    'are not in the line %j',
    (line) => {
      expect(readLogLine(line)).toBeUndefined();
    },
  );
});

describe('the report', () => {
  it('says what failed before everything else', () => {
    const page = reportHtml(failedRecording());
    expect(page).toContain('<title>images: ROLLBACK_COMPLETE</title>');
    expect(page.indexOf('Resource handler returned message')).toBeLessThan(page.indexOf('id="summary"'));
    expect(page).toContain('It failed.');
  });

  it('says nothing of failures where there are none', () => {
    const events = FAILED_RUN.filter(({ status }) => !/FAILED|ROLLBACK/.test(status));
    const page = reportHtml(failedRecording({ events, ending: { result: 'changed', state: FAILED_STATE } }));
    expect(page).not.toContain('What failed');
    expect(page).toContain('Completed successfully.');
  });

  it('says what an interruption has left', () => {
    const record: ResourceRecord = {
      ...EMPTY_RECORD,
      logicalId: 'Copy',
      typeName: 'TF::Alicloud::ImageCopy',
      identifier: 'cn-shanghai/m-left',
      status: 'CREATE_IN_PROGRESS',
    };
    const state: StackState = { ...FAILED_STATE, reason: undefined, resources: { Copy: record } };
    const page = reportHtml(failedRecording({ events: [], ending: { result: 'interrupted', state } }));
    expect(page).toContain('Interrupted: this page shows the progress');
    expect(page).toContain('<code>cn-shanghai/m-left</code> CREATE_IN_PROGRESS');
  });

  it('can be made of a run that never began', () => {
    const page = reportHtml({ stackName: 'images', cloud: 'none', secrets: [], events: [], calls: [], notes: [] });
    expect(page).toContain('The program ended before the operation finished');
    expect(page).not.toMatch(/NaN|Infinity|undefined/);
  });

  it('lets nothing hostile be more than text', () => {
    const page = reportHtml(hostileRecording());
    expect(page).not.toMatch(/<script|<img|<svg onload/i);
    expect(page).toContain(escapeHtml(HOSTILE));
    expectShowable('the page', page, { lines: true });
  });

  it('shows no value of a NoEcho parameter, wherever it has got to', () => {
    const secret = 'canary-8842';
    const text = `it was ${secret}!`;
    const page = reportHtml(
      failedRecording({
        secrets: [
          { name: 'Password', value: secret },
          { name: 'Words', value: 'first-one, second-one' },
          { name: 'Pin', value: '7' },
        ],
        events: FAILED_RUN.map((event) => ({ ...event, reason: text })),
        notes: [text],
        ending: {
          result: 'failed',
          state: {
            ...FAILED_STATE,
            reason: text,
            parameters: { Password: secret, Words: 'first-one, second-one', Pin: '7', Other: text },
            tags: { note: `${text} second-one` },
            outputs: [{ name: 'Out', value: text }],
          },
        },
      }),
    );
    expect(page).not.toContain(secret);
    expect(page).not.toContain('second-one');
    expect(page).toMatch(/Pin<\/th><td[^>]*>\*{4}</);
    expect(page).toContain('it was ****!');
  });

  it('needs nothing from anywhere', () => {
    const page = reportHtml(failedRecording());
    expect(page).not.toMatch(/\b(?:src|href)="(?!#)/);
    expect(page).not.toMatch(/url\(|@import|<script|<link/);
  });
});
