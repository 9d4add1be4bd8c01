export * from './apsara-stack-image.generated';
export * from './apsara-stack-image-copy.generated';
export * from './huawei-cloud-images-image-copy.generated';
export * from './image.generated';
export * from './image-copy.generated';
