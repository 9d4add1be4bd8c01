import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { imageCopyEntrypoints as Entrypoints } from '../../src/handlers';
import type { Action, Properties } from './stage';

/**
 * Version 0.1.0: stacks may be in the middle of one of its operations when the type is updated. Its README says where the files are from.
 */
const FOLDER = path.resolve(__dirname, '..', 'fixtures', 'version-0.1.0');

/** The file of the recorded contexts. */
export const RECORDING = path.join(FOLDER, 'contexts.json');

/** The request with which CloudFormation goes on after an answer of version 0.1.0. */
export interface FormerContext {
  /** What led to it, for people. */
  readonly scenario: string;
  readonly action: Action;
  /** When it was answered, in milliseconds since 1970. */
  readonly at: number;
  readonly properties: Properties;
  readonly callbackContext: Properties;
}

/** The contexts that version 0.1.0 wrote, one of each form. */
export function recordedContexts(): readonly FormerContext[] {
  return JSON.parse(readFileSync(RECORDING, 'utf8'));
}

/**
 * The form of a context: its operation, how its copy is called, the fields of its memory and what its flags say. A time is known by whether
 * it is later than the operation's beginning, a list by whether anything is in it.
 */
export function formOf({ action, callbackContext }: FormerContext): string {
  const memory: Properties = Object(callbackContext.memory);
  const simplified = (key: string, value: unknown): unknown => {
    if (typeof value === 'number') return value > Number(memory.startedAt);
    if (Array.isArray(value)) return value.length > 0;
    return key === 'message' ? '…' : value;
  };
  const handle = String(callbackContext.imageId).replace(/-[^-]*$/, '');
  return `${action} ${handle} ${JSON.stringify(memory, simplified)}`;
}

/** The entrypoints of version 0.1.0, from its bundle; nothing of it is left in the file system. */
export function loadFormerEntrypoints(): typeof Entrypoints {
  const folder = mkdtempSync(path.join(tmpdir(), 'version-0.1.0-'));
  try {
    const file = path.join(folder, 'handlers.js');
    writeFileSync(file, gunzipSync(readFileSync(path.join(FOLDER, 'handlers.js.gz'))));
    return require(file).imageCopyEntrypoints;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
