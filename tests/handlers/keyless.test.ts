import { startAwsSts } from '../../simulator/index';
import { imageOf, leftovers, makeCopy, NOTHING_LEFT, remove, SOURCE, update, useStage } from '../support/copies';
import {
  AUDIENCE,
  asked,
  changed,
  type KeylessStage,
  openings,
  openKeylessStage,
  trustToken,
} from '../support/sessions';
import { openStage } from '../support/stage';

const READ = { tfcfnid: 'cn-shanghai/m-none' };

describe('AssumeRoleWithOIDC', () => {
  const stage = useStage(openKeylessStage) as () => KeylessStage;

  it('copies, reads, updates, lists and deletes, and no key stands in any configuration', async () => {
    expect(JSON.stringify(stage().typeConfiguration)).not.toMatch(/AccessKey/);
    const copy = await makeCopy(stage(), { Tags: [{ Key: 'a', Value: '1' }] });
    expect(copy.model).toMatchObject({ Status: 'Available', SourceImageId: SOURCE.SourceImageId });
    expect((await update(stage(), copy, { Description: 'changed' })).final.status).toBe('SUCCESS');
    expect(imageOf(stage(), copy)?.description).toBe('changed');
    const { resourceModels } = await stage().invoke('LIST', {});
    expect(resourceModels).toEqual([expect.objectContaining(copy.identifier)]);
    expect((await remove(stage(), copy, { DeleteAutoSnapshot: true })).final.status).toBe('SUCCESS');
    expect(leftovers(stage())).toEqual(NOTHING_LEFT);
  });

  it('asks the STS of the region of the event for a short-lived RS256 token of the audience', async () => {
    await stage().invoke('READ', READ, { region: 'eu-central-1' });
    expect(stage().aws.calls).toEqual([
      expect.objectContaining({
        action: 'GetWebIdentityToken',
        region: 'eu-central-1',
        status: 200,
        accessKeyId: stage().aws.credentials.accessKeyId,
        parameters: { 'Audience.member.1': AUDIENCE, SigningAlgorithm: 'RS256', DurationSeconds: '120' },
      }),
    ]);
  });

  it('assumes the role for an hour, under a name that tells where it comes from', async () => {
    await stage().invoke('READ', READ);
    expect(openings(stage())).toEqual([
      expect.objectContaining({
        action: 'AssumeRoleWithOIDC',
        status: 200,
        parameters: expect.objectContaining({
          RoleArn: stage().roleArn,
          OIDCProviderArn: stage().providerArn,
          RoleSessionName: 'TF-Alicloud-ImageCopy@123456789012.us-east-1',
          DurationSeconds: '3600',
        }),
      }),
    ]);
  });

  it('takes the session name and duration that are wished', async () => {
    await stage().invoke(
      'READ',
      READ,
      changed(stage(), 'AssumeRoleWithOIDC', { SessionName: 'me@home', DurationSeconds: '900' }),
    );
    expect(openings(stage())[0]?.parameters).toMatchObject({ RoleSessionName: 'me@home', DurationSeconds: '900' });
  });

  it.each([{ accessKeyId: '', secretAccessKey: '', sessionToken: '' }, null])(
    'says what is missing if the resource type has no execution role: %j',
    async (callerCredentials) => {
      await stage().invoke('READ', READ);
      const before = asked(stage());
      const { errorCode, message } = await stage().invoke('READ', READ, { callerCredentials });
      expect(errorCode).toBe('InvalidCredentials');
      expect(message).toContain('Register the resource type with an execution role');
      expect(asked(stage())).toEqual(before);
    },
  );

  it('asks nobody for a request that cannot be meant', async () => {
    expect((await stage().invoke('CREATE', { ...SOURCE, ImageName: 'aliyun-x' })).errorCode).toBe('InvalidRequest');
    expect((await stage().invoke('READ', {})).errorCode).toBe('NotFound');
    expect(asked(stage())).toEqual({ aws: 0, alibaba: 0 });
  });

  it('logs its calls with action, place, time, request id and outcome', async () => {
    await stage().invoke('READ', READ);
    const calls = stage()
      .log.map((line) => JSON.parse(line))
      .filter(({ action }) => action !== undefined);
    const host = new URL(stage().simulator.url).host;
    expect(calls).toEqual([
      expect.objectContaining({ action: 'GetWebIdentityToken', regionId: 'us-east-1', outcome: 'ok' }),
      expect.objectContaining({ action: 'AssumeRoleWithOIDC', host, outcome: 'ok' }),
      // There is no such image: an empty answer is asked for twice.
      expect.objectContaining({ action: 'DescribeImages', regionId: 'cn-shanghai', outcome: 'ok' }),
      expect.objectContaining({ action: 'DescribeImages', regionId: 'cn-shanghai', outcome: 'ok' }),
    ]);
    expect(calls[0].requestId).toBe(stage().aws.calls[0]?.requestId);
    expect(calls[1].requestId).toBe(openings(stage())[0]?.requestId);
    for (const { milliseconds, operation } of calls)
      expect([typeof milliseconds, operation]).toEqual(['number', 'READ']);
  });
});

