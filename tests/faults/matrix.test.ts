import { TYPES } from '../types/index';
import { testMatrix } from './matrix';

testMatrix(TYPES);
