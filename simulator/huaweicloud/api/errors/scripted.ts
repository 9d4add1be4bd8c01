import { idOf } from '../../account/regions';
import { projectList } from '../iam/projects';

/** Answers without an error code that mean a failure, by their codes in parentheses in the table. */
const scripts: Readonly<Record<string, () => object>> = {
  '(status FAIL)': () => ({
    status: 'FAIL',
    job_id: idOf('job/scripted'),
    job_type: 'imsCopyImageInRegionJob',
    begin_time: new Date(0).toISOString(),
    end_time: new Date(0).toISOString(),
    error_code: 'IMG.0014',
    fail_reason: 'An exception occurred when IaaS OpenStack was executing the task.',
    entities: { sub_jobs_result: [], sub_jobs_list: [] },
  }),
  '(empty list)': () => projectList([]),
  '(several)': () =>
    projectList([1, 2].map((number) => ({ projectId: idOf(`project/scripted/${number}`), name: 'several' }))),
};

/** The body for a code in parentheses; `undefined` if it is an error code. */
export function scriptedBody(code: string): object | undefined {
  return Object.hasOwn(scripts, code) ? scripts[code]?.() : undefined;
}
