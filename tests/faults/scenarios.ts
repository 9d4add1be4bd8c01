import type { Behaviour } from '../../simulator/index';
import { makeImage, startCopy, startImage } from '../support/copies';
import { snapshotsOf } from '../support/ledger';
import type { Properties, Stage } from '../support/stage';
import type { StagedType } from '../support/types/staged-type';
import type { Making } from './making';
import { placeOf, type Scenario, type Scene, TOKEN } from './scenario';

export const tag = (Key: string, Value: string) => ({ Key, Value });

/** What can be said of every image, whatever it is made from. */
const SAID = {
  Description: 'an image with everything set',
  ImageFamily: 'family',
  ResourceGroupId: 'rg-acfmimages',
  Tags: [tag('team', 'a'), tag('empty', '')],
};

/** What a DELETE begins with, as far as it differs from a finished image by the smallest template. */
export interface Removal {
  readonly behaviour?: Partial<Behaviour>;
  readonly properties?: Properties;
  /** Happens before the DELETE. */
  readonly prepare?: (stage: Stage, regionId: string, imageId: string) => void;
  readonly make?: typeof makeImage;
}

/** Makes the scenarios of a type whose images are made in a certain way. */
export class Scenes {
  /** The smallest template, with a name. */
  readonly named: Properties;
  readonly everything: Properties;

  constructor(
    readonly making: Making,
    private readonly schema: StagedType['schema'],
  ) {
    this.named = { ...making.template, ImageName: 'golden' };
    this.everything = { ...making.whole, ImageName: 'golden', ...this.known(SAID) };
  }

  /** As many of the properties as the type has. */
  known(properties: Properties): Properties {
    return Object.fromEntries(
      Object.entries(properties).filter(([name]) => Object.hasOwn(this.schema.properties, name)),
    );
  }

  /** A CREATE of an image that takes 18 s, if `behaviour` says nothing else. */
  create(name: string, behaviour: Partial<Behaviour>, open: Scenario['open']): Scenario {
    return { name: `CREATE ${name}`, behaviour: { ...this.making.takes(18), ...behaviour }, open };
  }

  /** An UPDATE of a finished image from one template to another. */
  update(name: string, before: Properties, changes: Properties): Scenario {
    return {
      name: `UPDATE ${name}`,
      behaviour: this.making.takes(1),
      open: async (stage) => {
        const { wish, identifier } = await makeImage(stage, { ...this.named, ...before });
        const [regionId, imageId] = placeOf(identifier.tfcfnid);
        stage.simulator.world.retag(regionId, imageId, { foreign: 'stays' });
        const former = { ...wish, ...identifier };
        const desired = { ...former, ...changes };
        const foreignTags = { foreign: 'stays' };
        return {
          request: { action: 'UPDATE', properties: desired, options: { token: TOKEN, previous: former } },
          identifier: identifier.tfcfnid,
          done: { wish: { properties: desired, foreignTags } },
          undone: { wish: { properties: former, foreignTags } },
        };
      },
    };
  }

  /** A DELETE of an image that exists. */
  remove(name: string, removal: Removal = {}): Scenario {
    const { behaviour, properties = {}, prepare = () => undefined, make = makeImage } = removal;
    return {
      name: `DELETE ${name}`,
      behaviour: { ...this.making.takes(1), ...behaviour },
      open: async (stage) => {
        const template = { ...this.named, ...properties, Timeouts: { Delete: '2m' } };
        const { wish, identifier, model } = await make(stage, template);
        const [regionId, imageId] = placeOf(identifier.tfcfnid);
        prepare(stage, regionId, imageId);
        const image = stage.simulator.world.image(regionId, imageId);
        const outcome = { snapshotsStay: properties.DeleteAutoSnapshot || !image ? [] : snapshotsOf(image) };
        const SnapshotIds = model.SnapshotIds;
        return {
          request: {
            action: 'DELETE',
            properties: { ...wish, ...identifier, ...(SnapshotIds !== undefined && { SnapshotIds }) },
            options: { token: TOKEN },
          },
          identifier: identifier.tfcfnid,
          done: outcome,
          undone: outcome,
        };
      },
    };
  }

  /** A READ or LIST while there is a finished image. */
  look(action: 'READ' | 'LIST', name: string, properties: (identifier: { tfcfnid: string }) => Properties): Scenario {
    return {
      name: `${action} ${name}`,
      behaviour: this.making.takes(1),
      open: async (stage) => {
        const { wish, identifier } = await makeImage(stage, this.everything);
        const outcome = { wish: { properties: wish } };
        return {
          request: { action, properties: properties(identifier), options: { token: TOKEN } },
          identifier: identifier.tfcfnid,
          done: outcome,
          undone: outcome,
        };
      },
    };
  }
}

/** The same while another resource copies the image to a further region. */
export function whileCopied({ making: { copier } }: Scenes, { open, ...scenario }: Scenario): Scenario {
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
export function behindAnother(scenes: Scenes, scene: Scene): Scenario['open'] {
  return async (stage) => {
    const first = await startImage(stage, { ...scenes.named, ImageName: 'first' });
    return { ...scene, others: [first.identifier.tfcfnid] };
  };
}
