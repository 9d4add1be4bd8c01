import type { Cloud } from '../cloud';
import { cloudOf, inWords, titleOf } from '../clouds';
import { messageOf } from '../errors';
import type { StackEvent, StackState } from '../stack/state';
import type { Secret } from '../template/no-echo';
import type { Presenter } from '../view/presenter';
import { cloudsIn } from './by-cloud';
import { type RecordedEntry, readLogLine } from './calls';
import { reportHtml } from './page';
import type { Ending, Recording } from './recording';
import type { ReportFile } from './report-file';

/** What a recorder needs in addition to what it sees. */
export interface RecorderContext {
  readonly stackName: string;
  readonly cloud: Pick<Cloud, 'isPersistent' | 'left'>;
  readonly secrets: readonly Secret[];
}

/** A presenter that shows the same as another one, and writes a report when it is closed. */
export function recordingPresenter<Shown extends Presenter>(
  presenter: Shown,
  context: RecorderContext,
  report: ReportFile,
): Shown {
  const recorder = new Recorder(context);
  return {
    ...presenter,
    event(event) {
      recorder.events.push(event);
      presenter.event(event);
    },
    note(text) {
      recorder.notes.push(text);
      presenter.note(text);
    },
    handlerLine(line, typeName) {
      recorder.addLine(line, typeName);
      presenter.handlerLine(line, typeName);
    },
    summary(state, result, extra) {
      recorder.end(state, result);
      presenter.summary(state, result, extra);
    },
    close() {
      presenter.close();
      try {
        report.write(reportHtml(recorder.recording()));
      } catch (error) {
        // The result of the stack is reported in any case.
        presenter.note(messageOf(error));
      }
    },
  };
}

/** Records a run. */
class Recorder {
  readonly events: StackEvent[] = [];
  readonly notes: string[] = [];
  readonly #calls: RecordedEntry[] = [];
  #ending: Ending | undefined;

  constructor(private readonly context: RecorderContext) {}

  /** Records the call in a line of the handlers' log, if there is one. */
  addLine(line: string, typeName: string): void {
    const entry = readLogLine(line);
    if (entry !== undefined) this.#calls.push({ ...entry, cloud: cloudOf(typeName) });
  }

  end(state: StackState, result: string): void {
    this.#ending = { state, result, left: this.context.cloud.left() };
  }

  recording(): Recording {
    const { stackName, secrets, cloud } = this.context;
    return {
      ...{ stackName, secrets, events: this.events, calls: this.#calls, notes: this.notes, ending: this.#ending },
      cloud: placeOf(cloud.isPersistent, cloudsIn(this.events)),
    };
  }
}

/** The clouds of a run, for people who do not have its type configuration: without addresses and file names. */
function placeOf(isPersistent: boolean, clouds: readonly string[]): string {
  const titles = clouds.map(titleOf);
  if (isPersistent) return titles.length === 0 ? 'that of the type configuration' : inWords(titles);
  return titles.length === 0 ? 'none' : `${inWords(titles.map((title) => `a simulated ${title}`))} inside the program`;
}
