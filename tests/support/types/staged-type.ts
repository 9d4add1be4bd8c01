import type { AlibabaCall, AlibabaOptions, AlibabaSimulator } from '../../../simulator/index';
import type { Properties } from '../stage';

/** The parts of a type's schema that every answer of its handlers is held against. */
export interface TypeSchema {
  readonly properties: Readonly<Record<string, unknown>>;
  readonly writeOnlyProperties: readonly string[];
  readonly primaryIdentifier: readonly string[];
  readonly handlers: Readonly<
    Record<
      'create' | 'read' | 'update' | 'delete' | 'list',
      { permissions: readonly string[]; timeoutInMinutes?: number }
    >
  >;
}

/** What a stage, and the tests that are the same for all types, have to know of the simulator of a cloud; its own tests know more. */
export interface StagedCloud extends Pick<AlibabaSimulator, 'url' | 'clock' | 'close' | 'inject' | 'clearFaults'> {
  readonly accessKey: object;
  temporaryKey(): object;
  /** Changes what a test can choose of it, from now on. */
  behave(change: object): void;
  /** Every request so far. */
  readonly calls: readonly Pick<
    AlibabaCall,
    'action' | 'regionId' | 'status' | 'code' | 'requestId' | 'parameters' | 'at'
  >[];
  readonly world: {
    image(regionId: string, imageId: string): { readonly tags: Readonly<Record<string, string>> } | undefined;
    images(regionId: string): readonly { readonly imageId: string }[];
    /** Sets tags, past the API. */
    retag(regionId: string, imageId: string, tags: Readonly<Record<string, string>>): void;
    untag(regionId: string, imageId: string, keys: readonly string[]): void;
  };
}

/** What a test can choose of a cloud. */
export type BehaviourOf<Cloud extends StagedCloud> = Partial<Parameters<Cloud['behave']>[0]>;

/** An image as a cloud shows it past its API. */
export type ImageOf<Cloud extends StagedCloud> = NonNullable<ReturnType<Cloud['world']['image']>>;

/** How a simulator of any cloud is started. */
export interface CloudOptions extends Omit<AlibabaOptions, 'behaviour'> {
  /** Differences from the default behaviour of the cloud. */
  readonly behaviour?: object;
}

/** What a stage has to know of a type: everything that is the same for all types is in the stage. */
export interface StagedType<Cloud extends StagedCloud = AlibabaSimulator> {
  /** As CloudFormation knows it. */
  readonly name: string;
  readonly schema: TypeSchema;
  /** The folder of its cfn project. */
  readonly folder: string;
  /** The module of the handlers and the one that `npm run package` builds, and what both export: the maker of the entrypoints. */
  readonly handlers: { readonly sources: string; readonly built: string; readonly maker: string };
  /** What its type configuration calls the region in which images are if a template says nothing. */
  readonly defaultRegion: string;
  /** Starts the simulator of its cloud. */
  start(options: CloudOptions): Promise<Cloud>;
  /** The behaviour of its cloud in which making any image takes so many seconds. */
  taking(seconds: number): object;
  /** A type configuration that leads to a simulator, or, if its calls are to be watched on their way, to `url` before it. */
  typeConfiguration(simulator: Pick<Cloud, 'accessKey' | 'url'>, url?: string): Properties;
}
