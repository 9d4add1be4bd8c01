import { visible, visibleJson } from '../../untrusted/visible';
import type { StackEvent, StackState } from '../stack/state';
import { failureAfterEvents, failureAlone, failureWithEvents } from './failure';
import { applyEvent, emptyView, type ViewModel } from './model';
import { foldText } from './table';
import { eventText, outputsText, summaryOf } from './text';
import type { Sheet, View } from './view';

/** Shows views to a person at a terminal, in a log, or to a program. */
export interface Viewer {
  show(view: View): void;
  /** A remark for people. */
  note(text: string): void;
}

/** Shows a deployment. */
export interface Presenter extends Viewer {
  event(event: StackEvent): void;
  /** Shows that the stack failed, after the events. The reason is printed once, with the event or here. */
  failure(text: string, events: readonly StackEvent[]): void;
  /** A line that the function of a type wrote. */
  handlerLine(line: string, typeName: string): void;
  outputs(state: StackState): void;
  /** The final result. */
  summary(state: StackState, result: string, extra: object): void;
  /** Restores the terminal. */
  close(): void;
}

/** Where texts are written; each call is one or more whole lines. */
export interface Writers {
  out(text: string): void;
  err(text: string): void;
  /** The output of the handlers' function, which may be ignored. */
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
    // The events have been written for a program.
    failure: (text, events) => err(failureAlone(text, events)),
    handlerLine: handler,
    outputs: () => undefined,
    summary: (state, result, extra) => out(jsonLine(summaryOf(state, result, extra))),
    close: () => undefined,
  };
}

/** A part of the screen that can be redrawn. */
export interface Screen {
  draw(view: ViewModel): void;
  /** Writes a text that stays, above the drawing. */
  above(text: string): void;
  /** Keeps the drawing where it is; the next drawing begins below. */
  done(): void;
  /** Calls back several times a second; returns a function that ends this. */
  everyFrame(callback: () => void): () => void;
}

/** A picture of the stack that is redrawn in place with each event. */
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
