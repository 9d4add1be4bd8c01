import type { Properties } from '../support/stage';
import type { BehaviourOf, StagedCloud } from '../support/types/staged-type';

/** How the images of a type are made, as far as scenarios that are the same for every type differ by it. */
export interface Making<Cloud extends StagedCloud = StagedCloud> {
  /** The image, in the names of scenarios, without and with its article. */
  readonly noun: string;
  readonly aNoun: string;
  /** The smallest template, without a name. */
  readonly template: Properties;
  /** A template with everything that is fixed when the image is made. */
  readonly whole: Properties;
  /** What can be said of every image; of it each type has what its schema knows. */
  readonly said: Properties;
  /** What a template calls the name of an image. */
  readonly nameProperty: string;
  /** What a LIST names so that it shows such images. */
  readonly listed: Properties;
  /** As many tags as a template may have. */
  readonly mostTags: number;
  /** Of CloudFormation's own, where an image can have them. */
  readonly systemTags: Readonly<Record<string, string>>;
  /** An image takes so many seconds. */
  takes(seconds: number): BehaviourOf<Cloud>;
  /** Images fail half-way. */
  readonly fails: BehaviourOf<Cloud>;
  /** The handler error code that a CREATE of such an image ends with. */
  readonly failure: string;
  /** Images take longer than half a minute, and stopping them is as hard as it can be. */
  readonly isLate: BehaviourOf<Cloud>;
  /** A second image by the same template has to wait for the first. */
  readonly oneAtATime: BehaviourOf<Cloud>;
  /** Nothing shows an image for a while after it was started. */
  readonly unseen: BehaviourOf<Cloud>;
  /** It takes some seconds from the deletion of an image to its end. */
  readonly goesSlowly: BehaviourOf<Cloud>;
  /** `<region>/<id>` of the image that a CREATE with this answer makes, even where no answer tells it yet. */
  imageOf(simulator: Cloud, model: Properties): string;
  /** `<region>/<id>` of what a DELETE by these properties leaves of an image that is there. */
  stays(
    simulator: Cloud,
    place: readonly [regionId: string, imageId: string],
    properties: Properties,
  ): readonly string[];
}
