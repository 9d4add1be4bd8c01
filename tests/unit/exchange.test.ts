import { createServer } from 'node:http';
import { exchange } from '../../src/calling/exchange';
import { listening } from '../support/gateway';

it('an exchange keeps no connection for the next one, which a frozen function would find closed', async () => {
  const server = createServer((_, response) => response.end('{}'));
  let connections = 0;
  server.on('connection', () => {
    connections += 1;
  });
  const url = new URL(`http://127.0.0.1:${await listening(server)}/`);
  const { signal } = new AbortController();
  try {
    for (let nth = 0; nth < 3; nth += 1)
      expect(await exchange(url, { method: 'GET', headers: {}, body: '' }, { most: 100, signal })).toMatchObject({
        status: 200,
        text: '{}',
      });
    expect(connections).toBe(3);
  } finally {
    server.close();
  }
});
