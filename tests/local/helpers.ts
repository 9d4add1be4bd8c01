import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClock } from '../../local/clock';
import type { Cloud } from '../../local/cloud';
import type { HandlerFunction } from '../../local/function/function';
import { createPool } from '../../local/function/pool';
import { isJsonObject, type Json, type JsonObject, parseJson } from '../../local/json';
import { indexTypes, type ResourceType, readResourceType } from '../../local/schema/resource-type';
import { loadTypes, newStack, openSession, pseudoParameters, type Session } from '../../local/session';
import type { ChangeSetProposal } from '../../local/stack/change-set';
import type { StackResult } from '../../local/stack/deployment';
import type { StackStore } from '../../local/stack/journal';
import type { StackEvent, StackState, TextMap } from '../../local/stack/state';
import { memoryStore } from '../../local/stack/store';
import { type BoundTemplate, bindTemplate } from '../../local/template/bound';
import { chooseValues } from '../../local/template/parameters';
import { readSource } from '../../local/template/source';
import { readTemplate } from '../../local/template/template';
import type { Measure } from '../../local/view/measure';
import type { Paint } from '../../local/view/render';
import type { Sheet } from '../../local/view/view';

export const ROOT = join(__dirname, '..', '..');
export const TYPE_NAME = 'TF::Alicloud::ImageCopy';

/** The real resource type. */
export const imageCopy: ResourceType = readResourceType(
  asObject(parseJson(readFileSync(join(ROOT, 'schema.json'), 'utf8'))),
);
/** Every type of the list: templates may mix them. */
export const types = loadTypes();

export function asObject(value: Json | undefined): JsonObject {
  if (!isJsonObject(value)) throw new TypeError('not an object');
  return value;
}

const temporaryFolders: string[] = [];

afterAll(() => {
  for (const folder of temporaryFolders) rmSync(folder, { recursive: true, force: true });
});

/** A new folder, which goes when the tests of the file have ended. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'local-stack-'));
  temporaryFolders.push(folder);
  return folder;
}

/** A template with resources of the real type: logical ID → properties, to which the required ones are added. */
export function templateOf(resources: Record<string, JsonObject>, rest: JsonObject = {}): JsonObject {
  return {
    Resources: Object.fromEntries(
      Object.entries(resources).map(([logicalId, { Properties: properties = {}, ...attributes }]) => [
        logicalId,
        {
          Type: TYPE_NAME,
          Properties: { SourceImageId: 'm-source', SourceRegionId: 'cn-hangzhou', ...asObject(properties) },
          ...attributes,
        },
      ]),
    ),
    ...rest,
  };
}

/** Reads and binds a template that is given as an object. */
export function bind(template: JsonObject, parameters: TextMap = {}, state = newStack('test')): BoundTemplate {
  return propose(template, parameters, state).target;
}

/** The same with all that a change set needs. @param others types in addition to those of the list. */
export function propose(
  template: JsonObject,
  parameters: TextMap = {},
  state = newStack('test'),
  tags: TextMap = {},
  others: readonly ResourceType[] = [],
): ChangeSetProposal {
  const known = indexTypes([...types.values(), ...others]);
  const read = readTemplate(readSource('test.json', JSON.stringify(template)), known);
  const { values, problems } = chooseValues(read.parameters, parameters, state.parameters);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  const rebind = (others: TextMap) => bindTemplate(read, others, pseudoParameters(state));
  const hidden = new Set(read.parameters.flatMap(({ name, noEcho }) => (noEcho ? [name] : [])));
  return { target: rebind(values), parameters: values, tags, rebind, hidden };
}

/** What the fixture function was asked. */
export interface Recorded {
  readonly event: JsonObject;
  readonly now: number;
  readonly iso: string;
  readonly remaining: number;
}

