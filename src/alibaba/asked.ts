/** The parameters that hold a value which ECS can refuse, by the name that the API has for them, and what the value is. */
const VALUES: Readonly<Record<string, string>> = {
  ImageId: 'image',
  ResourceId: 'image',
  SnapshotId: 'snapshot',
  DestinationRegionId: 'destination region',
  DestinationImageName: 'image name',
  ImageName: 'image name',
  ImageFamily: 'image family',
  KMSKeyId: 'KMS key',
  ResourceGroupId: 'resource group',
};

/**
 * The sentence that names the values of a request which ECS can refuse, or nothing where it has none. The region that the call went to
 * is not among them, nor are descriptions and tags, which are long.
 */
export function askedFor(parameters: Readonly<Record<string, unknown>>): string {
  const values = Object.entries(VALUES).flatMap(([name, what]) =>
    [parameters[name]]
      .flat()
      .flatMap((value) => (typeof value === 'string' && value !== '' ? [`${what} ${value}`] : [])),
  );
  const last = values.pop();
  if (last === undefined) return '';
  return ` The request named ${values.length === 0 ? last : `${values.join(', ')} and ${last}`}.`;
}
