import type { TypeConfiguration } from './common/cloud';
import { type OwnFile, writeOwn } from './own-file';

/** Matches the endpoints in a type configuration for a simulator, which one for a real account does not have. */
const LOOPBACK = /^https?:\/\/(127\.0\.0\.1|localhost|\[::1\])[:/]/;

/** Type configurations by the names of types, or a single one. They contain keys, so only the owner can read the file. */
export const CONFIGURATION_FILE: OwnFile = {
  what: 'a type configuration',
  option: '--type-configuration',
  mode: 0o600,
  isOurs(text) {
    try {
      const value: unknown = JSON.parse(text);
      return leadsHere(value) || (valuesOf(value).length > 0 && valuesOf(value).every(leadsHere));
    } catch {
      return false;
    }
  },
};

/**
 * Writes type configurations.
 *
 * @throws Error if the file contains something else
 */
export function writeConfigurationFile(
  file: string,
  configurations: Readonly<Record<string, TypeConfiguration>>,
): void {
  writeOwn(file, CONFIGURATION_FILE, `${JSON.stringify(configurations, undefined, 2)}\n`);
}

function leadsHere(configuration: unknown): boolean {
  const endpoints = valuesOf(Object(configuration).Endpoints);
  return endpoints.length > 0 && endpoints.every((endpoint) => LOOPBACK.test(String(endpoint)));
}

function valuesOf(value: unknown): unknown[] {
  return typeof value === 'object' && value !== null ? Object.values(value) : [];
}
