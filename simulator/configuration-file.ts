import { lstatSync, readFileSync, writeFileSync } from 'node:fs';

/** What a type configuration that leads to a simulator has, and one that leads to an account has not. */
const LOOPBACK = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])[:/]/;

/**
 * Checks the place for a type configuration: nothing, an empty file, or one that a simulator has written before.
 *
 * @throws Error if there is something else: it would be lost.
 */
export function checkConfigurationFile(file: string): void {
  const found = lstatSync(file, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (found.isFile() && (found.size === 0 || isOurs(readFileSync(file, 'utf8')))) return;
  throw new Error(
    `${file} is not a type configuration that a simulator has written, and is not overwritten; choose another file for ` +
      '--type-configuration, or remove it',
  );
}

/** Writes a type configuration, which has a key, so that only its owner can read it. @throws Error as above. */
export function writeConfigurationFile(file: string, text: string): void {
  checkConfigurationFile(file);
  writeFileSync(file, `${text}\n`, { mode: 0o600 });
}

function isOurs(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return LOOPBACK.test(String(field(field(value, 'Endpoints'), 'Ecs')));
  } catch {
    return false;
  }
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}
