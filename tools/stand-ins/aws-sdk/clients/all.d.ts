import type { Service } from '../lib/service';

declare const clients: { CloudWatch: typeof Service; CloudWatchLogs: typeof Service; S3: typeof Service };
export default clients;
