const { createInterface } = require('node:readline');

/**
 * What the drivers in JavaScript share: calls come in as lines of JSON, and each is answered with one. The first line says which versions
 * of the packages run. `act` takes a call and returns the body of the answer; `explain` makes of its error what the client says about a
 * refusal, or undefined of an error of any other kind.
 */
exports.serve = async (packages, act, explain) => {
  const say = (line) => process.stdout.write(`${JSON.stringify(line)}\n`);
  say({ versions: Object.fromEntries(packages.map((name) => [name, require(`${name}/package.json`).version])) });
  for await (const line of createInterface({ input: process.stdin })) {
    try {
      say({ body: await act(JSON.parse(line)) });
    } catch (error) {
      const refusal = explain(error);
      say(refusal ? { error: refusal } : { failure: String(error) });
    }
  }
};
