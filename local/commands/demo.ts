import { join } from 'node:path';
import type { CommonOptions } from '../options';
import { deploy } from './deploy';
import type { ExitCode, Terminal } from './run';

const DEMO_TEMPLATE = join(__dirname, '..', '..', 'examples', 'make-and-copy.yaml');

/** Simulated seconds per real second: creating and copying an image takes about two hours, which is less than half a minute here. */
export const DEMO_SPEED = 400;

/** Creates and copies images in two clouds on embedded simulators, deletes them again and shows that nothing is left. */
export function demo(options: CommonOptions, terminal: Terminal): Promise<ExitCode> {
  const deployOptions = { delete: true, speed: DEMO_SPEED };
  const { typeConfiguration: _none, ...rest } = options;
  return deploy([DEMO_TEMPLATE], { ...rest, ...deployOptions }, terminal);
}
