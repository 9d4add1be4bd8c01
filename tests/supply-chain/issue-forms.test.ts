import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'yaml';
import { allProjects } from '../../tools/projects';

const FOLDER = path.join(__dirname, '..', '..', '.github', 'ISSUE_TEMPLATE');

interface Field {
  readonly id?: string;
  readonly type: string;
  readonly attributes?: { readonly label?: string; readonly options?: readonly string[] };
  readonly validations?: { readonly required?: boolean };
}

interface Form {
  readonly name: string;
  readonly description: string;
  readonly body: readonly Field[];
}

const formOf = (name: string): Form => parse(readFileSync(path.join(FOLDER, name), 'utf8'));
const forms = readdirSync(FOLDER).filter((name) => name !== 'config.yml');

describe('the issue forms', () => {
  it.each(forms)('%s is one that GitHub takes: a name, and fields that have a label and an ID of their own', (name) => {
    const { name: title, description, body } = formOf(name);
    expect([title, description]).not.toContain(undefined);
    const fields = body.filter(({ type }) => type !== 'markdown');
    for (const { type, attributes } of fields) {
      expect(['input', 'textarea', 'dropdown', 'checkboxes']).toContain(type);
      expect(attributes?.label).toEqual(expect.any(String));
    }
    const ids = fields.map(({ id }) => id);
    expect(new Set(ids).size).toBe(fields.length);
  });

  const { body } = formOf('fault.yml');
  const field = (id: string): Field | undefined => body.find((one) => one.id === id);

  it.each(['type', 'request-id', 'log-line', 'template'])('a fault needs: %s', (id) => {
    expect(field(id)?.validations?.required).toBe(true);
  });

  it('a fault is one of a type that there is', () => {
    const offered = field('type')?.attributes?.options?.filter((option) => option.startsWith('TF::'));
    expect(offered).toEqual(allProjects().map(({ typeName }) => typeName));
  });
});
