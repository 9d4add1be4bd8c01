import type { StackEvent, StackState } from '../stack/state';
import { applyEvent, emptyView, type ViewModel } from './model';
import type { Paint } from './render';
import { eventText, outputsText, summaryOf } from './text';

/** Shows a deployment to whoever looks: a person at a terminal, a log, or a program. */
export interface Presenter {
  event(event: StackEvent): void;
  /** A remark for people. */
  note(text: string): void;
  /** A line that the handlers' function wrote. */
  handlerLine(line: string): void;
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

/** One line for each event. */
export function linePresenter({ out, handler }: Writers, paint: Paint): Presenter {
  return {
    event: (event) => out(eventText(event, paint)),
    note: out,
    handlerLine: handler,
    outputs({ outputs }) {
      if (outputs.length > 0) out(outputsText(outputs, paint));
    },
    summary: () => undefined,
    close: () => undefined,
  };
}

/** Newline-delimited JSON: the events as they come, and a summary. Remarks go to the other stream. */
export function jsonPresenter({ out, err, handler }: Writers): Presenter {
  return {
    event: (event) => out(JSON.stringify(event)),
    note: err,
    handlerLine: handler,
    outputs: () => undefined,
    summary: (state, result, extra) => out(JSON.stringify(summaryOf(state, result, extra))),
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
export function livePresenter({ out }: Writers, paint: Paint, screen: Screen, stackName: string): Presenter {
  let view = emptyView(stackName);
  let stop: (() => void) | undefined;
  const settle = (): void => {
    if (stop === undefined) return;
    stop();
    stop = undefined;
    screen.draw(view);
    screen.done();
  };
  return {
    event(event) {
      // A new operation on the stack gets a new picture.
      if (stop === undefined && event.kind === 'stack') view = emptyView(stackName);
      view = applyEvent(view, event);
      stop ??= screen.everyFrame(() => screen.draw(view));
      if (event.kind === 'stack' && !event.status.endsWith('_IN_PROGRESS')) settle();
    },
    note(text) {
      if (stop === undefined) out(text);
      else screen.above(text);
    },
    handlerLine: () => undefined,
    outputs({ outputs }) {
      settle();
      if (outputs.length > 0) out(outputsText(outputs, paint));
    },
    summary: () => undefined,
    close: settle,
  };
}
