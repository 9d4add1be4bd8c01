/** A file of class-transformer 0.5.1 that has no types. */
declare module 'class-transformer/cjs/storage' {
  export const defaultMetadataStorage: object;
}
