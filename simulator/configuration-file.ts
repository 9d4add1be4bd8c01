import { lstatSync, readFileSync, writeFileSync } from 'node:fs';
import type { TypeConfiguration } from './common/cloud';

/** What a type configuration that leads to a simulator has, and one that leads to an account has not. */
const LOOPBACK = /^http:\/\/(127\.0\.0\.1|localhost|\[::1\])[:/]/;

/**
 * Checks the place for type configurations: nothing, an empty file, or one that a simulator has written before.
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

/** Writes type configurations, which have keys, so that only its owner can read the file. @throws Error as above. */
export function writeConfigurationFile(
  file: string,
  configurations: Readonly<Record<string, TypeConfiguration>>,
): void {
  checkConfigurationFile(file);
  writeFileSync(file, `${JSON.stringify(configurations, undefined, 2)}\n`, { mode: 0o600 });
}

/** Whether a text has, by names of types, configurations that lead to simulators, or one alone. */
function isOurs(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return leadsHere(value) || (valuesOf(value).length > 0 && valuesOf(value).every(leadsHere));
  } catch {
    return false;
  }
}

function leadsHere(configuration: unknown): boolean {
  const endpoints = valuesOf(Object(configuration).Endpoints);
  return endpoints.length > 0 && endpoints.every((endpoint) => LOOPBACK.test(String(endpoint)));
}

function valuesOf(value: unknown): unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value) : [];
}
