import EcsClient, { DescribeImagesRequest } from '@alicloud/ecs20140526';
import { $OpenApiUtil } from '@alicloud/openapi-core';
import {
  Action,
  BaseResource,
  type Dict,
  exceptions,
  handlerEvent,
  type LoggerProxy,
  type Optional,
  ProgressEvent,
  type ResourceHandlerRequest,
  type SessionProxy,
} from '@amazon-web-services-cloudformation/cloudformation-cli-typescript-lib';
import { ALL_STATES, toImage } from '../../src/alibaba/image';
import { copyType } from '../../src/alibaba/properties/copying';
import { PUBLIC_REGIONS } from '../../src/alibaba/properties/rules';
import { adaptTransformations } from '../../src/cloudformation/generated-models';
import * as models from '../../src/models';
import { ResourceModel, TypeConfigurationModel } from '../../src/models';
import { PROPERTIES } from '../../src/properties/properties';
import { modelOfImage } from '../../src/resource/models';

/**
 * READ as an author writes it by the library's README: on BaseResource.entrypoint, with the SDK's client. It is what the
 * bench compares with; nothing of it is part of the package.
 */
const TYPE = { model: ResourceModel, identifier: copyType(PUBLIC_REGIONS).identifier, properties: PROPERTIES };

class ReadResource extends BaseResource<ResourceModel, TypeConfigurationModel> {
  @handlerEvent(Action.Read)
  async read(
    _: Optional<SessionProxy>,
    request: ResourceHandlerRequest<ResourceModel>,
    _context: Dict,
    log: LoggerProxy,
    type: TypeConfigurationModel,
  ): Promise<ProgressEvent<ResourceModel>> {
    const [regionId = '', imageId = ''] = request.desiredResourceState?.tfcfnid?.split('/') ?? [];
    const endpoint = new URL(type.endpoints?.ecs ?? '');
    const client = new EcsClient(
      new $OpenApiUtil.Config({
        accessKeyId: type.credentials?.accessKeyId,
        accessKeySecret: type.credentials?.accessKeySecret,
        endpoint: endpoint.host,
        protocol: endpoint.protocol.slice(0, -1),
        regionId,
      }),
    );
    const { body } = await client.describeImages(new DescribeImagesRequest({ regionId, imageId, status: ALL_STATES }));
    const [entry] = body?.images?.image ?? [];
    const image = entry && toImage(entry, regionId, PROPERTIES);
    log.log('DescribeImages', body?.requestId);
    if (!image) throw new exceptions.NotFound(ResourceModel.TYPE_NAME, imageId);
    return ProgressEvent.success<ProgressEvent<ResourceModel>>(modelOfImage(TYPE, image));
  }
}

// aws-sdk v2 has no environment variable for endpoints.
const aws: { config: { update(options: object): void } } = require('aws-sdk');
aws.config.update({ endpoint: process.env.BENCH_AWS_URL, s3ForcePathStyle: true });

adaptTransformations(...Object.values(models));

const resource = new ReadResource(ResourceModel.TYPE_NAME, ResourceModel, undefined, undefined, TypeConfigurationModel);

export const { entrypoint } = resource;
