import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { configurationFile } from './access';
import { commandLine } from './command-line';
import { allProjects, type Project, ROOT } from './projects';

/** The permission with which handlers sign in to a cloud without a key. */
const TOKEN_PERMISSION = 'sts:GetWebIdentityToken';

const TEMPLATES = ['register-from-bucket.yaml', 'aws-side.yaml'];

/** The lists in the templates that depend on the list of types, by the comment at the end of their first line. */
function listsOf(projects: readonly Project[]): Readonly<Record<string, readonly string[]>> {
  const asking = projects.filter((project) => permissionsOf(project).includes(TOKEN_PERMISSION));
  return {
    'the types of types.json': projects.map(({ typeName }) => typeName),
    'the types whose handlers may request tokens': orOf(
      asking.map(({ typeName }) => `!Equals [!Ref TypeName, ${typeName}]`),
    ),
    'the name of each type': projects.map((project) => ifOf(project, project.hyphenatedName)),
    'the audience of each type': asking.map((project) => ifOf(project, audienceOf(project))),
  };
}

/** The conditions for each type, by their names. A mapping is not possible, because its keys have no colons. */
function conditionsOf(projects: readonly Project[]): readonly string[] {
  return projects.map((project) => `${conditionOf(project)}: !Equals [!Ref TypeName, ${project.typeName}]`);
}

const conditionOf = ({ typeName }: Project): string => `Is${typeName.replaceAll('::', '')}`;

/** A text for one type, empty for the others. */
const ifOf = (project: Project, text: string): string => `!If [${conditionOf(project)}, ${text}, '']`;

/** The audience of a type's tokens, from its type configuration without a key. @throws Error if it has none */
function audienceOf(project: Project): string {
  const configuration: Readonly<Record<string, { readonly Audience?: string }>> = JSON.parse(
    readFileSync(configurationFile(project, 'keyless'), 'utf8'),
  );
  const audience = Object.values(configuration).find(({ Audience }) => Audience !== undefined)?.Audience;
  if (audience === undefined) throw new Error(`${project.typeName}: its keyless.json names no Audience`);
  return audience;
}

/**
 * The conditions of an `Fn::Or`, which accepts two to ten:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-conditions.html
 */
function orOf(conditions: readonly string[]): readonly string[] {
  if (conditions.length === 0 || conditions.length > 10) throw new Error(`Fn::Or cannot take ${conditions.length}`);
  return conditions.length === 1 ? [...conditions, ...conditions] : conditions;
}

/** The AWS permissions of a type's handlers, from its schema. */
function permissionsOf({ schemaFile }: Project): readonly string[] {
  const { handlers }: { handlers: Record<string, { permissions: string[] }> } = JSON.parse(
    readFileSync(schemaFile, 'utf8'),
  );
  return Object.values(handlers).flatMap(({ permissions }) => permissions);
}

/** The lines that depend on the list of types, below each line that ends with a comment. */
interface Generated {
  readonly comment: string;
  /** The pattern of these lines, after their indentation. */
  readonly line: RegExp;
  readonly texts: readonly string[];
}

function generatedFor(projects: readonly Project[]): readonly Generated[] {
  const lists = Object.entries(listsOf(projects)).map(([comment, items]) => ({
    comment,
    line: /- .*/,
    texts: items.map((item) => `- ${item}`),
  }));
  return [...lists, { comment: 'one for each type', line: /Is\w+: .*/, texts: conditionsOf(projects) }];
}

/** A template with its generated lines replaced. @throws Error if none is marked with the comment */
function withLines(text: string, { comment, line, texts }: Generated): string {
  const marked = new RegExp(`^( *)(\\S.* # |- # )${comment}; npm run generate\\n(?:\\1 +${line.source}\\n)*`, 'gm');
  if (!marked.test(text)) throw new Error(`no lines are marked "${comment}"`);
  return text.replace(marked, (_, indent: string, head: string) =>
    [`${indent}${head}${comment}; npm run generate\n`, ...texts.map((one) => `${indent}  ${one}\n`)].join(''),
  );
}

/** The templates of `registration/` for the list of types, by their files. */
export function templatesFor(projects: readonly Project[]): Readonly<Record<string, string>> {
  const texts = TEMPLATES.map((name) => {
    const file = path.join(ROOT, 'registration', name);
    return [file, generatedFor(projects).reduce(withLines, readFileSync(file, 'utf8'))] as const;
  });
  return Object.fromEntries(texts);
}

if (require.main === module) {
  commandLine('node --import tsx tools/registration-templates.ts')
    .description(
      'Writes into the templates of registration/ which types there are, and which of them may request tokens.',
    )
    .parse();
  for (const [file, text] of Object.entries(templatesFor(allProjects()))) writeFileSync(file, text);
}
