const Ecs = require('@alicloud/ecs20140526');
const { $OpenApiUtil } = require('@alicloud/openapi-core');
const Sts = require('@alicloud/sts20150401');
const { cast } = require('@darabonba/typescript');
const { serve } = require('./driver.cjs');

const SERVICES = { ecs: Ecs, sts: Sts };

async function act({ service, url, key, regionId, action, parameters }) {
  const { default: Client, [`${action}Request`]: Request } = SERVICES[service];
  const [protocol, endpoint] = url.split('://');
  const client = new Client(
    new $OpenApiUtil.Config({
      accessKeyId: key.id,
      accessKeySecret: key.secret,
      securityToken: key.token,
      regionId,
      endpoint,
      protocol,
    }),
  );
  const method = action[0].toLowerCase() + action.slice(1);
  const { body } = await client[method](...requestsOf(Request, parameters));
  return body.toMap();
}

/** The request of an action; an action without parameters has a method without one. */
function requestsOf(Request, parameters) {
  if (!Request) return [];
  const request = cast(parameters, new Request());
  const missing = Object.keys(parameters).filter((name) => request.toMap()[name] === undefined);
  if (missing.length > 0) throw new Error(`${Request.name} has no ${missing}`);
  return [request];
}

function explain({ name, code, statusCode, requestId }) {
  return statusCode && { type: name, code, status: statusCode, requestId };
}

serve(['@alicloud/ecs20140526', '@alicloud/sts20150401'], act, explain);
