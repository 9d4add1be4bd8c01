import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { commandLine } from '../command-line';
import { ROOT } from '../projects';
import type { Need } from './commands';
import { allNeeds, policyFor } from './policy';
import { TARGETS } from './targets';

const FILE = path.join('registration', 'registering-policy.json');

/** Each action with the places that need it, by statement. */
function explanation(needs: readonly Need[]): string {
  return policyFor(needs)
    .Statement.map(({ Sid, Action }) => {
      const of = (action: string) => needs.filter((need) => need.action === action && TARGETS[need.target].sid === Sid);
      const lines = Action.map(
        (action) => `  ${action}  ${[...new Set(of(action).map(({ where }) => where))].join(', ')}`,
      );
      return [Sid, ...lines].join('\n');
    })
    .join('\n');
}

const program = commandLine('npm run registering-policy --')
  .description(`Writes ${FILE}: the IAM policy for the commands of README and guides, and for npm run register`)
  .option('--explain', 'show which command or program needs which action, instead of writing the policy')
  .parse();
const needs = allNeeds();
if (program.opts<{ explain?: boolean }>().explain) console.log(explanation(needs));
else writeFileSync(path.join(ROOT, FILE), `${JSON.stringify(policyFor(needs), undefined, 2)}\n`);
