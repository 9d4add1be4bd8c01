import { FAULT_TYPES, TYPES } from '../types/index';
import { testMatrix } from './matrix';

const WITH_ECS = new Set(TYPES.map(({ name }) => name));

testMatrix(FAULT_TYPES.filter(({ name }) => !WITH_ECS.has(name)));
