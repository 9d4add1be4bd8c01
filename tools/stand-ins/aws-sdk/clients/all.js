module.exports = {
  CloudWatch: require('./cloudwatch'),
  CloudWatchLogs: require('./cloudwatchlogs'),
  S3: require('./s3'),
};
