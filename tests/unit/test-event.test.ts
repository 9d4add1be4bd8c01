import { fromTestEvent } from '../../src/cloudformation/event';

/** As `cfn test` sends it; the fields of `request` are those of the library's BaseResourceHandlerRequest. */
const TEST_EVENT = {
  credentials: { accessKeyId: 'an-id', secretAccessKey: 'a-secret', sessionToken: 'a-token' },
  action: 'UPDATE',
  region: 'us-east-1',
  callbackContext: { v: 1 },
  typeConfiguration: { RegionId: 'cn-shanghai' },
  request: {
    clientRequestToken: 'request-1',
    awsAccountId: '123456789012',
    logicalResourceIdentifier: 'MyCopy',
    nextToken: 'page-2',
    desiredResourceState: { ImageName: 'new' },
    previousResourceState: { ImageName: 'old' },
    desiredResourceTags: { team: 'new' },
    previousResourceTags: { team: 'old' },
    systemTags: { 'aws:cloudformation:stack-name': 'stack' },
  },
};

describe('an event for the test entrypoint', () => {
  it('has each of its fields in the place where CloudFormation has it', () => {
    const { credentials, request, typeConfiguration, ...same } = TEST_EVENT;
    expect(fromTestEvent(TEST_EVENT)).toEqual({
      ...same,
      awsAccountId: request.awsAccountId,
      bearerToken: request.clientRequestToken,
      nextToken: request.nextToken,
      requestData: {
        callerCredentials: credentials,
        logicalResourceId: request.logicalResourceIdentifier,
        resourceProperties: request.desiredResourceState,
        previousResourceProperties: request.previousResourceState,
        stackTags: request.desiredResourceTags,
        previousStackTags: request.previousResourceTags,
        systemTags: request.systemTags,
        typeConfiguration,
      },
    });
  });

  it('may have its region and its type configuration inside the request', () => {
    const { region, typeConfiguration, request, ...rest } = TEST_EVENT;
    const inside = { ...rest, request: { ...request, region, typeConfiguration } };
    expect(fromTestEvent(inside)).toEqual(fromTestEvent(TEST_EVENT));
  });

  it('that says them twice means those beside the request', () => {
    const request = { ...TEST_EVENT.request, region: 'eu-west-1', typeConfiguration: { RegionId: 'cn-beijing' } };
    expect(fromTestEvent({ ...TEST_EVENT, request })).toEqual(fromTestEvent(TEST_EVENT));
  });
});
