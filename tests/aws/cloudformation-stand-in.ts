import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A call to AWS, as AWS heard it: `Action` and the parameters of the query protocol, or the S3 request. */
export interface AwsCall {
  readonly action: string;
  readonly parameters: Readonly<Record<string, string>>;
  /** The access key that the request is signed with, and the region that it is signed for. */
  readonly accessKeyId?: string;
  readonly region?: string;
  /** What was uploaded, of an S3 request. */
  readonly body?: Buffer;
}

export interface AwsStandIn {
  readonly url: string;
  readonly calls: readonly AwsCall[];
  close(): Promise<void>;
}

const ACCOUNT = '123456789012';
const VERSION_ARN = `arn:aws:cloudformation:us-east-1:${ACCOUNT}:type/resource/TF-Alicloud-ImageCopy/00000001`;
const output = (key: string, value: string): string =>
  `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`;

/** The results of the actions that `npm run register` leads to, all of an account in which everything goes well. */
const RESULTS: Readonly<Record<string, string>> = {
  GetCallerIdentity: `<Account>${ACCOUNT}</Account><Arn>arn:aws:iam::${ACCOUNT}:user/builder</Arn><UserId>AIDA</UserId>`,
  AssumeRoleWithWebIdentity: `<AssumedRoleUser><Arn>arn:aws:sts::${ACCOUNT}:assumed-role/register/x</Arn><AssumedRoleId>AROA:x</AssumedRoleId>
    </AssumedRoleUser><Credentials><AccessKeyId>ASIASESSION</AccessKeyId><SecretAccessKey>example</SecretAccessKey>
    <SessionToken>example-token</SessionToken><Expiration>2099-01-01T00:00:00Z</Expiration></Credentials>`,
  CreateStack: `<StackId>arn:aws:cloudformation:us-east-1:${ACCOUNT}:stack/made/1</StackId>`,
  DescribeStacks: `<Stacks><member><StackName>made</StackName><CreationTime>2026-11-21T08:00:00Z</CreationTime>
    <StackStatus>CREATE_COMPLETE</StackStatus><Outputs>
    ${output('ExecutionRoleArn', `arn:aws:iam::${ACCOUNT}:role/made`)}
    ${output('CloudFormationManagedUploadBucketName', 'upload-bucket')}
    ${output('LogAndMetricsDeliveryRoleArn', `arn:aws:iam::${ACCOUNT}:role/logs`)}
    </Outputs></member></Stacks>`,
  RegisterType: '<RegistrationToken>11111111-2222-3333-4444-555555555555</RegistrationToken>',
  DescribeTypeRegistration: `<ProgressStatus>COMPLETE</ProgressStatus><TypeVersionArn>${VERSION_ARN}</TypeVersionArn>`,
  SetTypeDefaultVersion: '',
};

/** What is refused when it is asked again: a token of a workflow has expired by then. */
const ONCE: readonly string[] = ['AssumeRoleWithWebIdentity'];

/** Takes the place of AWS STS, CloudFormation and S3 behind `AWS_ENDPOINT_URL`. `refused` answers these actions with an error. */
export async function startAwsStandIn(refused: readonly string[] = []): Promise<AwsStandIn> {
  const calls: AwsCall[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    if (request.method === 'PUT') {
      calls.push({ action: 'PutObject', parameters: { path: request.url ?? '' }, body: Buffer.concat(chunks) });
      response.writeHead(200, { etag: '"0"' }).end();
      return;
    }
    const { Action: action = '', ...parameters } = Object.fromEntries(
      new URLSearchParams(Buffer.concat(chunks).toString('utf8')),
    );
    const [, accessKeyId, region] =
      /Credential=([^/]+)\/\d+\/([^/]+)\//.exec(request.headers.authorization ?? '') ?? [];
    const isLate = ONCE.includes(action) && calls.some((call) => call.action === action);
    calls.push({ action, parameters, accessKeyId, region });
    const result = RESULTS[action];
    if (result === undefined || refused.includes(action) || isLate) {
      response
        .writeHead(403, { 'content-type': 'text/xml' })
        .end(
          `<ErrorResponse><Error><Code>ExpiredToken</Code><Message>${action} is refused</Message></Error></ErrorResponse>`,
        );
      return;
    }
    response
      .writeHead(200, { 'content-type': 'text/xml' })
      .end(`<${action}Response><${action}Result>${result}</${action}Result></${action}Response>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
