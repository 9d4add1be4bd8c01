import type { Secret } from '../template/no-echo';
import type { Proposal } from './proposal';
import type { StackState } from './state';

/** The values of the stack's NoEcho parameters, including those of its last complete state. */
export function secretsOf({ noEcho, parameters, committed }: StackState): readonly Secret[] {
  return [parameters, committed?.parameters ?? {}].flatMap((values) =>
    Object.entries(values).flatMap(([name, value]) => (noEcho.includes(name) ? [{ name, value }] : [])),
  );
}

/** The names of the parameters that are NoEcho in the stack or in a template: a secret stays secret. */
export function withNoEcho({ noEcho }: StackState, hidden: ReadonlySet<string>): readonly string[] {
  return [...new Set([...noEcho, ...hidden])];
}

/** The values of {@link secretsOf}, and those that a proposal gives the NoEcho parameters. */
export function secretsWith(
  state: StackState,
  { parameters, hidden }: Pick<Proposal, 'parameters' | 'hidden'>,
): readonly Secret[] {
  const noEcho = withNoEcho(state, hidden);
  return [...secretsOf({ ...state, noEcho }), ...secretsOf({ ...state, noEcho, parameters })];
}
