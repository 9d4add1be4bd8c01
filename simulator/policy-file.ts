import { readFileSync } from 'node:fs';
import { isPolicy, type PolicyDocument, policyProblem } from './ram/policy';

/**
 * Reads a RAM policy from a JSON file.
 *
 * @throws Error that names the file and what is wrong
 */
export function readPolicyFile(file: string): PolicyDocument {
  try {
    const policy: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (!isPolicy(policy)) throw new Error(policyProblem(policy));
    return policy;
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : error}`);
  }
}
