import type { BoundTemplate } from '../template/bound';
import { TemplateError } from '../template/problems';
import { isCreatedAgain } from './plan';
import type { StackState } from './state';

/** The names of the types of resources, by logical ID. */
export type TypeNames = ReadonlyMap<string, string>;

/** The types of the resources that a stack has. A resource whose creation failed is created again, and can have any type. */
export function typeNamesOf({ resources }: StackState): TypeNames {
  const kept = Object.values(resources).filter((record) => !isCreatedAgain(record));
  return new Map(kept.map(({ logicalId, typeName }) => [logicalId, typeName]));
}

/** The types of the resources of a template. */
export function typeNamesIn({ resources }: BoundTemplate): TypeNames {
  return new Map(resources.map(({ logicalId, type }) => [logicalId, type.name]));
}

/**
 * CloudFormation refuses an update with "Update of resource type is not permitted. The new template modifies resource type of the following
 * resources: […]", as in github.com/aws-quickstart/quickstart-amazon-eks, issue 361.
 *
 * @throws TemplateError with each resource that had another type.
 */
export function refuseTypeChanges(before: TypeNames, { source, resources }: BoundTemplate): void {
  const problems = resources.flatMap(({ logicalId, type }) => {
    const old = before.get(logicalId) ?? type.name;
    if (old === type.name) return [];
    const change = `here from ${old} to ${type.name}`;
    const message = `CloudFormation does not change the type of a resource, ${change}: use another logical ID`;
    return [{ path: ['Resources', logicalId, 'Type'], message }];
  });
  if (problems.length > 0) throw new TemplateError(source.file, problems, source.locate);
}
