import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { verdictOf } from './audit-verdict';
import { commandLine } from './command-line';

/** `npm run audit [-- --strict]`: asks the registry for known vulnerabilities in the packages for production. */
const { strict } = commandLine('npm run audit --')
  .description('Asks the registry for known vulnerabilities of the production dependencies.')
  .option('--strict', 'fail if the registry does not answer', false)
  .parse()
  .opts<{ strict: boolean }>();
const { stdout, error } = spawnSync('npm', ['audit', '--omit=dev', '--json'], {
  cwd: path.resolve(__dirname, '..'),
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'ignore'],
});
if (error) throw error;
const { exitCode, lines } = verdictOf(stdout, strict);
for (const line of lines) console.log(line);
process.exitCode = exitCode;
