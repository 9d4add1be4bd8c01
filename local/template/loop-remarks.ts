import { isJsonList, isJsonObject, type Json } from '../json';
import { isLoopKey, LOOP_SECTIONS } from './loops';
import { placeholdersIn } from './placeholders';
import { type Path, placed } from './problems';
import type { TemplateSource } from './source';

/** A place where it is uncertain whether CloudFormation replaces the placeholder of a loop. */
type Doubt = 'ampersand' | 'text' | 'key';

interface Finding {
  readonly doubt: Doubt;
  readonly path: Path;
  readonly placeholder: string;
}

/** Where the reports are, and what to write instead. */
const REMARKS: Readonly<Record<Doubt, (placeholder: string) => string>> = {
  ampersand: (placeholder) =>
    `${placeholder} in a value is replaced here, as CloudFormation's documentation of Fn::ForEach says; two open reports say that CloudFormation leaves it as it is (cfn-language-discussion issue 162, cloudformation-coverage-roadmap issue 2150). Let the loop run over names of letters and digits, and write ${placeholder.replace('&', '$')} in Fn::Sub`,
  text: (placeholder) =>
    `${placeholder} without Fn::Sub is replaced here, as CloudFormation's documentation of Fn::ForEach says; its RFC 0009 and a measurement (ministack pull request 1739) say that CloudFormation leaves it as it is in values. Write it in Fn::Sub, or use Ref`,
  key: (placeholder) =>
    `${placeholder} in a key inside a value is replaced here, as CloudFormation's documentation of Fn::ForEach says; a measurement (ministack pull request 1739) says that CloudFormation leaves it as it is there. Put another Fn::ForEach in this place`,
};

/**
 * Values of the template's loops for which CloudFormation's documentation and user reports disagree, a sentence for each kind, with all
 * places.
 */
export function loopRemarks(source: TemplateSource): readonly string[] {
  const root = isJsonObject(source.value) ? source.value : {};
  const findings: Finding[] = [];
  for (const section of LOOP_SECTIONS) {
    for (const [key, value] of Object.entries(isJsonObject(root[section]) ? root[section] : {})) {
      visitEntry(key, value, { path: [section, key], names: [], isKeyKnown: true, found: (one) => findings.push(one) });
    }
  }
  return Object.keys(REMARKS).flatMap((doubt) => {
    const [first, ...others] = findings.filter((finding) => finding.doubt === doubt);
    return first === undefined ? [] : [remark(first, others, source)];
  });
}

function remark({ doubt, path, placeholder }: Finding, others: readonly Finding[], source: TemplateSource): string {
  const own = source.locate(path)?.line;
  const lines = new Set(
    others.flatMap((other) => source.locate(other.path)?.line ?? []).filter((line) => line !== own),
  );
  const also = lines.size === 0 ? '' : `. The same in line ${[...lines].join(', ')}`;
  return placed({ path, message: `${REMARKS[doubt](placeholder)}${also}.` }, source);
}

/** The place of a part, and the loops around it. */
interface Here {
  readonly path: Path;
  readonly names: readonly string[];
  /** Whether the key above certainly has its placeholders replaced: the key of a section, or of a loop. */
  readonly isKeyKnown: boolean;
  found(finding: Finding): void;
}

function visitEntry(key: string, value: Json, here: Here): void {
  if (isLoopKey(key)) {
    visitLoop(value, here);
    return;
  }
  if (!here.isKeyKnown) report(key, 'key', here);
  if (!here.isKeyKnown || !isJsonObject(value)) {
    visit(value, here);
    return;
  }
  // Nothing is repeated in the metadata of a resource.
  const { Metadata: _, ...rest } = value;
  visit(rest, here);
}

function visitLoop(value: Json, here: Here): void {
  const [identifier, collection = null, fragment = null] = isJsonList(value) ? value : [];
  visit(collection, inside(here, 1));
  if (typeof identifier !== 'string' || !isJsonObject(fragment)) return;
  const names = [...here.names, identifier];
  for (const [key, item] of Object.entries(fragment)) {
    visitEntry(key, item, { ...here, path: [...here.path, 2, key], names, isKeyKnown: true });
  }
}

function visit(value: Json, here: Here): void {
  if (typeof value === 'string') report(value, 'text', here);
  if (isJsonList(value)) value.forEach((item, index) => void visit(item, inside(here, index)));
  if (!isJsonObject(value)) return;
  for (const [key, item] of Object.entries(value)) {
    const below = inside(here, key);
    if (key === 'Fn::Sub' || key === 'Fn::If') visitFirstApart(item, below);
    else visitEntry(key, item, below);
  }
}

/** `${}` is certain in the text of Fn::Sub and in the condition name of Fn::If, where no function is possible. */
function visitFirstApart(argument: Json, here: Here): void {
  const [first = null, ...rest] = isJsonList(argument) ? argument : [argument];
  if (typeof first === 'string') report(first, undefined, isJsonList(argument) ? inside(here, 0) : here);
  rest.forEach((item, index) => void visit(item, inside(here, index + 1)));
}

/** @param doubt what is uncertain about `${}` in the text; `&{}` is always uncertain. */
function report(text: string, doubt: Doubt | undefined, { path, names, found }: Here): void {
  for (const placeholder of placeholdersIn(text, names)) {
    const own = doubt !== 'key' && placeholder.startsWith('&') ? 'ampersand' : doubt;
    if (own !== undefined) found({ doubt: own, path, placeholder });
  }
}

function inside(here: Here, key: string | number): Here {
  return { ...here, path: [...here.path, key], isKeyKnown: false };
}
