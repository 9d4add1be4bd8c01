import path from 'node:path';
import { ROOT } from '../../tools/projects';

/**
 * How Node.js is called for a program of a project, such as `local/main.ts`, as `npm start` and `npm run simulator` call it.
 *
 * @param root the folder of the project.
 */
export function programWords(file: string, root = ROOT): string[] {
  return [path.join(root, 'tools', 'program.cjs'), file];
}
