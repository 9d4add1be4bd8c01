export { STAGED_TYPES, stagedTypesOf } from './staged';
