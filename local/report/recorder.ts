import type { Cloud } from '../cloud';
import { messageOf } from '../errors';
import type { StackEvent } from '../stack/state';
import type { Secret } from '../template/no-echo';
import type { Presenter } from '../view/presenter';
import { type LogEntry, readLogLine } from './calls';
import { reportHtml } from './page';
import type { Ending, Recording } from './recording';
import type { ReportFile } from './report-file';

/** What a recorder has to know besides what it sees. */
export interface RecorderContext {
  readonly stackName: string;
  readonly cloud: Pick<Cloud, 'isPersistent' | 'left'>;
  readonly secrets: readonly Secret[];
}

/** A presenter that shows everything as another one does, and writes a report of it when it is closed. */
export function recordingPresenter<Shown extends Presenter>(
  presenter: Shown,
  { stackName, cloud, secrets }: RecorderContext,
  report: ReportFile,
): Shown {
  const events: StackEvent[] = [];
  const calls: LogEntry[] = [];
  const notes: string[] = [];
  let ending: Ending | undefined;
  const recording = (): Recording => ({
    ...{ stackName, secrets, events, calls, notes, ending },
    cloud: cloud.isPersistent ? 'that of the type configuration' : 'a simulated Alibaba Cloud inside the program',
  });
  return {
    ...presenter,
    event(event) {
      events.push(event);
      presenter.event(event);
    },
    note(text) {
      notes.push(text);
      presenter.note(text);
    },
    handlerLine(line) {
      const entry = readLogLine(line);
      if (entry !== undefined) calls.push(entry);
      presenter.handlerLine(line);
    },
    summary(state, result, extra) {
      ending = { state, result, left: cloud.left() };
      presenter.summary(state, result, extra);
    },
    close() {
      presenter.close();
      try {
        report.write(reportHtml(recording()));
      } catch (error) {
        // What happened to the stack is told all the same.
        presenter.note(messageOf(error));
      }
    },
  };
}
