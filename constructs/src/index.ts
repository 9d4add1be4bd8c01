export * from './image.generated';
export * from './image-copy.generated';
