import { oneLine } from '../../untrusted/visible';
import { cloudOf, cloudsOf, titleOf } from '../clouds';
import type { ResourceRecord, StackEvent, StackState } from '../stack/state';
import type { Output } from '../template/bound';
import { type Paint, painterOf } from './render';

/** An event as one line: time, name, status and reason. */
export function eventText({ timestamp, logicalId, status, reason }: StackEvent, paint: Paint): string {
  const parts = [timestamp, oneLine(logicalId), painterOf(status, paint)(status), ...(reason ? [oneLine(reason)] : [])];
  return parts.join('  ');
}

/** The outputs of a stack as lines. */
export function outputsText(outputs: readonly Output[], paint: Paint): string {
  const width = Math.max(0, ...outputs.map(({ name }) => name.length));
  const lines = outputs.map(({ name, value, description }) => {
    const note = description === undefined ? '' : paint.dim(`  ${oneLine(description)}`);
    return `  ${oneLine(name).padEnd(width)}  ${oneLine(value)}${note}`;
  });
  return [paint.bold('Outputs'), ...lines].join('\n');
}

/** What exists of a stack after an interruption, and what was in progress, as lines. */
export function leftText(records: readonly ResourceRecord[]): string {
  if (records.length === 0) return 'No resource of the stack exists.';
  const lines = records.map(({ logicalId, identifier, operation, status }) => {
    const what = identifier ?? 'identifier not known yet';
    const doing = operation ? `${operation.action} in progress` : status;
    return oneLine(`  ${logicalId}  ${what}  ${doing}`);
  });
  return ['Remaining resources:', ...lines].join('\n');
}

/**
 * What a deletion removes from which cloud, and what stays there, as lines.
 *
 * @param stays why a resource stays; `undefined` if it is deleted.
 */
export function deletionText(
  records: readonly ResourceRecord[],
  stays: (record: ResourceRecord) => string | undefined,
): string {
  if (records.length === 0) return 'The stack has no resources in a cloud.';
  const clouds = cloudsOf(records.map(({ typeName }) => typeName));
  return clouds
    .flatMap((cloud) => {
      const own = records.filter(({ typeName }) => cloudOf(typeName) === cloud);
      const lines = own.map((record) => {
        const { logicalId, identifier = 'identifier not known', typeName } = record;
        const why = stays(record);
        return oneLine(`  ${logicalId}  ${identifier}  ${typeName}${why === undefined ? '' : `  stays: ${why}`}`);
      });
      return [`Resources of the stack in ${titleOf(cloud)}:`, ...lines];
    })
    .join('\n');
}

/** The result for programs: the last line of `--json`. */
export function summaryOf(state: StackState, result: string, extra: object): object {
  return {
    kind: 'summary',
    result,
    stackName: state.name,
    stackId: state.id,
    status: state.status,
    ...(state.reason === undefined ? {} : { reason: state.reason }),
    outputs: Object.fromEntries(state.outputs.map(({ name, value }) => [name, value])),
    resources: Object.values(state.resources).map(({ logicalId, typeName, identifier, status }) => ({
      logicalId,
      type: typeName,
      identifier,
      status,
    })),
    ...extra,
  };
}
