import type { Need } from '../../calling/needs';

/** The properties that are needed for some calls: without them, these calls are never made. */
export type OptionalProperty = 'ResourceGroupId' | 'DeleteAutoSnapshot';
export const OPTIONAL_PROPERTIES: readonly OptionalProperty[] = ['ResourceGroupId', 'DeleteAutoSnapshot'];

/** The noun for a type's images, and their properties that ModifyImageAttribute changes after a creation and in an update. */
interface Words {
  readonly noun: string;
  /** The rows with `changed`, such as `ImageName or Description`. */
  readonly changed: string;
  /** The call that cancels a creation. If there is none, the call that deletes is used to check whether there is an image. */
  readonly cancels?: string;
}

type Needs = readonly Need<OptionalProperty>[];

/** The calls that every type of images makes to ECS, whatever starts them. */
export function imageNeeds(words: Words): Needs {
  return [
    ...whileMaking(words),
    { operation: 'READ', call: 'DescribeImages', when: 'always' },
    { operation: 'UPDATE', call: 'DescribeImages', when: 'always' },
    { operation: 'UPDATE', call: 'ModifyImageAttribute', when: `${words.changed} differs` },
    { operation: 'UPDATE', call: 'TagResources', when: 'a tag is new or has another value' },
    {
      operation: 'UPDATE',
      call: 'UntagResources',
      when: 'a tag is no longer in the template, or has a different spelling',
    },
    { operation: 'UPDATE', call: 'JoinResourceGroup', when: 'ResourceGroupId differs', property: 'ResourceGroupId' },
    ...whileRemoving(words),
    { operation: 'LIST', call: 'DescribeImages', when: 'always' },
  ];
}

function whileMaking({ noun, changed, cancels }: Words): Needs {
  const late = { operation: 'CREATE', when: `the ${noun} takes longer than Timeouts.Create` } as const;
  return [
    { operation: 'CREATE', call: 'DescribeImages', when: `always: to watch the ${noun}` },
    {
      operation: 'CREATE',
      call: 'ModifyImageAttribute',
      when: `${changed} of the finished ${noun} differs from the template`,
    },
    { operation: 'CREATE', call: 'TagResources', when: `the finished ${noun} lacks a tag` },
    {
      operation: 'CREATE',
      call: 'UntagResources',
      when: `somebody gave the ${noun} a tag that conflicts with one of its own`,
    },
    {
      operation: 'CREATE',
      call: 'JoinResourceGroup',
      when: `the finished ${noun} is not in its resource group`,
      property: 'ResourceGroupId',
    },
    ...(cancels === undefined ? [] : [{ ...late, call: cancels }]),
    { operation: 'CREATE', call: 'DeleteImage', when: `the ${noun} has failed, or has finished too late` },
    { operation: 'CREATE', call: 'DeleteSnapshot', when: `a failed ${noun} has left snapshots` },
  ];
}

function whileRemoving({ noun, cancels }: Words): Needs {
  const unwanted = { operation: 'DELETE', when: `the ${noun} is still running, or is not visible` } as const;
  return [
    { operation: 'DELETE', call: 'DescribeImages', when: 'always' },
    ...(cancels === undefined ? [] : [{ ...unwanted, call: cancels }]),
    {
      operation: 'DELETE',
      call: 'DeleteImage',
      when: `the ${noun} has ended${cancels === undefined ? ', or is not visible' : ''}`,
    },
    { operation: 'DELETE', call: 'DeleteSnapshot', when: 'DeleteAutoSnapshot is set', property: 'DeleteAutoSnapshot' },
  ];
}
