import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { commandLine } from './command-line';
import { allProjects, type Project, ROOT } from './projects';

/** The permission by which handlers get into a cloud without a key. */
const TOKEN_PERMISSION = 'sts:GetWebIdentityToken';

const TEMPLATES = ['register-from-bucket.yaml', 'aws-side.yaml'];

/** The lists in the templates that follow from the list of types, by the comment behind the line that begins each. */
function listsOf(projects: readonly Project[]): Readonly<Record<string, readonly string[]>> {
  const asking = projects.filter((project) => permissionsOf(project).includes(TOKEN_PERMISSION));
  return {
    'the types of types.json': projects.map(({ typeName }) => typeName),
    'the types whose handlers may ask for tokens': orOf(
      asking.map(({ typeName }) => `!Equals [!Ref TypeName, ${typeName}]`),
    ),
  };
}

/** The conditions of an `Fn::Or`, which takes two to ten: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-conditions.html */
function orOf(conditions: readonly string[]): readonly string[] {
  if (conditions.length === 0 || conditions.length > 10) throw new Error(`Fn::Or cannot take ${conditions.length}`);
  return conditions.length === 1 ? [...conditions, ...conditions] : conditions;
}

/** What the handlers of a type may do in AWS, by its schema. */
function permissionsOf({ schemaFile }: Project): readonly string[] {
  const { handlers }: { handlers: Record<string, { permissions: string[] }> } = JSON.parse(
    readFileSync(schemaFile, 'utf8'),
  );
  return Object.values(handlers).flatMap(({ permissions }) => permissions);
}

/**
 * A template with other items in a list: the list whose first line ends with this comment.
 *
 * @throws Error if there is no such list, or more than one.
 */
function withItems(text: string, comment: string, items: readonly string[]): string {
  const list = new RegExp(`^( *)(\\S.* # ${comment}; npm run generate\\n)(?:\\1 +- .*\\n)*`, 'gm');
  const found = [...text.matchAll(list)];
  if (found.length !== 1) throw new Error(`${found.length} lists are marked "${comment}"`);
  return text.replace(list, (_, indent: string, head: string) =>
    [`${indent}${head}`, ...items.map((item) => `${indent}  - ${item}\n`)].join(''),
  );
}

/** The templates of `registration/` as the list of types wants them, by their files. */
export function templatesFor(projects: readonly Project[]): Readonly<Record<string, string>> {
  const texts = TEMPLATES.map((name) => {
    const file = path.join(ROOT, 'registration', name);
    const lists = Object.entries(listsOf(projects));
    return [file, lists.reduce((text, list) => withItems(text, ...list), readFileSync(file, 'utf8'))] as const;
  });
  return Object.fromEntries(texts);
}

if (require.main === module) {
  commandLine('node --import tsx tools/registration-templates.ts')
    .description(
      'Writes into the templates of registration/ which types there are, and which of them may ask for tokens.',
    )
    .parse();
  for (const [file, text] of Object.entries(templatesFor(allProjects()))) writeFileSync(file, text);
}
