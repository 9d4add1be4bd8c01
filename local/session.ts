import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { allProjects, type Project } from '../tools/projects';
import type { Cloud } from './cloud';
import { UsageError } from './errors';
import { functionByType } from './function/by-type';
import type { HandlerFunction } from './function/function';
import { createPool } from './function/pool';
import { isJsonObject, parseJson } from './json';
import { readTextFile } from './read-file';
import { indexTypes, type ResourceType, type ResourceTypes, readResourceType } from './schema/resource-type';
import { Deployment } from './stack/deployment';
import { Import } from './stack/import';
import { Journal, type StackStore } from './stack/journal';
import type { OperationTools } from './stack/operation';
import type { StackIdentity } from './stack/request';
import type { EventSink, StackState } from './stack/state';
import { Steps } from './stack/steps';

/** The account and region of stacks: the numbers in AWS's documentation. */
const ACCOUNT_ID = '123456789012';
const REGION = 'us-east-1';

/** The environment variables that are passed on to the function: the proxy of a company's network, but no credentials. */
const PASSED_ON = ['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'http_proxy', 'https_proxy', 'no_proxy'];

/** The resource types that can be deployed. */
export function loadTypes(): ResourceTypes {
  return indexTypes(allProjects().map(loadType));
}

function loadType({ schemaFile }: Project): ResourceType {
  const schema = parseJson(readTextFile(schemaFile, 'schema'));
  if (!isJsonObject(schema)) throw new UsageError(`${schemaFile} is not a schema`);
  return readResourceType(schema);
}

/**
 * The built functions of all types, run in the same way as by Lambda. Each receives the events of its type.
 *
 * @param log receives every line that they write, and the name of the function's type.
 * @param isOffline whether it only has to show what it refuses without a call: then it has no network.
 * @throws UsageError if one is not built.
 */
export function startFunction(
  cloud: Cloud,
  environment: NodeJS.ProcessEnv,
  log: (line: string, typeName: string) => void,
  isOffline = false,
): HandlerFunction {
  const files = new Map(allProjects().map(({ typeName, handlersFile }) => [typeName, handlersFile]));
  for (const file of files.values()) {
    if (!existsSync(file)) throw new UsageError(`${file} does not exist: build it with npm run package`);
  }
  const passedOn = PASSED_ON.flatMap((name) => {
    const value = environment[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  const options = {
    clock: cloud.functionClock,
    environment: {
      AWS_REGION: REGION,
      AWS_DEFAULT_REGION: REGION,
      AWS_LAMBDA_FUNCTION_NAME: 'TypeFunction',
      TZ: ':UTC',
      ...Object.fromEntries(passedOn),
      ...cloud.functionEnvironment,
    },
    isOffline,
  };
  return functionByType((typeName) => {
    const entry = files.get(typeName);
    return entry === undefined ? undefined : createPool({ ...options, entry, log: (line) => log(line, typeName) });
  });
}

/** A new stack. */
export function newStack(name: string): StackState {
  return {
    version: 1,
    name,
    id: `arn:aws:cloudformation:${REGION}:${ACCOUNT_ID}:stack/${name}/${randomUUID()}`,
    status: 'CREATE_IN_PROGRESS',
    parameters: {},
    noEcho: [],
    tags: {},
    outputs: [],
    resources: {},
    obsolete: [],
    events: [],
  };
}

/** The values of the pseudo parameters in a stack. */
export function pseudoParameters({ name, id }: StackState): Readonly<Record<string, string>> {
  return {
    'AWS::AccountId': ACCOUNT_ID,
    'AWS::Partition': 'aws',
    'AWS::Region': REGION,
    'AWS::StackId': id,
    'AWS::StackName': name,
    'AWS::URLSuffix': 'amazonaws.com',
  };
}

/** The parts of a deployment. */
export interface SessionParts {
  readonly state: StackState;
  readonly store: StackStore;
  readonly cloud: Cloud;
  readonly types: ResourceTypes;
  readonly handlers: HandlerFunction;
  readonly sink: EventSink;
  /** Aborted when the user wants to stop. */
  readonly interrupt: AbortSignal;
}

/** A stack that is ready for work, and its changing state. */
export interface Session {
  readonly journal: Journal;
  readonly deployment: Deployment;
  readonly importing: Import;
  readonly tools: OperationTools;
}

/** What is needed to call the handlers for a stack. */
export function openTools(handlers: HandlerFunction, cloud: Cloud, { name, id }: StackState): OperationTools {
  const { clock, typeConfiguration, callerCredentials } = cloud;
  const stack: StackIdentity = { name, id, region: REGION, accountId: ACCOUNT_ID };
  return { handlers, clock, context: { stack, typeConfiguration, callerCredentials }, newToken: () => randomUUID() };
}

/** Connects the parts. */
export function openSession({ state, store, cloud, types, handlers, sink, interrupt }: SessionParts): Session {
  const journal = new Journal(state, store, cloud.clock, sink);
  const tools = openTools(handlers, cloud, state);
  const steps = new Steps(tools, types, journal, interrupt);
  return {
    journal,
    tools,
    deployment: new Deployment(journal, steps, interrupt),
    importing: new Import(journal, tools, interrupt),
  };
}
