import { readJsonFile } from '../../../common/json-file';
import { isPolicy, type PolicyDocument, policyProblem } from './policy';

/**
 * Reads a RAM policy from a JSON file.
 *
 * @throws Error that names the file and the problem
 */
export function readPolicyFile(file: string): PolicyDocument {
  return readJsonFile(file, (policy) => {
    if (!isPolicy(policy)) throw new Error(policyProblem(policy));
    return policy;
  });
}
