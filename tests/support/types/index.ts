export { STAGED_TYPES } from './staged';
