import type { AlibabaSimulator } from '../../simulator/index';
import type { FaultSubject } from '../faults/subject';
import type { HostileSubject } from '../hostile/subject';
import type { ModelSubject } from '../model/subject';
import type { ErrorSubject } from '../support/error-subject';
import type { PrivilegeSubject } from '../support/privileges';

/** A type as the tests that are the same for all types are handed it: what the stage needs, and what each kind of test adds. */
export interface TestedType
  extends FaultSubject<AlibabaSimulator>,
    ModelSubject<AlibabaSimulator>,
    Pick<HostileSubject, 'hostile'>,
    Pick<PrivilegeSubject, 'privileges'>,
    Pick<ErrorSubject, 'errors'> {}
