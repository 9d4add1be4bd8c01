import type { Json, JsonObject } from '../../local/json';
import { newStack, pseudoParameters } from '../../local/session';
import { type BoundTemplate, bindTemplate } from '../../local/template/bound';
import { chooseValues } from '../../local/template/parameters';
import { readSource } from '../../local/template/source';
import { readTemplate } from '../../local/template/template';
import { types } from './helpers';

/** What makes a template one with loops. */
export const TRANSFORM: JsonObject = { Transform: 'AWS::LanguageExtensions' };
/** The properties that a copy has to have. */
export const SOURCE: JsonObject = { SourceImageId: 'm-1', SourceRegionId: 'cn-hangzhou' };

/** A resource of the real type. */
export const copy = (properties: JsonObject = {}, rest: JsonObject = {}): JsonObject => ({
  Type: 'TF::Alicloud::ImageCopy',
  Properties: { ...SOURCE, ...properties },
  ...rest,
});

/** What stands under the key of a loop. */
export const loop = (identifier: Json, collection: Json, fragment: Json): Json => [identifier, collection, fragment];

/** A template with the transform, and values in its parameters. */
export function bound(template: JsonObject, given: Record<string, string> = {}): BoundTemplate {
  const read = readTemplate(readSource('t.json', JSON.stringify({ ...TRANSFORM, ...template })), types);
  const { values } = chooseValues(read.parameters, given);
  return bindTemplate(read, values, pseudoParameters(newStack('test')));
}

/** The logical IDs of the resources. */
export const namesOf = (target: BoundTemplate): string[] => target.resources.map(({ logicalId }) => logicalId);

/** The properties of a resource, as if all the others were there. */
export function propertiesOf(target: BoundTemplate, logicalId: string): JsonObject {
  const resource = target.resources.find((other) => other.logicalId === logicalId);
  if (resource === undefined) throw new Error(`there is no ${logicalId} but ${namesOf(target).join()}`);
  return target.properties(resource, (name) => ({ identifier: `id of ${name}`, attribute: () => `Id of ${name}` }));
}
