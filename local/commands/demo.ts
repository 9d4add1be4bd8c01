import { join } from 'node:path';
import type { CommonOptions } from '../options';
import { deploy } from './deploy';
import type { ExitCode, Terminal } from './run';

const DEMO_TEMPLATE = join(__dirname, '..', '..', 'examples', 'two-regions.yaml');

/** Simulated seconds in a real one: two copies of 20 minutes in about 15 seconds. */
const DEMO_SPEED = 80;

/** Deploys the example of two copies on an embedded simulator, deletes it again and shows that nothing is left. */
export function demo(options: CommonOptions, terminal: Terminal): Promise<ExitCode> {
  const deployOptions = { delete: true, speed: DEMO_SPEED };
  const { typeConfiguration: _none, ...rest } = options;
  return deploy([DEMO_TEMPLATE], { ...rest, ...deployOptions }, terminal);
}
