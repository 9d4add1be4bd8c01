import type { Json, JsonObject } from '../json';
import { type Expression, isValueObject, type Scope, toJson, UNKNOWN, type Value } from './expression';
import { type Parameter, parameterValue } from './parameters';
import { EvaluationError, type Path } from './problems';

/** An existing resource, as `Ref` and `Fn::GetAtt` see it. */
export interface KnownResource {
  readonly identifier: Value;
  attribute(name: string): Value | undefined;
}

/** Finds an existing resource; `undefined` if it does not exist yet. */
export type Lookup = (logicalId: string) => KnownResource | undefined;

/** No resource exists yet. */
export const NOTHING_KNOWN: Lookup = () => undefined;

/** The values with which a template is evaluated before any resource exists. */
export interface Inputs {
  /** Without those whose values are in AWS Systems Manager and were not given. */
  readonly parameters: ReadonlyMap<string, Value>;
  /** The values of the pseudo parameters, by name (`AWS::Region` …). */
  readonly pseudo: Readonly<Record<string, string>>;
}

/** @param values the value of each parameter, as text. */
export function inputsOf(
  parameters: readonly Parameter[],
  values: Readonly<Record<string, string>>,
  pseudo: Readonly<Record<string, string>>,
): Inputs {
  const entries = parameters.flatMap((parameter): [string, Value][] => {
    const { name, type } = parameter;
    const text = values[name] ?? (type.isStored ? undefined : '');
    return text === undefined ? [] : [[name, parameterValue(parameter, text)]];
  });
  return { parameters: new Map(entries), pseudo };
}

/** Receives what cannot be supplied here. */
export type Refuse = (path: Path, reason: string) => typeof UNKNOWN;

const failing: Refuse = (path, reason) => {
  throw new EvaluationError(path, reason);
};

/**
 * What the functions of a template can read: inputs, mappings, conditions, and the resources that exist.
 *
 * @param refuse by default throws EvaluationError.
 */
export function createScope(
  { parameters, pseudo }: Inputs,
  mappings: JsonObject,
  conditions: ReadonlyMap<string, Expression>,
  lookup: Lookup = NOTHING_KNOWN,
  refuse: Refuse = failing,
): Scope {
  const open = new Set<string>();
  const scope: Scope = {
    parameter: (name) => parameters.get(name),
    pseudoParameter: (name) => pseudo[name] ?? '',
    condition(name) {
      if (open.has(name)) throw new EvaluationError(['Conditions', name], 'the condition depends on itself');
      open.add(name);
      try {
        return conditions.get(name)?.evaluate(scope) === true;
      } finally {
        open.delete(name);
      }
    },
    mapping: (map, top, second) => findInMap(mappings, map, top, second),
    mappingKeys(map, top) {
      const keys = ownPart(mappings, map);
      const found = top === undefined ? keys : ownPart(keys, top);
      return isValueObject(found) ? Object.keys(found) : [];
    },
    identifier: (logicalId): Value => lookup(logicalId)?.identifier ?? UNKNOWN,
    attribute(logicalId, name) {
      const resource = lookup(logicalId);
      return resource === undefined ? UNKNOWN : resource.attribute(name);
    },
    refuse,
  };
  return scope;
}

function findInMap(mappings: JsonObject, map: string, top: string, second: string): Json | undefined {
  return ownPart(ownPart(ownPart(mappings, map), top), second);
}

function ownPart(object: Json | undefined, key: string): Json | undefined {
  return isValueObject(object) && Object.hasOwn(object, key) ? toJson(object[key] ?? null, []) : undefined;
}
