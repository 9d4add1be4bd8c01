import type { AlibabaSimulator } from '../../simulator/index';
import { makeImage, startCopy, startImage } from '../support/copies';
import type { Properties, Stage } from '../support/stage';
import type { BehaviourOf, StagedCloud, StagedType } from '../support/types/staged-type';
import type { EcsMaking } from './ecs-making';
import type { Making } from './making';
import { imageIn, placeOf, type Scenario, type Scene, TOKEN } from './scenario';

/** What a DELETE begins with, as far as it differs from a finished image by the smallest template. */
export interface Removal<Cloud extends StagedCloud> {
  readonly behaviour?: BehaviourOf<Cloud>;
  readonly properties?: Properties;
  /** Happens before the DELETE. */
  readonly prepare?: (stage: Stage<Cloud>, regionId: string, imageId: string) => void;
  readonly make?: typeof makeImage;
}

/** Makes the scenarios of a type whose images are made in a certain way. */
export class Scenes<Cloud extends StagedCloud = StagedCloud, M extends Making<Cloud> = Making<Cloud>> {
  /** The smallest template, with a name. */
  readonly named: Properties;
  readonly everything: Properties;

  constructor(
    readonly making: M,
    readonly schema: StagedType['schema'],
  ) {
    this.named = { ...making.template, ...this.name('golden') };
    this.everything = { ...making.whole, ...this.name('golden'), ...this.known(making.said) };
  }

  /** What a template says of the name. */
  name(name: string): Properties {
    return { [this.making.nameProperty]: name };
  }

  /** As many of the properties as the type has. */
  known(properties: Properties): Properties {
    return Object.fromEntries(
      Object.entries(properties).filter(([name]) => Object.hasOwn(this.schema.properties, name)),
    );
  }

  /** A CREATE of an image that takes 18 s, if `behaviour` says nothing else. */
  create(name: string, behaviour: BehaviourOf<Cloud>, open: Scenario<Cloud>['open']): Scenario<Cloud> {
    return { name: `CREATE ${name}`, behaviour: { ...this.making.takes(18), ...behaviour }, open };
  }

  /** An UPDATE of a finished image from one template to another. */
  update(name: string, before: Properties, changes: Properties): Scenario<Cloud> {
    return {
      name: `UPDATE ${name}`,
      behaviour: this.making.takes(1),
      open: async (stage) => {
        const { wish, identifier, model } = await makeImage(stage, { ...this.named, ...before });
        const image = imageIn(this, model);
        const [regionId, imageId] = placeOf(image);
        stage.simulator.world.retag(regionId, imageId, { foreign: 'stays' });
        const former = { ...wish, ...identifier };
        const desired = { ...former, ...changes };
        const foreignTags = { foreign: 'stays' };
        return {
          request: { action: 'UPDATE', properties: desired, options: { token: TOKEN, previous: former } },
          identifier: image,
          done: { wish: { properties: desired, foreignTags } },
          undone: { wish: { properties: former, foreignTags } },
        };
      },
    };
  }

  /** A DELETE of an image that exists. */
  remove(name: string, removal: Removal<Cloud> = {}): Scenario<Cloud> {
    const { behaviour, properties = {}, prepare = () => undefined, make = makeImage } = removal;
    return {
      name: `DELETE ${name}`,
      behaviour: { ...this.making.takes(1), ...behaviour },
      open: async (stage) => {
        const template = { ...this.named, ...properties, Timeouts: { Delete: '2m' } };
        const { wish, identifier, model } = await make(stage, template);
        const [regionId, imageId] = placeOf(imageIn(this, model));
        prepare(stage, regionId, imageId);
        const outcome = { stays: this.making.stays(stage.simulator, [regionId, imageId], properties) };
        const SnapshotIds = model.SnapshotIds;
        return {
          request: {
            action: 'DELETE',
            properties: { ...wish, ...identifier, ...(SnapshotIds !== undefined && { SnapshotIds }) },
            options: { token: TOKEN },
          },
          identifier: `${regionId}/${imageId}`,
          done: outcome,
          undone: outcome,
        };
      },
    };
  }

  /** A READ or LIST while there is a finished image. */
  look(
    action: 'READ' | 'LIST',
    name: string,
    properties: (identifier: { tfcfnid: string }) => Properties,
  ): Scenario<Cloud> {
    return {
      name: `${action} ${name}`,
      behaviour: this.making.takes(1),
      open: async (stage) => {
        const { wish, identifier, model } = await makeImage(stage, this.everything);
        const outcome = { wish: { properties: wish } };
        return {
          request: { action, properties: properties(identifier), options: { token: TOKEN } },
          identifier: imageIn(this, model),
          done: outcome,
          undone: outcome,
        };
      },
    };
  }
}

/** The scenarios of a type whose images are those of ECS. */
export type EcsScenes = Scenes<AlibabaSimulator, EcsMaking>;

/** The same while another resource copies the image to a further region. */
export function whileCopied({ making: { copier } }: EcsScenes, { open, ...scenario }: Scenario): Scenario {
  return {
    ...scenario,
    open: async (stage) => {
      const scene = await open(stage);
      const [SourceRegionId, SourceImageId] = placeOf(scene.identifier);
      const further = { SourceRegionId, SourceImageId, DestinationRegionId: copier.regionId, ImageName: 'further' };
      const { identifier } = await startCopy(stage, further, { by: copier.type });
      return { ...scene, others: [identifier.tfcfnid] };
    },
  };
}

/** The same while another image by the same template is made. */
export function behindAnother<Cloud extends StagedCloud>(scenes: Scenes<Cloud>, scene: Scene): Scenario<Cloud>['open'] {
  return async (stage) => {
    const wish = { ...scenes.named, ...scenes.name('first') };
    const { model } = await startImage(stage, wish, { token: 'request-0' });
    return { ...scene, others: [scenes.making.imageOf(stage.simulator, model)] };
  };
}
