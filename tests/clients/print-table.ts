import { resultOf } from './results';
import { tableOf } from './table';

/** After a run: what came of every client. */
export default function printTable(): void {
  process.stdout.write(`\n${tableOf(resultOf)}`);
}
