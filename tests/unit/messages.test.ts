import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ECS_FACTS } from '../../src/alibaba/ecs-facts';
import { copyType } from '../../src/alibaba/properties/copying';
import { imageType } from '../../src/alibaba/properties/imaging';
import { PUBLIC_REGIONS } from '../../src/alibaba/properties/rules';
import { COPY_TYPE } from '../../src/huaweicloud/properties/copying';
import { PAGE, withTables } from '../../tools/messages';
import { FOLLOWING, isCatalogued, MESSAGES } from '../support/messages';

const ROOT = path.join(__dirname, '..', '..', 'src');
const SOURCES = readdirSync(ROOT, { encoding: 'utf8', recursive: true })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(path.join(ROOT, name), 'utf8'))
  .join('\n');

const { identifier: COPY } = copyType(PUBLIC_REGIONS);
const { identifier: IMAGE } = imageType(PUBLIC_REGIONS);

/** What a message takes from data, and the source text of it does not hold. */
const DATA = [
  ECS_FACTS.listPermission,
  ECS_FACTS.service,
  COPY.form,
  COPY_TYPE.identifier.form,
  IMAGE.form,
  COPY_TYPE.identifier.form,
  COPY.region,
  COPY.property,
];
const withoutData = (text: string): string => DATA.reduce((left, word) => left.replaceAll(word, '{data}'), text);

describe('guides/messages.md', () => {
  it('has the error codes that the handlers know: npm run generate writes them', () => {
    const page = readFileSync(PAGE, 'utf8');
    expect(withTables(page)).toBe(page);
  });

  it('is read as it is written', () => {
    expect(MESSAGES.length).toBeGreaterThan(25);
    expect(FOLLOWING.length).toBeGreaterThan(3);
    expect(isCatalogued('NotFound', 'There is no image m-1 of this account in cn-shanghai.')).toBe(true);
    expect(isCatalogued('InvalidRequest', 'There is no image m-1 of this account in cn-shanghai.')).toBe(false);
    expect(isCatalogued('NotFound', 'There is no image m-1 of this account in cn-shanghai. And no cure.')).toBe(false);
  });

  it.each([...MESSAGES.map(({ text }) => text), ...FOLLOWING])('lists what the handlers say: %s', (text) => {
    const longest = withoutData(text)
      .split(/\{[^}]*\}/)
      .flatMap((part) => part.split(/[.;:,] | \(/))
      .sort((a, b) => b.length - a.length)[0];
    expect(SOURCES.includes(longest?.trim() ?? '')).toBe(true);
  });
});
