import { readFileSync } from 'node:fs';
import path from 'node:path';
import { OPERATIONS, type Operation } from '../../src/alibaba/ram-policy';
import { needsOf as ofCopies } from '../../src/properties/ram-policy';
import { needsOf as ofImages } from '../../types/alicloud-image/src/properties/ram-policy';

const PAGE = readFileSync(path.join(__dirname, '..', '..', 'guides', 'apsara-stack.md'), 'utf8');

/** Images of Apsara Stack have no resource group of their own: the type configuration names one for all. */
const NOT_THERE = 'JoinResourceGroup';

/** What an operation calls, by the tables of the types whose life theirs is. */
function called(operation: Operation): readonly string[] {
  const calls = [ofCopies, ofImages].flatMap((needsOf) => needsOf({ operations: [operation] }).map(({ call }) => call));
  return [...new Set(calls)].filter((call) => call !== NOT_THERE).sort();
}

/** What the page says that it calls. */
function told(operation: Operation): readonly string[] {
  const [, cells = ''] = new RegExp(`^\\| [A-Z, ]*\\b${operation}\\b[A-Z, ]* \\| (.*) \\|$`, 'm').exec(PAGE) ?? [];
  return [...cells.matchAll(/`(\w+)`/g)].map(([, call = '']) => call).sort();
}

it.each(OPERATIONS)('guides/apsara-stack.md names the rights that %s needs', (operation) => {
  expect(told(operation)).toEqual(called(operation));
});
