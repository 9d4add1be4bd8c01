import { allProjects } from '../../tools/projects';
import { ERROR_TYPES, FAULT_TYPES, HOSTILE_TYPES, MODEL_TYPES } from './index';

const NAMES = allProjects().map(({ typeName }) => typeName);

it.each([
  ['the faults and deaths', FAULT_TYPES],
  ['hostile events', HOSTILE_TYPES],
  ['the random lives', MODEL_TYPES],
  ['the errors and privileges', ERROR_TYPES],
])('the list of types for %s has every type of types.json', (_, types) => {
  expect(types.map(({ name }) => name)).toEqual(NAMES);
});
