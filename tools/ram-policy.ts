import { endFailed } from './command-line';
import { policyText } from './policies/of-types';
import { takeType } from './type-option';

/** `npm run ram-policy`: prints the permissions that the handlers of a type need in their cloud. */
try {
  const { project, rest } = takeType(process.argv.slice(2));
  console.log(policyText(project, rest));
} catch (error) {
  endFailed(error);
}