describe('a refused web identity', () => {
  const stage = useStage(openKeylessStage) as () => KeylessStage;
  const read = () => stage().invoke('READ', READ);

  it.each(['OutboundWebIdentityFederationDisabledException', 'OutboundWebIdentityFederationDisabled'] as const)(
    'of an AWS account that has not enabled federation: %s',
    async (code) => {
      stage().aws.behave({ federation: 'disabled', federationDisabledCode: code });
      const { errorCode, message } = await read();
      expect(errorCode).toBe('InvalidTypeConfiguration');
      expect(message).toMatch(
        new RegExp(
          `^GetWebIdentityToken in us-east-1 failed with ${code}: The outbound .* account \\(request id [\\w-]+\\)`,
        ),
      );
      expect(message).toContain('aws iam enable-outbound-web-identity-federation');
      expect(asked(stage())).toEqual({ aws: 1, alibaba: 0 });
    },
  );

  it('of a role that may not have one', async () => {
    stage().aws.behave({ allowedActions: [] });
    const { errorCode, message } = await read();
    expect(errorCode).toBe('AccessDenied');
    expect(message).toContain('IAM action: sts:GetWebIdentityToken.');
    expect(message).toContain(`for audience ${AUDIENCE}, algorithm RS256 and 120 seconds`);
  });

  it('of a session that is over or almost', async () => {
    const now = stage().simulator.clock.now();
    stage().aws.behave({ sessionEndsAt: now + 60_000 });
    expect(await read()).toMatchObject({
      errorCode: 'ServiceInternalError',
      message: expect.stringContaining('ends before the token would: try again.'),
    });
    stage().aws.behave({ sessionEndsAt: now });
    expect(await read()).toMatchObject({
      errorCode: 'InvalidCredentials',
      message: expect.stringContaining('raise MaxSessionDuration of the execution role'),
    });
  });

  it('of credentials that AWS does not know', async () => {
    const changes = [
      { accessKeyId: 'AKIAUNKNOWN' },
      { secretAccessKey: 'another-secret-key' },
      { sessionToken: 'a line\nbreak' },
    ];
    for (const change of changes) {
      const callerCredentials = { ...stage().aws.credentials, ...change };
      const answer = await stage().invoke('READ', READ, { callerCredentials });
      expect(answer.errorCode).toBe('InvalidCredentials');
      expect(answer.message).toContain('AWS rejects the credentials that CloudFormation gave');
    }
  });

  it('of an audience that the provider does not know', async () => {
    const { errorCode, message } = await stage().invoke(
      'READ',
      READ,
      changed(stage(), 'AssumeRoleWithOIDC', { Audience: 'somebody-else' }),
    );
    expect(errorCode).toBe('InvalidTypeConfiguration');
    expect(message).toContain('AuthenticationFail.OIDCToken.AudienceNotMatch: Invalid audience');
    expect(message).toContain(`Add somebody-else to the client IDs of ${stage().providerArn}`);
  });

  it('of a subject that the role does not trust', async () => {
    const { aws, providerArn, roleArn } = stage();
    stage().simulator.ram.updateRole('image-copy', { trust: trustToken(providerArn, aws.issuer, 'somebody-else') });
    const { errorCode, message } = await read();
    expect(errorCode).toBe('AccessDenied');
    expect(message).toContain('AssumeRoleWithOIDC at 127.0.0.1');
    expect(message).toContain('AuthenticationFail.NoPermission');
    expect(message).toContain(`The trust policy of ${roleArn} must allow the provider ${providerArn}`);
    expect(message).toContain(`oidc:iss ${aws.issuer}, oidc:aud ${AUDIENCE}, oidc:sub ${aws.roleArn}`);
  });

  it('of an issuer that the provider does not have', async () => {
    const { aws, simulator } = stage();
    const other = { name: 'other', issuer: 'https://issuer.example', clientIds: [AUDIENCE], keys: aws.keys };
    const ProviderArn = simulator.ram.createOidcProvider(other);
    const options = changed(stage(), 'AssumeRoleWithOIDC', { ProviderArn });
    const { errorCode, message } = await stage().invoke('READ', READ, options);
    expect(errorCode).toBe('InvalidTypeConfiguration');
    expect(message).toContain(`must be that of the AWS account: ${aws.issuer}`);
  });

  it('for a role or a provider that is not there', async () => {
    const { simulator, roleArn, providerArn } = stage();
    const provider = changed(stage(), 'AssumeRoleWithOIDC', { ProviderArn: `${providerArn}x` });
    expect((await stage().invoke('READ', READ, provider)).message).toContain('No such OIDC Provider registered');
    simulator.ram.deleteRole('image-copy');
    const { errorCode, message } = await read();
    expect(errorCode).toBe('InvalidTypeConfiguration');
    expect(message).toContain('EntityNotExist.Role');
    expect(message).toContain(`The role ${roleArn} does not exist: create it, or correct AssumeRoleWithOIDC.RoleArn.`);
  });

  it('for a session that is longer than the role allows', async () => {
    const options = changed(stage(), 'AssumeRoleWithOIDC', { DurationSeconds: 7200 });
    const { errorCode, message } = await stage().invoke('READ', READ, options);
    expect(errorCode).toBe('InvalidTypeConfiguration');
    expect(message).toContain('Lower AssumeRoleWithOIDC.DurationSeconds, or raise MaxSessionDuration of the role');
  });

  it('that is refused is not remembered', async () => {
    stage().aws.behave({ federation: 'disabled' });
    expect((await read()).errorCode).toBe('InvalidTypeConfiguration');
    stage().aws.behave({ federation: 'enabled' });
    expect((await read()).errorCode).toBe('NotFound');
    expect(asked(stage())).toEqual({ aws: 2, alibaba: 1 });
  });
});

