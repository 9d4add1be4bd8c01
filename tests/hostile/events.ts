import { makeImage } from '../support/copies';
import type { Action, Properties, Stage } from '../support/stage';
import type { StagedCloud } from '../support/types/staged-type';
import type { HostileSubject } from './subject';

/** An event that is in order, and what it is for. */
export interface Sample {
  readonly name: string;
  readonly event: Properties;
}

/** The client request token of every sample. */
export const TOKEN = 'token-of-a-sample';

/** Events of every operation, with everything that CloudFormation may put into one; the image that they mean exists. */
export async function samplesFor(
  { name: resourceType, hostile: { templates } }: HostileSubject,
  stage: Stage<StagedCloud>,
): Promise<Sample[]> {
  const { identifier, wish } = await makeImage(stage, templates.made);
  const event = (action: Action, resourceProperties: Properties, more: Properties = {}): Properties => ({
    action,
    awsAccountId: '123456789012',
    region: 'us-east-1',
    resourceType,
    stackId: 'arn:aws:cloudformation:us-east-1:123456789012:stack/images/6f2a0a40-0000-0000-0000-000000000000',
    bearerToken: TOKEN,
    callbackContext: null,
    requestData: {
      callerCredentials: {
        accessKeyId: 'made-up-id',
        secretAccessKey: 'made-up-secret',
        sessionToken: 'made-up-token',
      },
      logicalResourceId: 'GoldenImage',
      resourceProperties,
      previousResourceProperties: null,
      stackTags: { 'cost-center': '42' },
      previousStackTags: { 'cost-center': '41' },
      systemTags: { 'aws:cloudformation:stack-name': 'images' },
      typeConfiguration: { ...stage.typeConfiguration, ForceDelete: true },
      ...more,
    },
  });
  return [
    { name: 'CREATE', event: event('CREATE', templates.wish) },
    { name: 'READ', event: event('READ', { ...wish, ...identifier }) },
    {
      name: 'UPDATE',
      event: event('UPDATE', { ...wish, ...identifier, Description: 'changed' }, { previousResourceProperties: wish }),
    },
    { name: 'DELETE', event: event('DELETE', { ...wish, ...identifier, Timeouts: { Delete: '5m' } }) },
    { name: 'LIST', event: { ...event('LIST', templates.listed), nextToken: 'page-1' } },
  ];
}
