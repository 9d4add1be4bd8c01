import { isJsonList, isJsonObject, type Json } from '../json';
import { NOTIFICATION_ARNS } from './references';

/** The type of the resource that describes how the AWS CDK created a template: CloudFormation creates nothing from it. */
const CDK_METADATA = 'AWS::CDK::Metadata';

/** Whether nothing is created from a resource of a template. */
export function isLeftOut(resource: Json): boolean {
  return isJsonObject(resource) && resource.Type === CDK_METADATA;
}

/** What has no effect here in a template, a sentence each. */
export function remarksOn(template: Json): readonly string[] {
  const { Resources: resources, Rules: rules } = isJsonObject(template) ? template : {};
  const leftOut = isJsonObject(resources) ? Object.entries(resources).filter(([, value]) => isLeftOut(value)) : [];
  const unchecked = isJsonObject(rules) ? Object.keys(rules) : [];
  return [
    ...leftOut.map(([logicalId]) => `Nothing is created from ${logicalId} (${CDK_METADATA}).`),
    ...(unchecked.length === 0 ? [] : [`Rules are not checked here: ${unchecked.join(', ')}.`]),
    ...(refersTo(template, NOTIFICATION_ARNS)
      ? [`${NOTIFICATION_ARNS} is an empty list here: a local stack has no topics to notify.`]
      : []),
  ];
}

function refersTo(value: Json, name: string): boolean {
  if (isJsonList(value)) return value.some((item) => refersTo(item, name));
  return isJsonObject(value) && (value.Ref === name || Object.values(value).some((item) => refersTo(item, name)));
}
