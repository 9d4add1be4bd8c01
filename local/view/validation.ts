import { oneLine } from '../../untrusted/visible';
import { counted } from '../cloud';
import { formatPath, type Position, type Problem, placed } from '../template/problems';
import { foldText } from './table';
import type { Sheet, View } from './view';

/** The result of the validation of a template. */
export interface Verdict {
  readonly file: string;
  /** Empty if the template is valid. */
  readonly problems: readonly (Problem & Partial<Position>)[];
  /** The resources of the template, as far as it could be read. */
  readonly resources: readonly { readonly logicalId: string; readonly type: string }[];
  /** What CloudFormation may understand differently, or what may fail in it, a sentence each. */
  readonly remarks: readonly string[];
}

/** Whether a template is valid. */
export function isValid({ problems }: Verdict): boolean {
  return problems.length === 0;
}

/** The results of the validation of templates, one after the other. */
export function validationView(verdicts: readonly Verdict[]): View {
  return {
    text: (sheet) => [...verdicts.map((verdict) => verdictText(verdict, sheet)), foldText(NOT_ASKED, sheet)].join('\n'),
    json: {
      kind: 'validation',
      templates: verdicts.map((verdict) => ({
        template: verdict.file,
        valid: isValid(verdict),
        resources: verdict.resources,
        problems: verdict.problems.map(({ path, ...problem }) => ({ path: formatPath(path), ...problem })),
        remarks: verdict.remarks,
      })),
    },
  };
}

const NOT_ASKED = 'No cloud was called: only a deployment shows whether an image, an instance or a key exists.';

function verdictText(verdict: Verdict, sheet: Sheet): string {
  const { file, problems, resources, remarks } = verdict;
  const { good, bad } = sheet.paint;
  const fold = (line: string): string => foldText(oneLine(line), sheet);
  const [word, paint, count] = isValid(verdict)
    ? (['valid', good, counted(resources.length, 'resource')] as const)
    : (['not valid', bad, counted(problems.length, 'problem')] as const);
  // Colours take no space.
  const head = paint(word) + fold(`${word}  ${file}: ${count}`).slice(word.length);
  return [
    head,
    ...problems.map((problem) => fold(`  ${placed(problem, { file, locate: () => positionOf(problem) })}`)),
    ...(isValid(verdict) ? resources.map(({ logicalId, type }) => fold(`  ${logicalId}  ${type}`)) : []),
    ...remarks.map((remark) => fold(`  Remark: ${remark}`)),
  ].join('\n');
}

function positionOf({ line, column }: Partial<Position>): Position | undefined {
  return line === undefined || column === undefined ? undefined : { line, column };
}
