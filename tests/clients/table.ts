import { allClients, type Client, pinned, stepsOf } from './clients';

/** The table of the clients in Markdown, with what came of each. */
export function tableOf(resultOf: (client: Client) => string): string {
  const rows = allClients().map((client) => [
    client.name,
    packagesOf(client),
    client.signs,
    client.by ?? 'HTTP',
    whatRuns(client),
    resultOf(client),
  ]);
  const lines = [['Client', 'Packages', 'Signature', 'By', 'What runs', 'Result'], Array(6).fill('---'), ...rows];
  return lines.map((cells) => `| ${cells.join(' | ')} |\n`).join('');
}

/** What a run writes that is as it should be. */
export const passing = (client: Client): string => `${stepsOf(client).length} of ${stepsOf(client).length} steps pass`;

function packagesOf({ packages }: Client): string {
  return Object.entries(packages)
    .map(([name, file]) => `\`${name}\` ${pinned(name, file)}`)
    .join(', ');
}

/** The whole life, or what is missing of it and why. */
function whatRuns(client: Client): string {
  const steps = stepsOf(client).length;
  const why = Object.values(client.lacks ?? {});
  if (client.on !== undefined) return `the whole life on ${client.on}, ${steps} steps`;
  if (client.life) return `${steps} steps: what it has methods for`;
  return why.length === 0 ? `the whole life, ${steps} steps` : `${steps} steps: ${why.join('; ')}`;
}
