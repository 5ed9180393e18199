import { beforeAll, describe, expect, it } from 'vitest';
import type { ListedAccount } from '../../engine/counts/listed-account.ts';
import type { CatalogData } from '../../engine/definition/catalog.ts';
import { accounts } from '../../engine/views/accounts.ts';
import { answerView } from '../../engine/views/answer-view.ts';
import type { View, ViewPorts } from '../../engine/views/view.ts';

const viewer = {
  email: 'maya@example.com',
  roles: ['csm'],
  team: [{ id: 'maya', email: 'maya@example.com', name: 'Maya Lindqvist' }],
} as const;

const row = (account: string, more: Partial<ListedAccount> = {}): ListedAccount => ({
  account,
  name: `${account} Inc.`,
  currency: 'usd',
  tasks: { open: 0, breached: 0 },
  journeys: [],
  segments: { large: [0, 2] },
  asOf: '2026-12-01T09:00:00.000Z',
  ...more,
});

const band = (name: 'red' | 'yellow' | 'green', score: number) => ({
  score,
  band: name,
  at: '2026-11-30T00:00:00.000Z',
});

const all = [
  row('green', { health: band('green', 90), arr: 90_000, segments: { large: [2, 2] }, owner: 'maya' }),
  row('small-red', { health: band('red', 20), arr: 1_000, owner: 'maya', journeys: ['onboarding'] }),
  row('red', {
    health: { ...band('red', 31), change: -12, cause: { component: 'usage', because: 'logins are down' } },
    arr: 24_000,
    owner: 'gone',
    name: '=cmd("x"), Ltd',
    tasks: {
      open: 2,
      breached: 1,
      worst: { id: 't1', reason: 'login-drop', severity: 1, dueAt: '2026-12-02T09:00:00.000Z' },
    },
  }),
  row('new'),
  row('deleted', { status: 'deleted', arr: 5 }),
];

interface Answer {
  found: number;
  of: number;
  rows: { id: string; owner?: { name: string } }[];
  next?: number;
  csv?: string;
  arr: { text: string };
  arrByBand: Record<string, { amount: number }>;
  filters: Record<string, { id: string; name: string; accounts: number }[]>;
}
let ask: (query?: Record<string, string>) => Promise<Answer>;
beforeAll(() => {
  const ports = {
    accountList: {
      all: async function* () {
        yield all.slice(0, 2);
        yield all.slice(2);
      },
    },
    build: {
      journeys: async () => [{ id: 'onboarding', title: 'Onboarding' }],
      catalog: async () => ({ segments: { large: {} } }) as unknown as CatalogData,
    },
    clock: { now: () => '2026-12-01T10:00:00.000Z' },
  } as unknown as ViewPorts;
  ask = (query = {}) => answerView(accounts as unknown as View, query, viewer, ports) as Promise<Answer>;
});
const ids = async (query?: Record<string, string>) => (await ask(query)).rows.map(({ id }) => id);

describe('the list of accounts', () => {
  it('begins with the largest of those whose health is red, and leaves out deleted ones', async () => {
    expect(await ids()).toEqual(['red', 'small-red', 'new', 'green']);
  });

  it.each([
    [{ sort: 'name', reverse: 'true' }, ['small-red', 'new', 'green', 'red']],
    [{ sort: 'arr' }, ['green', 'red', 'small-red', 'new']],
    [{ sort: 'tasks' }, ['red', 'green', 'new', 'small-red']],
    [{ band: 'none' }, ['new']],
    [{ segment: 'large' }, ['green']],
    [{ owner: 'maya', band: 'red' }, ['small-red']],
    [{ journey: 'onboarding' }, ['small-red']],
    [{ tasks: 'breached' }, ['red']],
    [{ search: 'SMALL' }, ['small-red']],
    [{ segment: 'unheard-of' }, []],
  ] as [Record<string, string>, string[]][])('lists by %o', async (query, expected) => {
    expect(await ids(query)).toEqual(expected);
  });

  it('adds up: revenue by band is that of all that were found', async () => {
    const { arr, arrByBand, found, of } = await ask();
    expect([arr.text, found, of]).toEqual(['$115,000', 4, 4]);
    expect(Object.values(arrByBand).reduce((sum, { amount }) => sum + amount, 0)).toBe(115_000);
  });

  it('puts those who have left last, however red and large they were, and counts none of their revenue', async () => {
    all.push(row('left', { status: 'canceled', health: band('red', 3), arr: 35_000 }));
    try {
      expect((await ids()).at(-1)).toBe('left');
      expect(await ask()).toMatchObject({
        found: 5,
        arr: { text: '$115,000' },
        arrByBand: { red: { amount: 25_000 } },
      });
      expect((await ask({ sort: 'arr' })).rows.map(({ id }) => id)).toEqual([
        'green',
        'left',
        'red',
        'small-red',
        'new',
      ]);
    } finally {
      all.pop();
    }
  });

  it('comes in pages that together are the whole list, once', async () => {
    const first = await ask({ limit: '3' });
    const second = await ask({ limit: '3', from: String(first.next) });
    expect([...first.rows, ...second.rows].map(({ id }) => id)).toEqual(await ids());
    expect(second.next).toBeUndefined();
  });

  it('names owners and journeys, and says how many accounts each filter lists', async () => {
    const { filters, rows } = await ask();
    expect(rows.map(({ owner }) => owner?.name)).toEqual(['gone', 'Maya Lindqvist', undefined, 'Maya Lindqvist']);
    expect(filters.owners).toEqual([
      { id: 'maya', name: 'Maya Lindqvist', accounts: 2 },
      { id: 'gone', name: 'gone', accounts: 1 },
    ]);
    expect(filters.journeys).toEqual([{ id: 'onboarding', name: 'Onboarding', accounts: 1 }]);
    expect(filters.segments).toEqual([{ id: 'large', name: 'large', accounts: 1 }]);
  });

  it('is a file of all that was found, in which no name is a formula', async () => {
    const { csv = '', rows } = await ask({ as: 'csv', limit: '1', band: 'red' });
    const [titles, first, , last] = csv.split('\r\n');
    expect(titles).toMatch(/^id,name,stage,/);
    expect(first).toMatch(/^red,"'=cmd\(""x""\), Ltd",,gone,31,red,-12,usage: logins are down,24000,/);
    expect([last, rows]).toEqual(['', []]);
  });
});
