import type { Secret } from '../template/no-echo';
import type { StackState, TextMap } from './state';

/** The values of the stack's NoEcho parameters, those of its last complete state too. */
export function secretsOf({ noEcho, parameters, committed }: StackState): readonly Secret[] {
  return [parameters, committed?.parameters ?? {}].flatMap((values) =>
    Object.entries(values).flatMap(([name, value]) => (noEcho.includes(name) ? [{ name, value }] : [])),
  );
}

/** The names of the parameters that are NoEcho in the stack or in a template: what was secret once stays so. */
export function withNoEcho({ noEcho }: StackState, hidden: ReadonlySet<string>): readonly string[] {
  return [...new Set([...noEcho, ...hidden])];
}

/** The same, and the values that a proposal gives them. */
export function secretsWith(
  state: StackState,
  { parameters, hidden }: { readonly parameters: TextMap; readonly hidden: ReadonlySet<string> },
): readonly Secret[] {
  const noEcho = withNoEcho(state, hidden);
  return [...secretsOf({ ...state, noEcho }), ...secretsOf({ ...state, noEcho, parameters })];
}
