import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { embeddedCloud } from '../../local/embedded';
import { reportHtml } from '../../local/report/page';
import { recordingPresenter } from '../../local/report/recorder';
import { newStack } from '../../local/session';
import type { Presenter } from '../../local/view/presenter';
import { cloudNamed, createClock } from '../../simulator/index';
import { temporaryFolder } from './helpers';
import { endPrograms, run } from './program';
import { eventAt, failedRecording, mixedRecording } from './recordings';

afterEach(endPrograms);

/** The text of a section of a report, with a bar where an element ends or begins. */
function sectionOf(page: string, id: string): string {
  const [, body = ''] = new RegExp(`<section id="${id}"([\\s\\S]*?)</section>`).exec(page) ?? [];
  const text = body.replace(/<svg[\s\S]*?<\/svg>/g, '').replace(/<[^>]*>/g, '|');
  return text.replace(/\s*\n\s*/g, '').replace(/\s*\|[\s|]*/g, '|');
}

describe('a report of several clouds', () => {
  const page = reportHtml(mixedRecording());

  it('has the timeline by clouds', () => {
    const timeline = sectionOf(page, 'timeline');
    expect(timeline).toMatch(/\|Alibaba Cloud\|GoodCopy\|.*\|BadCopy\|.*\|Huawei Cloud\|FarCopy\|cn-east-3\/7ca6\|/);
    expect(timeline.match(/FarCopy/g)).toHaveLength(1);
  });

  it('has the messages by clouds', () => {
    expect(sectionOf(page, 'messages')).toMatch(/\|Alibaba Cloud\|GoodCopy\|.*\|Huawei Cloud\|FarCopy\|1 messages\|/);
  });

  it('says of each event, of each operation and of each failed call where it was', () => {
    const events = sectionOf(page, 'events');
    expect(events).toMatch(/\|Reason\|Cloud\|.*\|FarCopy\|CREATE_COMPLETE\|cn-east-3\/7ca6\|Huawei Cloud\|/);
    expect(events).toMatch(/\|BadCopy\|CREATE_FAILED\|eu-central-1\/m-gw8other\|above\|Alibaba Cloud\|/);
    const calls = sectionOf(page, 'calls');
    expect(calls).toMatch(
      /\|Cloud\|Operation\|.*\|Huawei Cloud\|CREATE\|0\|0\|ShowJob\|1\|Alibaba Cloud\|CREATE\|2\|1\|/,
    );
    expect(calls).toMatch(/\|Failed API calls\|Cloud\|.*\|Huawei Cloud\|CREATE\|ShowJob\|IMG\.0001\|/);
  });

  it('says what is left in each', () => {
    const summary = sectionOf(page, 'summary');
    expect(summary).toContain('|Left in Alibaba Cloud|0 images, 0 snapshots|');
    expect(summary).toContain('|Left in Huawei Cloud|1 image, 0 backups|');
  });
});

it('a report of one cloud says nothing of clouds beside each thing', () => {
  const page = reportHtml(failedRecording());
  for (const id of ['timeline', 'messages', 'events', 'calls'])
    expect(sectionOf(page, id)).not.toContain('Alibaba Cloud');
});

describe('where a run was is said without addresses and names of files', () => {
  const silent: Presenter = {
    ...{ show: () => undefined, note: () => undefined, event: () => undefined, failure: () => undefined },
    ...{ handlerLine: () => undefined, outputs: () => undefined, summary: () => undefined, close: () => undefined },
  };
  const HUAWEI = 'TF::HuaweiCloud::ImagesImageCopy';
  const reportOf = (isPersistent: boolean, types: readonly string[]): string => {
    let page = '';
    const write = (text: string) => {
      page = text;
    };
    const cloud = { isPersistent, left: () => undefined };
    const presenter = recordingPresenter(silent, { stackName: 'one', cloud, secrets: [] }, { write });
    presenter.event(
      eventAt(0, { kind: 'stack', logicalId: 'one', type: 'AWS::CloudFormation::Stack', status: 'CREATE_IN_PROGRESS' }),
    );
    for (const type of types) {
      presenter.event(eventAt(1, { logicalId: type.replaceAll(':', ''), type, status: 'CREATE_COMPLETE' }));
      presenter.handlerLine('{"operation":"READ","action":"Show","outcome":"ok"}', type);
    }
    presenter.summary(newStack('one'), 'changed', {});
    presenter.close();
    return page;
  };

  it.each<[boolean, readonly string[], string]>([
    [true, ['TF::Alicloud::Image', HUAWEI], 'Alibaba Cloud and Huawei Cloud'],
    [true, [], 'that of the type configuration'],
    [false, ['TF::Alicloud::Image'], 'a simulated Alibaba Cloud inside the program'],
    [
      false,
      [HUAWEI, 'TF::ApsaraStack::Image'],
      'a simulated Apsara Stack and a simulated Huawei Cloud inside the program',
    ],
    [false, [], 'none'],
  ])('kept: %s, of %j: %s', (isPersistent, types, place) => {
    expect(sectionOf(reportOf(isPersistent, types), 'summary')).toContain(`|Cloud|${place}|`);
  });

  it('the calls are those of the cloud of the type that wrote them', () => {
    const calls = sectionOf(reportOf(true, ['TF::Alicloud::Image', HUAWEI]), 'calls');
    expect(calls).toContain('|Alibaba Cloud|READ|0|0|Show|1|Huawei Cloud|READ|0|0|Show|1|');
  });
});

it('a deployment to two clouds says which cloud each call went to', async () => {
  const folder = temporaryFolder();
  const report = join(folder, 'report.html');
  const words = ['--speed', '10000', '--delete', '--report', report, '--state', folder];
  expect(await run('deploy', 'examples/two-clouds.yaml', ...words).code).toBe(0);
  const page = readFileSync(report, 'utf8');
  const calls = sectionOf(page, 'calls');
  for (const cloud of ['Alibaba Cloud', 'Apsara Stack']) {
    expect(calls).toMatch(new RegExp(`\\|${cloud}\\|CREATE\\|\\d+\\|0\\|.*CopyImage\\|1\\|`));
  }
  expect(sectionOf(page, 'summary')).toContain('|Left in Apsara Stack|0 images, 0 snapshots|');
}, 60_000);

it('the embedded clouds tell what is left in each while they run', async () => {
  const clock = createClock();
  const running = new Map([
    ['huaweicloud', await cloudNamed('huaweicloud').start({ clock })],
    ['alibaba', await cloudNamed('alibaba').start({ clock })],
  ]);
  const cloud = embeddedCloud(running, clock);
  expect(Object.keys(cloud.left()?.clouds ?? {})).toEqual(['Huawei Cloud', 'Alibaba Cloud']);
  await cloud.close();
});
