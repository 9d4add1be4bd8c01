export type ClientRequestToken = string;
export type LogGroupName = string;
export type LogicalResourceId = string;
export type NextToken = string;
