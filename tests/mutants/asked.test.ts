import { ROOT } from '../../tools/projects';
import { type Asked, problemIn } from './asked';
import { type Mutant, mutantsOf } from './mutants';
import { sourcesToChange } from './sources';

let all: readonly Mutant[];
beforeAll(() => {
  all = mutantsOf(sourcesToChange(ROOT));
});

it.each<[what: string, asked: Partial<Asked>, told: RegExp]>([
  ['no room', { room: ['life', 'foo'] }, /^--room: no room has foo in its name; choose from .*, src\/life, /],
  ['a misspelt room', { room: ['lfie'] }, /^--room: no room has lfie in its name; did you mean life\? Choose from /],
  [
    'a misspelt kind',
    { kind: ['elment'] },
    /^--kind: there is no kind elment; did you mean element\? Choose from cond/,
  ],
  ['no mutant', { only: ['no-such-mutant'] }, /^--only: there is no mutant no-such-mutant; a mutant of changed code /],
  [
    'nothing together',
    { room: ['src/life'], type: 'TF::ApsaraStack::Image' },
    /^no mutant is asked for by --room src\/life and --type TF::ApsaraStack::Image together; --prose adds sentences$/,
  ],
])('says so if the options ask for %s', (_what, asked, told) => {
  expect(problemIn({ prose: false, ...asked }, all)).toMatch(told);
});

it('says of a mutant that is not there which one may have been meant', () => {
  const { id } = all.find((one) => /^[a-f]/.test(one.id)) ?? { id: '' };
  const misspelt = id.replace(/^./, '0');
  expect(problemIn({ prose: false, only: [misspelt] }, all)).toContain(
    `there is no mutant ${misspelt}; did you mean ${id}`,
  );
});

it.each<[Partial<Asked>]>([
  [{}],
  [{ room: ['life', 'huawei'] }],
  [{ type: 'TF::ApsaraStack::Image', kind: ['element', 'spread'] }],
  [{ prose: true, kind: ['prose'] }],
])('has nothing to say of %j', (asked) => {
  expect(problemIn({ prose: false, ...asked }, all)).toBeUndefined();
});
