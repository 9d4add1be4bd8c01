import { regions } from '../../account/regions';
import type { Operation } from './operation';

/** DescribeRegions: all regions, with the names that the English documentation gives them. */
export const describeRegions: Operation = () => ({
  Regions: {
    Region: [...regions.values()].map(({ regionId, localName }) => ({
      RegionId: regionId,
      LocalName: localName,
      RegionEndpoint: `ecs.${regionId}.aliyuncs.com`,
      Status: 'available',
    })),
  },
});
