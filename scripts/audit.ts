import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { verdictOf } from './audit-verdict';

/** `npm run audit [-- --strict]`: asks the registry for known vulnerabilities of what production needs. */
const { stdout, error } = spawnSync('npm', ['audit', '--omit=dev', '--json'], {
  cwd: path.resolve(__dirname, '..'),
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'ignore'],
});
if (error) throw error;
const { exitCode, lines } = verdictOf(stdout, process.argv.includes('--strict'));
for (const line of lines) console.log(line);
process.exitCode = exitCode;
