import { oneLine } from '../../untrusted/visible';
import { isEmptyChangeSet } from '../stack/change-set';
import type { ChangeDetail, ChangeSet, ResourceChange, TextChange } from '../stack/changes';
import { differences, STRICT } from '../stack/difference';
import { hasUnknown, isValueList, isValueObject, type Value } from '../template/expression';
import type { Paint } from './render';
import { wrap } from './table';
import { valueJson, valueText } from './value';
import type { Sheet, View } from './view';

type Painter = (text: string) => string;

/** The mark of each kind of change. */
const MARKS = { Add: '+', Modify: '~', Remove: '-', Replace: '±' } as const;

const POLICY_TEXTS = {
  Delete: '',
  Retain: 'DeletionPolicy: it stays and leaves the stack',
  ReplaceAndDelete: 'the old one is deleted',
  ReplaceAndRetain: 'UpdateReplacePolicy: the old one stays and leaves the stack',
} as const;

/** A change set: what a deployment would add, modify, replace and remove, and why. */
export function changeSetView(changeSet: ChangeSet): View {
  return { text: (sheet) => changeSetText(changeSet, sheet), json: changeSetJson(changeSet) };
}

function changeSetText(changeSet: ChangeSet, sheet: Sheet): string {
  const { stackName, changeSetType, changes, parameters, tags, outputs } = changeSet;
  const { paint } = sheet;
  const head = paint.bold(oneLine(`Change set for the stack ${stackName} (${changeSetType})`));
  if (isEmptyChangeSet(changeSet)) return `${head}\nNo changes.`;
  return [
    head,
    ...changes.flatMap((change) => changeLines(change, sheet)),
    ...textLines('Parameters', parameters, sheet),
    ...textLines("The stack's tags", tags, sheet),
    ...textLines('Outputs', outputs, sheet),
    ...wrap(totals(changes), sheet.columns, sheet.measure),
  ].join('\n');
}

function changeLines(change: ResourceChange, sheet: Sheet): string[] {
  const { action, logicalId, identifier, type, replacement, policyAction, details, warnings } = change;
  const isReplacing = replacement !== undefined && replacement !== 'False';
  const mark = MARKS[isReplacing ? 'Replace' : action];
  const painter = painterOf(isReplacing ? 'Replace' : action, sheet.paint);
  const notes = [
    // If two templates are compared, the logical ID is the only identifier.
    identifier === undefined || identifier === logicalId ? '' : identifier,
    type,
    replacement === undefined ? '' : `Replacement: ${replacement}`,
    policyAction === undefined ? '' : POLICY_TEXTS[policyAction],
  ].filter((note) => note !== '');
  return [
    ...paragraph(`${mark} ${action}  ${logicalId}  ${notes.join('  ')}`, '', sheet, painter),
    ...details.flatMap((detail) => detailLines(detail, action === 'Add', sheet)),
    ...warnings.flatMap((warning) => paragraph(`! ${warning}`, '    ', sheet, sheet.paint.bad)),
  ];
}

function detailLines(detail: ChangeDetail, isNew: boolean, sheet: Sheet): string[] {
  const { attribute, name, before, after, requiresRecreation, isWriteOnly, causes } = detail;
  const entities = causes.flatMap(({ causingEntity }) => causingEntity ?? []);
  const notes = [
    requiresRecreation === 'Always' && !isNew ? 'create-only' : '',
    isWriteOnly ? 'write-only' : '',
    entities.length === 0 || isNew ? '' : `because of ${entities.join(', ')}`,
  ].filter((note) => note !== '');
  const note = notes.length === 0 ? '' : `  (${notes.join('; ')})`;
  const label = name ?? (attribute === 'Tags' ? "the stack's tags" : attribute);
  return parts(label, before, after).flatMap((part) => {
    const [text, mark] = comparison(part.before, part.after);
    return paragraph(`${MARKS[mark]} ${part.label}: ${text}${note}`, '    ', sheet, painterOf(mark, sheet.paint));
  });
}

