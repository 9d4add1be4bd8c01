import type { FaultSubject } from '../faults/subject';
import type { ModelSubject } from '../model/subject';

/** A type as the tests that are the same for all types are handed it: what the stage needs, and what each kind of test adds. */
export interface TestedType extends FaultSubject, ModelSubject {}
