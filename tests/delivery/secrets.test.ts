import { Action } from '@amazon-web-services-cloudformation/cloudformation-cli-typescript-lib';
import { CANARIES } from '../../simulator/index';
import { expectNoCanary } from '../support/canaries';
import { ACTING, expectShowable } from '../support/characters';
import type { Properties } from '../support/stage';
import { BEARER, LOGGING, PROVIDER, useDeliveryStage } from './delivery-stage';

const CALLER = {
  accessKeyId: 'AKIACANARYCALLER0000',
  secretAccessKey: `caller/${CANARIES['AWS secret access key']}+secret==`,
  sessionToken: `caller-${CANARIES['AWS session token']}+token/==`,
};
const KEY = {
  AccessKeyId: 'LTAI-canary-key-id',
  AccessKeySecret: `${CANARIES['AccessKey secret']}"key"secret/+`,
  SecurityToken: `${CANARIES['security token']}\\security=token`,
};
const SECRETS = [...Object.values(PROVIDER), ...Object.values(CALLER), ...Object.values(KEY), BEARER];
const formsOf = (secret: string) => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)];
const FORMS = SECRETS.flatMap(formsOf);

describe('what is delivered', () => {
  const stage = useDeliveryStage();
  const data = (): Properties => ({
    callerCredentials: CALLER,
    typeConfiguration: { RegionId: 'cn-shanghai', Credentials: KEY, Endpoints: { Ecs: stage().simulator.url } },
  });
  const expectNoSecret = () => {
    const bodies = stage().aws.calls.map(({ body }) => body);
    expect(bodies.join()).toContain('REDACTED');
    for (const text of [
      ...bodies,
      ...stage()
        .aws.events()
        .map(({ message }) => message),
      ...stage().console,
    ]) {
      expectNoCanary('what was delivered', text);
      for (const form of FORMS) expect(text).not.toContain(form);
    }
  };

  it('has no secret that ECS echoes', async () => {
    const message = FORMS.join(' ').slice(0, 5_000);
    stage().simulator.inject({ action: 'DescribeImages', error: { status: 400, code: 'Some.Code', message } });
    const answer = await stage().invoke('READ', { tfcfnid: 'm-1' }, { data: data() });
    expect(answer.message).toContain('<REDACTED>');
    expectNoSecret();
  });

  it('has nothing that a terminal acts on, whatever a handler logs or throws', async () => {
    await stage().invokeHandler(Action.Read, async (log) => {
      log.log(ACTING);
      log.log(`${ACTING}\n${ACTING}`);
      throw new Error(ACTING, { cause: new Error(ACTING) });
    });
    const events = stage().aws.events();
    expect(events).toHaveLength(3);
    const lines = [...events.map(({ message }) => message), ...stage().console];
    for (const line of lines) expectShowable('a line', line);
    const { stack } = JSON.parse(lines.at(-1) ?? '');
    expect(stack).toMatch(/^Error: .*\n +at .*\n/);
    expect(stack).toContain('\ncaused by Error: ');
    expectShowable('the stack', stack, { lines: true });
  });

  it('has no secret that a handler logs or throws', async () => {
    await stage().invokeHandler(Action.Read, async (log) => {
      for (const form of [...formsOf(BEARER), ...Object.values(PROVIDER).flatMap(formsOf)]) log.log(form);
      throw new Error(`so: ${BEARER} ${PROVIDER.secretAccessKey}`);
    });
    expectNoSecret();
  });

  it('has no half of a secret where a long line is cut', async () => {
    await stage().invokeHandler(Action.Read, async (log) => {
      for (let more = 0; more < 60; more += 1) log.log('x'.repeat(262_060 + more) + PROVIDER.secretAccessKey);
      throw new Error('so');
    });
    const bodies = stage()
      .aws.calls.map(({ body }) => body)
      .join();
    expect(bodies).toContain('xxx');
    expect(bodies).not.toContain('provider/');
  });

  it('has the secret key in no request at all, and the token in the header that AWS wants', async () => {
    await stage().invoke('LIST', {}, { logging: LOGGING });
    for (const { headers, body } of stage().aws.calls) {
      const { 'x-amz-security-token': token, ...others } = headers;
      expect(token).toBe(PROVIDER.sessionToken);
      for (const form of formsOf(PROVIDER.secretAccessKey)) expect(JSON.stringify(headers) + body).not.toContain(form);
      for (const form of formsOf(PROVIDER.sessionToken)) expect(JSON.stringify(others) + body).not.toContain(form);
    }
    expect(stage().aws.events()).toHaveLength(2);
  });
});
