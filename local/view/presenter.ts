import { visible, visibleJson } from '../../untrusted/visible';
import type { StackEvent, StackState } from '../stack/state';
import { failureAfterEvents, failureAlone, failureWithEvents } from './failure';
import { applyEvent, emptyView, type ViewModel } from './model';
import { foldText } from './table';
import { eventText, outputsText, summaryOf } from './text';
import type { Sheet, View } from './view';

/** Shows what there is to look at to a person at a terminal, to a log, or to a program. */
export interface Viewer {
  show(view: View): void;
  /** A remark for people. */
  note(text: string): void;
}

/** Shows a deployment to whoever looks. */
export interface Presenter extends Viewer {
  event(event: StackEvent): void;
  /** That the stack failed, after the events that led there: why is printed once, with the event or here. */
  failure(text: string, events: readonly StackEvent[]): void;
  /** A line that the function of a type wrote. */
  handlerLine(line: string, typeName: string): void;
  outputs(state: StackState): void;
  /** How everything ended. */
  summary(state: StackState, result: string, extra: object): void;
  /** Leaves the terminal as it should be left. */
  close(): void;
}

/** Where texts go; each call is one or more whole lines. */
export interface Writers {
  out(text: string): void;
  err(text: string): void;
  /** What the handlers' function wrote, if anybody wants to see it. */
  handler(text: string): void;
}

/** Views as text. */
export function textViewer({ out }: Pick<Writers, 'out'>, sheet: Sheet): Viewer {
  return { show: (view) => out(view.text(sheet)), note: (text) => out(foldText(visible(text), sheet)) };
}

/** Views as lines of JSON. Remarks go to the other stream. */
export function jsonViewer({ out, err }: Pick<Writers, 'out' | 'err'>): Viewer {
  return { show: ({ json }) => out(jsonLine(json)), note: err };
}

function jsonLine(value: object): string {
  return visibleJson(JSON.stringify(value));
}

/** One line for each event. */
export function linePresenter(writers: Writers, sheet: Sheet): Presenter {
  const { out, handler } = writers;
  const { paint } = sheet;
  return {
    ...textViewer(writers, sheet),
    event: (event) => out(eventText(event, paint)),
    failure: (text, events) => out(failureAfterEvents(text, events, sheet)),
    handlerLine: handler,
    outputs({ outputs }) {
      if (outputs.length > 0) out(foldText(outputsText(outputs, paint), sheet));
    },
    summary: () => undefined,
    close: () => undefined,
  };
}

/** Newline-delimited JSON: the events as they come, and a summary. Remarks go to the other stream. */
export function jsonPresenter(writers: Writers): Presenter {
  const { out, err, handler } = writers;
  return {
    ...jsonViewer(writers),
    event: (event) => out(jsonLine(event)),
    // The events have been written, for a program.
    failure: (text, events) => err(failureAlone(text, events)),
    handlerLine: handler,
    outputs: () => undefined,
    summary: (state, result, extra) => out(jsonLine(summaryOf(state, result, extra))),
    close: () => undefined,
  };
}

/** A part of the screen that can be drawn again and again. */
export interface Screen {
  draw(view: ViewModel): void;
  /** Writes a text that stays, above what is drawn. */
  above(text: string): void;
  /** Leaves what was drawn where it is; the next drawing begins below. */
  done(): void;
  /** Calls back several times a second; returns what ends it. */
  everyFrame(callback: () => void): () => void;
}

/** A picture of the stack that is drawn in place while the events come in. */
export function livePresenter({ out }: Writers, sheet: Sheet, screen: Screen, stackName: string): Presenter {
  const { paint } = sheet;
  let view = emptyView(stackName);
  let stop: (() => void) | undefined;
  const settle = (): void => {
    if (stop === undefined) return;
    stop();
    stop = undefined;
    screen.draw(view);
    screen.done();
  };
  const write = (text: string): void => {
    if (stop === undefined) out(text);
    else screen.above(text);
  };
  return {
    show: (view) => write(view.text(sheet)),
    note: (text) => write(foldText(visible(text), sheet)),
    failure: (text, events) => write(failureWithEvents(text, events, sheet)),
    event(event) {
      // A new operation on the stack gets a new picture.
      if (stop === undefined && event.kind === 'stack') view = emptyView(stackName);
      view = applyEvent(view, event);
      stop ??= screen.everyFrame(() => screen.draw(view));
      if (event.kind === 'stack' && !event.status.endsWith('_IN_PROGRESS')) settle();
    },
    handlerLine: () => undefined,
    outputs({ outputs }) {
      settle();
      if (outputs.length > 0) out(foldText(outputsText(outputs, paint), sheet));
    },
    summary: () => undefined,
    close: settle,
  };
}
