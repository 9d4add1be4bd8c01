const { readFileSync } = require('node:fs');
const { Agent } = require('node:https');
const { RPCClient } = require('@alicloud/pop-core');
const { serve } = require('./driver.cjs');

const VERSIONS = { ecs: '2014-05-26', sts: '2015-04-01' };
/** GET for what reads, POST for what changes, as its documentation advises. */
const METHOD = (action) => (/^(Describe|List|Get)/.test(action) ? 'GET' : 'POST');

async function act({ service, url, product, ca, key, regionId, action, parameters }) {
  const client = new RPCClient({
    endpoint: url,
    apiVersion: VERSIONS[service],
    accessKeyId: key.id,
    accessKeySecret: key.secret,
    securityToken: key.token,
    opts: ca ? { agent: new Agent({ ca: readFileSync(ca) }) } : {},
  });
  const named = product ? { Product: product } : {};
  return client.request(action, { RegionId: regionId, ...named, ...parameters }, { method: METHOD(action) });
}

function explain({ name, code, data, entry }) {
  return entry && { type: name, code, status: entry.response.statusCode, requestId: data.RequestId };
}

serve(['@alicloud/pop-core'], act, explain);