describe('an STS of AWS in trouble', () => {
  const stage = useStage(openKeylessStage) as () => KeylessStage;
  const read = () => stage().invoke('READ', READ);

  it('is asked again', async () => {
    for (const fault of [
      { error: { code: 'Throttling' } },
      { reset: 'before' as const },
      { truncate: true as const },
    ]) {
      stage().aws.inject({ ...fault, times: 1 });
    }
    expect((await read()).errorCode).toBe('NotFound');
    expect(asked(stage())).toEqual({ aws: 4, alibaba: 1 });
  });

  it.each([
    ['Throttling', { error: { code: 'Throttling' } }, 4],
    ['ServiceInternalError', { error: { code: 'ServiceUnavailable' } }, 4],
    ['ServiceInternalError', { respond: { status: 502, body: '<html>', contentType: 'text/html' } }, 4],
    ['ServiceInternalError', { respond: { status: 200, body: '' } }, 4],
    ['ServiceInternalError', { respond: { status: 200, body: '<WebIdentityToken></WebIdentityToken>' } }, 4],
    ['NetworkFailure', { reset: 'before' as const }, 4],
    ['NetworkFailure', { silent: true as const }, 3],
  ])('fails the operation with %s: %j, in time for the handler', async (expected, fault, times) => {
    stage().aws.inject({ ...fault, times: Number.POSITIVE_INFINITY });
    const started = stage().simulator.clock.now();
    const { errorCode, message } = await read();
    expect(errorCode).toBe(expected);
    expect(message).toContain('GetWebIdentityToken in us-east-1 failed');
    expect(stage().simulator.clock.now() - started).toBeLessThanOrEqual(13_000);
    expect(asked(stage())).toEqual({ aws: times, alibaba: 0 });
  });

  it('says what is wrong with an answer that has no token, with its request ID', async () => {
    const body = '<WebIdentityToken> </WebIdentityToken><RequestId>R</RequestId>';
    stage().aws.inject({ respond: { status: 200, body }, times: Number.POSITIVE_INFINITY });
    expect((await read()).message).toContain(
      'GetWebIdentityToken in us-east-1 failed: the answer could not be read: it has no WebIdentityToken (request id R).',
    );
  });
});

describe('the place of the STS of AWS', () => {
  const stage = useStage(() => openStage());
  const callerCredentials = {
    accessKeyId: 'AKIACANARY',
    secretAccessKey: 'canary-secret',
    sessionToken: 'canary-token',
  };
  const role = 'acs:ram::1234567890123456';
  const typeConfiguration = {
    RegionId: 'cn-shanghai',
    AssumeRoleWithOIDC: { ProviderArn: `${role}:oidc-provider/p`, RoleArn: `${role}:role/r`, Audience: AUDIENCE },
  };
  afterEach(() => {
    delete process.env.AWS_ENDPOINT_URL_STS;
  });

  it.each([
    ['evil.example/', undefined, '"evil.example/" is not an AWS region'],
    ['us-east-1', 'http://sts.example.com', 'AWS_ENDPOINT_URL_STS must begin with https://'],
  ])('is refused where credentials could go astray: region %s, setting %s', async (region, setting, problem) => {
    if (setting !== undefined) process.env.AWS_ENDPOINT_URL_STS = setting;
    const answer = await stage().invoke('READ', READ, { region, callerCredentials, typeConfiguration });
    expect(answer.errorCode).toBe('GeneralServiceException');
    expect(answer.message).toContain(`failed with InvalidEndpoint: ${problem}`);
    expect(answer.message).toContain('Correct or remove AWS_ENDPOINT_URL_STS');
  });

  it('is what AWS_ENDPOINT_URL_STS says', async () => {
    const aws = await startAwsSts();
    process.env.AWS_ENDPOINT_URL_STS = aws.url;
    try {
      await stage().invoke('READ', READ, { callerCredentials, typeConfiguration });
      expect(aws.calls.map(({ action, code }) => [action, code])).toEqual([
        ['GetWebIdentityToken', 'InvalidClientTokenId'],
      ]);
    } finally {
      await aws.close();
    }
  });
});
