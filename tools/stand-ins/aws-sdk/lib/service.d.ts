import type { CredentialsOptions } from './credentials';

export interface ServiceConfigurationOptions {
  credentials?: CredentialsOptions;
  region?: string;
}
export declare class Service {
  constructor(options?: ServiceConfigurationOptions);
  config: ServiceConfigurationOptions;
}
