import { readFileSync } from 'node:fs';
import path from 'node:path';
import { defaultBehaviour } from '../../simulator/alibaba/account/behaviour';
import { defaultApsaraBehaviour } from '../../simulator/apsarastack/behaviour';
import { actionsByService } from '../../simulator/huaweicloud/api/routes';

import { allClients, stepsOf } from '../clients/clients';
import { passing, tableOf } from '../clients/table';

const README = readFileSync(path.join(__dirname, '..', '..', 'simulator', 'README.md'), 'utf8');

describe("the simulator's README", () => {
  it('has the table that a run of the clients prints in which every step passes', () => {
    expect(README).toContain(`\n\n${tableOf(passing)}\n`);
  });

  it('has a row of every client, with all steps that it can take', () => {
    const short = allClients().filter((client) => stepsOf(client).length < 15);
    expect(short.map(({ name }) => name)).toEqual([]);
    for (const { name } of allClients()) expect(README).toContain(`| ${name} |`);
  });

  it('names the calls of Huawei Cloud that are served, and no other', () => {
    const named = ['ims', 'iam', 'sts', 'eps'].flatMap((service) => {
      const [, row = ''] = new RegExp(`^\\| ${service.toUpperCase()} \\| (.*) \\|$`, 'm').exec(README) ?? [];
      return row.split(' ').map((action) => [service, action.replaceAll('`', '')]);
    });
    expect(named).toEqual(actionsByService());
  });

  it('names every switch of Apsara Stack in its table: those of the gateways, and those of the account that are other by default', () => {
    const rows = README.split('\n').filter((line) => line.startsWith('| '));
    const names = rows.flatMap((row) => row.split(' | ')[1]?.match(/(?<=`)\w+(?=`)/g) ?? []);
    const before = new Map(Object.entries(defaultBehaviour));
    const switches = Object.entries(defaultApsaraBehaviour).filter(([name, value]) => before.get(name) !== value);
    expect(switches.map(([name]) => name).filter((name) => !names.includes(name))).toEqual([]);
  });
});
