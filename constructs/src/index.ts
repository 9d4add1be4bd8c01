export * from './image-copy.generated';
