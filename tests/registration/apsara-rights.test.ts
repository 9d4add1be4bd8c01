import { readFileSync } from 'node:fs';
import path from 'node:path';
import { OPERATIONS, type Operation } from '../../src/calling/needs';
import { APSARA_IMAGE_COPY_PRIVILEGES, APSARA_IMAGE_PRIVILEGES } from '../handlers/apsara-privileges';

const PAGE = readFileSync(path.join(__dirname, '..', '..', 'guides', 'apsara-stack.md'), 'utf8');

/** What an operation calls, by the tables that the types are held against. */
function called(operation: Operation): readonly string[] {
  const types = [APSARA_IMAGE_COPY_PRIVILEGES, APSARA_IMAGE_PRIVILEGES];
  return [...new Set(types.flatMap(({ privileges }) => privileges.callsOf(operation)))].sort();
}

/** What the page says that it calls. */
function told(operation: Operation): readonly string[] {
  const [, cells = ''] = new RegExp(`^\\| [A-Z, ]*\\b${operation}\\b[A-Z, ]* \\| (.*) \\|$`, 'm').exec(PAGE) ?? [];
  return [...cells.matchAll(/`(\w+)`/g)].map(([, call = '']) => call).sort();
}

it.each(OPERATIONS)('guides/apsara-stack.md names the rights that %s needs', (operation) => {
  expect(told(operation)).toEqual(called(operation));
});
