/** A file of class-transformer 0.5.1 that its types leave out. */
declare module 'class-transformer/cjs/storage' {
  export const defaultMetadataStorage: object;
}
