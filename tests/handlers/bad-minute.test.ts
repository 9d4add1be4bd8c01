import { useStage } from '../support/copies';
import { openStage } from '../support/stage';
import { EACH_ERRORS } from '../types/index';

/** What one invocation meets with every call, and no other. */
const TROUBLES = [
  ['errors of the service', { error: { code: 'InternalError', status: 500, message: 'm' } }],
  ['connections that are cut before a call is carried out', { reset: 'before' }],
  ['connections that are cut after it', { reset: 'after' }],
  ['silence', { silent: true }],
] as const;

describe.each(EACH_ERRORS)('a start of %s that waits for its turn', (_, type) => {
  const { callOf, template } = type.errors;
  const action = callOf({ action: '*', operation: 'CREATE' });
  const stage = useStage(() => openStage({ type }));

  it.each(TROUBLES)('does not end with %s for a minute', async (_what, trouble) => {
    stage().simulator.inject({ action, error: { code: 'Throttling', status: 429, message: 'm' }, times: 8 });
    const { answers, final } = await stage().run('CREATE', template, {
      meanwhile: (_answer, count) => {
        stage().simulator.clearFaults();
        if (count === 1) stage().simulator.inject({ ...trouble, times: Number.POSITIVE_INFINITY });
      },
    });
    expect(answers[0]?.message).toContain('will retry: ');
    expect(answers[1]?.message).toContain('will retry: ');
    expect(final.status).toBe('SUCCESS');
    const { tfcfnid, Id } = final.resourceModel ?? {};
    expect(type.errors.left(stage())).toMatchObject({ images: [`${String(tfcfnid).split('/')[0]}/${Id}`] });
  });
});