/** A stack on the fixture function, in time that runs a thousand times as fast. */
export class FixtureStack {
  readonly folder = temporaryFolder();
  readonly events: StackEvent[] = [];
  readonly interrupt = new AbortController();
  /** The stack is interrupted by the first event of this status and, if that is given, kind. */
  interruptAt?: Partial<Pick<StackEvent, 'status' | 'kind'>>;
  readonly handlers: HandlerFunction;
  readonly session: Session;

  constructor(options: { state?: StackState; store?: StackStore; folder?: string; limitMs?: number } = {}) {
    this.folder = options.folder ?? this.folder;
    this.handlers = createPool({ entry: join(__dirname, 'fixtures', 'function.cjs'), limitMs: options.limitMs });
    this.session = openSession({
      state: options.state ?? newStack('test'),
      store: options.store ?? memoryStore,
      cloud: fixtureCloud(this.folder),
      types,
      handlers: this.handlers,
      sink: (event) => {
        this.events.push(event);
        const { status, kind = event.kind } = this.interruptAt ?? {};
        if (event.status === status && event.kind === kind) this.interrupt.abort();
      },
      interrupt: this.interrupt.signal,
    });
  }

  get state(): StackState {
    return this.session.journal.state;
  }

  deploy(template: JsonObject, options: { tags?: TextMap; disableRollback?: boolean } = {}): Promise<StackResult> {
    const { tags = this.state.tags, disableRollback = false } = options;
    return this.session.deployment.deploy(propose(template, {}, this.state, tags), { disableRollback });
  }

  delete(retained?: ReadonlySet<string>): Promise<StackResult> {
    return this.session.deployment.delete(retained);
  }

  /** The identifiers of the resources that exist. */
  existing(): string[] {
    return readdirSync(this.folder)
      .filter((file) => file.endsWith('.json'))
      .map((file) => file.replace('.json', '').replace('_', '/'));
  }

  /** What the function was asked, oldest first. */
  recorded(): Recorded[] {
    return readRecorded(this.folder);
  }

  /** The actions that the function was asked for, reads left out. */
  actions(): string[] {
    return this.recorded().flatMap(({ event: { action } }) => (action === 'READ' ? [] : [String(action)]));
  }

  /** The same, each operation once however often its handler was called. */
  operations(): string[] {
    const tokens = new Map(this.recorded().map(({ event: { bearerToken, action } }) => [bearerToken, String(action)]));
    return [...tokens.values()].filter((action) => action !== 'READ');
  }

  /** `logical ID STATUS` of all events that are not progress. */
  log(): string[] {
    return this.events.flatMap(({ kind, logicalId, status }) =>
      kind === 'progress' ? [] : [`${logicalId} ${status}`],
    );
  }

  close(): Promise<void> {
    return this.handlers.close();
  }
}

function readRecorded(folder: string): Recorded[] {
  return readFileSync(join(folder, 'events.ndjson'), 'utf8')
    .trim()
    .split('\n')
    .map((line): Recorded => JSON.parse(line));
}

export function fixtureCloud(folder: string): Cloud {
  return {
    isPersistent: true,
    place: 'a cloud of the tests',
    typeConfiguration: { Folder: folder, RegionId: 'cn-shanghai' },
    clock: createClock(() => Date.now() * 1000, 1000),
    left: () => undefined,
    close: async () => undefined,
  };
}

/** Waits until something is true. */
export async function until(isTrue: () => boolean, milliseconds = 25_000): Promise<void> {
  const end = Date.now() + milliseconds;
  while (!isTrue()) {
    if (Date.now() > end) throw new Error('it did not come true in time');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** No colours. */
export const plain: Paint = { good: String, bad: String, busy: String, dim: String, bold: String };

/** Measures texts whose characters all take one column. */
export const ascii: Measure = {
  width: (text) => text.length,
  truncate: (text, columns) => (text.length <= columns ? text : columns < 1 ? '' : `${text.slice(0, columns - 1)}…`),
};

/** A sheet of so many columns. */
export function sheetOf(columns: number): Sheet {
  return { columns, measure: ascii, paint: plain };
}
