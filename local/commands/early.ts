import type { Cloud } from '../cloud';
import { UsageError } from '../errors';
import { openTools, startFunction } from '../session';
import type { ErrorCode } from '../stack/contract';
import { type Refusal, refusalsOf } from '../stack/refusal';
import { secretsWith } from '../stack/secrets';
import type { StackState } from '../stack/state';
import { hider } from '../template/no-echo';
import { TemplateError } from '../template/problems';
import type { ReadProposal } from './proposals';

/** What is needed to ask the handlers before anything is done. */
interface EarlyWork {
  readonly state: StackState;
  readonly cloud: Cloud;
  readonly environment: NodeJS.ProcessEnv;
  /** The file of the type configuration; absent with the embedded simulator. */
  readonly typeConfiguration?: string;
  /** Receives what the handlers write; by default it is ignored. */
  hear?(line: string, typeName: string): void;
}

/** Failures that are the same for every resource and are not caused by the template. */
const OF_THE_ACCESS: ReadonlySet<ErrorCode> = new Set<ErrorCode>(['InvalidTypeConfiguration', 'InvalidCredentials']);

/**
 * Reports what the handlers would refuse in templates before any request to the cloud and before a resource is created. CloudFormation
 * calls a handler only when it processes the resource, and then rolls back what was created before.
 *
 * @throws UsageError about the type configuration, TemplateError with everything that is refused in a template.
 */
export async function refuseEarly(proposals: readonly ReadProposal[], work: EarlyWork): Promise<void> {
  const { state, cloud, environment, hear = () => undefined } = work;
  const handlers = startFunction(cloud, environment, hear, true);
  try {
    for (const proposal of proposals) {
      const refusals = await refusalsOf(openTools(handlers, cloud, state), state, proposal);
      if (refusals.length === 0) continue;
      const hide = hider(secretsWith(state, proposal));
      throw errorOf(refusals, proposal, hide, work.typeConfiguration);
    }
  } finally {
    await handlers.close();
  }
}

function errorOf(
  refusals: readonly Refusal[],
  { target: { source } }: ReadProposal,
  hide: (text: string) => string,
  typeConfiguration = 'the type configuration',
): Error {
  const general = refusals.find(({ code }) => OF_THE_ACCESS.has(code));
  if (general !== undefined) {
    return new UsageError(
      `${typeConfiguration}: ${hide(general.message)} Here, change the file: it must contain the values themselves, because ` +
        'dynamic references are not resolved. Nothing was created.',
    );
  }
  const problems = refusals.map(({ resource: { logicalId }, message, named }) => ({
    path: ['Resources', logicalId, 'Properties'],
    message: hide(`the handlers reject this; nothing was created. ${message}${named === '' ? '' : ` (${named})`}`),
  }));
  return new TemplateError(source.file, problems, source.locate);
}
