import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createProgram } from '../local/cli';
import { allCommands } from '../local/commands/all';
import { COPY_TYPE } from '../src/huaweicloud/properties/copying';
import { allProjects } from '../tools/projects';
import { sectionOf } from './support/page-tables';
import { writtenFiles } from './support/prose';
import { type Schema, schemaOf } from './support/schemas';

// What the pages say of a type, compared with its schema and its error tables: a page outlives the property that it names.

const ROOT = path.join(__dirname, '..');
const read = (file: string): string => readFileSync(path.join(ROOT, file), 'utf8');

/** The catalogue has every error code that the handlers know, by `npm run generate`. */
const CATALOGUE = 'guides/messages.md';
const PAGES = writtenFiles(/^(?:README\.md|(?:guides|registration)\/.*\.md)$/).filter((page) => page !== CATALOGUE);
const KNOWN = read(CATALOGUE);

/** Error codes of the clouds, as a page quotes them. */
const CODE =
  /`((?:IMG|APIGW|IAM|STS5)\.\d{4}|(?:Invalid\w+|OperationDen?ied|OperationDeined|QuotaExceed|SizeExceed|AuthenticationFail)\.[\w.]+)`/g;

const codesIn = (text: string): readonly string[] => [...text.matchAll(CODE)].map(([, code = '']) => code);

it.each(PAGES)('%s quotes only error codes that the handlers know', (page) => {
  expect(codesIn(read(page)).filter((code) => !KNOWN.includes(`\`${code}\``))).toEqual([]);
});

/** What a page may call a property: of a resource, of the type configuration, or of an object in either. */
function namesOf({ properties, definitions, typeConfiguration }: Schema): ReadonlySet<string> {
  const parts = [properties, typeConfiguration.properties, ...Object.values(definitions).map((one) => one.properties)];
  return new Set(parts.flatMap((part) => Object.keys(part ?? {})));
}

/** The names in the second column of its tables. */
const namedIn = (section: string): readonly string[] =>
  [...section.matchAll(/^\|[^|]+\|([^|]+)\|[^|]+\|$/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`([A-Z]\w+)`/g)].map(([, name = '']) => name),
  );

const TERRAFORM = 'guides/coming-from-terraform.md';

it.each([
  ["From Terraform's `alicloud_image_copy`", 'TF::Alicloud::ImageCopy'],
  ["From Terraform's `alicloud_image`", 'TF::Alicloud::Image'],
  ["From Terraform's `apsarastack_image_copy`", 'TF::ApsaraStack::ImageCopy'],
  ["From Terraform's `apsarastack_image`", 'TF::ApsaraStack::Image'],
  ['The provider of Apsara Stack', 'TF::ApsaraStack::ImageCopy'],
  ["From Terraform's `huaweicloud_images_image_copy`", 'TF::HuaweiCloud::ImagesImageCopy'],
  ['The provider of Huawei Cloud', 'TF::HuaweiCloud::ImagesImageCopy'],
])('coming from Terraform, "%s": each property is one of %s', (heading, typeName) => {
  const named = namedIn(sectionOf(TERRAFORM, heading));
  expect(named.length).toBeGreaterThan(4);
  const known = namesOf(schemaOf(typeName));
  expect(named.filter((name) => !known.has(name))).toEqual([]);
});

it('costs and limits: what a copy on Huawei Cloud may have is what its schema and its handlers say', () => {
  const section = sectionOf('guides/costs-and-limits.md', 'On Huawei Cloud');
  const { properties } = schemaOf('TF::HuaweiCloud::ImagesImageCopy');
  expect(section).toContain(
    `| ${properties.Tags?.maxItems} for the template and the stack together: an image can have ${COPY_TYPE.tags.perImage},`,
  );
  expect(section).toContain(`default ${(COPY_TYPE.defaultSeconds?.Create ?? 0) / 3600} h,`);
});

it('runtime and logs: the log group of each type is named after it', () => {
  const page = read('guides/runtime-and-logs.md');
  const names = allProjects().map(({ typeName, hyphenatedName }) => ({
    typeName,
    group: `\`${hyphenatedName}-logs\``,
  }));
  // That of the first type is in the table.
  expect(names.filter(({ group }) => !page.includes(group))).toEqual([]);
  expect(names.slice(1).filter(({ typeName, group }) => !page.includes(`- \`${typeName}\`: ${group}`))).toEqual([]);
});

describe('guides/local-stack.md', () => {
  const neverRun = (): never => {
    throw new Error('no command is run here');
  };
  const program = createProgram(allCommands(neverRun), neverRun);

  it.each(program.commands.map((command) => command.name()))('tells of the command %s', (name) => {
    expect(read('guides/local-stack.md')).toMatch(new RegExp(`npm start -- ${name}\\b|\`${name}[ \`]`));
  });
});

describe('CONTRIBUTING.md', () => {
  const folders =
    'src|tests|simulator|local|types|tools|bench|constructs|registration|examples|guides|inputs|sam-tests';
  const page = read('CONTRIBUTING.md');
  // The name of something that is not there yet, or that has been left out.
  const isName = (place: string): boolean => /NAME|CODE|…|\*/.test(place);
  const named = new Set(
    [...page.matchAll(new RegExp(`(?<=[\`( ])(?:${folders})/[\\w./…*-]*`, 'g'))].map(([place]) => place),
  );
  const places = [...named].filter((place) => !isName(place));
  const isThere = (place: string): boolean => {
    const { dir, base } = path.parse(path.join(ROOT, place.replace(/[./]$/, '')));
    return existsSync(dir) && readdirSync(dir).some((name) => name.startsWith(base));
  };

  it('names files, folders and tests that there are, whole or by their beginning', () => {
    expect(places.length).toBeGreaterThan(60);
    expect(places.filter((place) => !isThere(place))).toEqual([]);
  });
});