interface Part {
  readonly label: string;
  readonly before?: Value;
  readonly after?: Value;
}

/** For lists and objects, only the changed parts are shown. */
function parts(label: string, before: Value | undefined, after: Value | undefined): Part[] {
  const both: readonly (Value | undefined)[] = [before, after];
  const isInside = both.every((value) => value !== undefined && isCompound(value) && !hasUnknown(value));
  if (!isInside) return [{ label, before, after }];
  return differences(before, after, STRICT).map(({ path, expected, actual }) => ({
    label: label + path,
    before: expected,
    after: actual,
  }));
}

function isCompound(value: Value): boolean {
  return isValueList(value) || isValueObject(value);
}

function comparison(
  before: Value | undefined,
  after: Value | undefined,
): [text: string, mark: 'Add' | 'Modify' | 'Remove'] {
  if (before === undefined) return [after === undefined ? '' : valueText(after), 'Add'];
  if (after === undefined) return [valueText(before), 'Remove'];
  return [`${valueText(before)} → ${valueText(after)}`, 'Modify'];
}

function textLines(head: string, changes: readonly TextChange[], sheet: Sheet): string[] {
  if (changes.length === 0) return [];
  return [
    sheet.paint.bold(head),
    ...changes.flatMap(({ name, before, after }) => {
      const [text, mark] = comparison(before, after);
      return paragraph(`${MARKS[mark]} ${name}: ${text}`, '    ', sheet, painterOf(mark, sheet.paint));
    }),
  ];
}

/** A text that begins with a mark. Only the mark is painted, and further lines are aligned with the text. */
function paragraph(text: string, indent: string, { columns, measure }: Sheet, painter: Painter): string[] {
  const [mark = '', ...rest] = oneLine(text).split(' ');
  const [first = '', ...more] = wrap(rest.join(' '), Math.max(10, columns - indent.length - 2), measure);
  return [`${indent}${painter(mark)} ${first}`, ...more.map((line) => `${indent}  ${line}`)];
}

function painterOf(mark: keyof typeof MARKS, paint: Paint): Painter {
  return { Add: paint.good, Modify: paint.busy, Remove: paint.bad, Replace: paint.bad }[mark];
}

function totals(changes: readonly ResourceChange[]): string {
  const count = (isIt: (change: ResourceChange) => boolean): number => changes.filter(isIt).length;
  const replaced = count(({ replacement }) => replacement === 'True');
  const perhaps = count(({ replacement }) => replacement === 'Conditional');
  const kinds = [
    replaced > 0 ? `${replaced} with replacement` : '',
    perhaps > 0 ? `${perhaps} perhaps with replacement` : '',
  ].filter((kind) => kind !== '');
  const modified = `${count(({ action }) => action === 'Modify')} Modify${kinds.length > 0 ? ` (${kinds.join(', ')})` : ''}`;
  return `${count(({ action }) => action === 'Add')} Add, ${modified}, ${count(({ action }) => action === 'Remove')} Remove`;
}

function changeSetJson({ changes, parameters, tags, outputs, ...head }: ChangeSet): object {
  return {
    kind: 'change-set',
    ...head,
    changes: changes.map(({ details, ...change }) => ({
      ...change,
      scope: [...new Set(details.map(({ attribute }) => attribute))],
      details: details.map(({ before, after, ...detail }) => ({ ...detail, ...valuesJson(before, after) })),
    })),
    ...{ parameters: parameters.map(textJson), tags: tags.map(textJson), outputs: outputs.map(textJson) },
  };
}

function textJson({ name, before, after }: TextChange): object {
  return { name, ...valuesJson(before, after) };
}

function valuesJson(before: Value | undefined, after: Value | undefined): object {
  return {
    ...(before === undefined ? {} : { beforeValue: valueJson(before) }),
    ...(after === undefined ? {} : { afterValue: valueJson(after) }),
  };
}
