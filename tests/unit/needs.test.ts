import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Need } from '../../src/calling/needs';
import { allProjects } from '../../tools/projects';
import { typesWithRows } from '../support/rows';

/** The calls that change an image in place, by the file that says what a type calls. */
const CHANGES = { 'ram-policy.ts': 'ModifyImageAttribute', 'iam-policy.ts': 'UpdateImage' } as const;

const rowsOf = new Map(typesWithRows());

/** The types that say what they call, and where. The documents of the private cloud name no rights. */
const cases = allProjects().flatMap(({ typeName, folder }) =>
  Object.entries(CHANGES).flatMap(([name, call]) => {
    const file = path.join(folder, 'src', 'properties', name);
    return existsSync(file) ? [{ typeName, file, call }] : [];
  }),
);

describe('what a type says of the rights that it needs', () => {
  it('is there for every type of a public cloud', () => {
    const isPublic = ({ cloud }: { readonly cloud: string }): boolean => cloud !== 'apsarastack';
    expect(cases.map(({ typeName }) => typeName)).toEqual(
      allProjects()
        .filter(isPublic)
        .map(({ typeName }) => typeName),
    );
  });

  it.each(cases)(
    '$typeName: a change in place needs $call, for each property that is changed so',
    ({ typeName, file, call }) => {
      const { NEEDS }: { readonly NEEDS: readonly Need<string>[] } = require(file);
      const need = NEEDS.find((one) => one.operation === 'UPDATE' && one.call === call);
      const rows = Object.entries(rowsOf.get(typeName)?.PROPERTIES ?? {});
      const changed = rows.filter(([, row]) => row.changed !== undefined).map(([name]) => name);
      expect(changed).not.toEqual([]);
      expect(need?.when.match(/\b[A-Z]\w+/g)?.sort()).toEqual(changed.sort());
    },
  );
});
