import { taskLists } from '../../engine/account/task.ts';
import type { DueItem } from '../../engine/ports/sweep-queue.ts';
import { plain } from './plain.ts';
import { ids, ownCustomer, ownName } from './seen.ts';
import type { StoredWorld } from './world.ts';

/** What every reader says of an account, and of what it shares with others. */
export const everythingOf = async (account: string, world: StoredWorld) => {
  const { accounts, contacts, customers, deliveries, enrollments, guardedWeeks, healthHistory, answers } = world;
  const { notes, plans, prompts, revenue, tasks, waiting, records, directory, clock } = world;
  const shared = (name: string) => ownName({ account }, name);
  const each = async <Name extends string, Answer>(names: readonly Name[], ask: (name: Name) => Promise<Answer>) =>
    Object.fromEntries(await Promise.all(names.map(async name => [name, await ask(name)] as const)));
  const customer = ownCustomer({ account }, 'stripe:cus_1');
  return {
    snapshot: plain(await accounts.snapshot(account, { usageSince: '2026-03-10T12:00:00.000Z' })),
    history: plain(await accounts.snapshot(account, { usageSince: '2000-01-01T00:00:00.000Z', withoutContacts: true }))
      .usage,
    profile: await accounts.profile(account),
    contacts: await each(ids.contacts, async id => ({
      found: await contacts.find(account, id),
      remains: await contacts.findOrRemains(account, id),
      consents: await contacts.consents(account, id),
      reading: await prompts.reading(account, id),
      deliveries: await records.deliveriesTo(account, id),
      lines: await records.linesOf(account, id),
    })),
    usage: await each(['u1', 'auth0|5f', ''], user => records.usageOf(account, user)),
    addresses: await each(ids.addresses.map(shared), address => contacts.atAddress(address)),
    erased: await each(ids.digests.map(shared), digest => contacts.isAddressErased([digest])),
    customer: await customers.accountOf(customer),
    deliveries: await deliveries.find(account, [...ids.deliveries, 'd9', ...ids.deliveries]),
    enrollments: await enrollments.find(account, [...ids.enrollments, 'e9']),
    alone: await each([...ids.enrollments, 'e9'], async id =>
      plain(await accounts.snapshot(account, { ofEnrollment: id })),
    ),
    active: await each(ids.journeys.map(shared), async journey =>
      (await world.activeEnrollments(journey)).sort(byText),
    ),
    weeks: await each(ids.periods, period => guardedWeeks.read({ journey: shared('signal'), period })),
    health: await healthHistory.last(account, { until: '2026-03-15T09:00:00.000Z', atMost: 2 }),
    plans: await each(ids.plans.map(shared), async plan => [
      await plans.rows(plan),
      await plans.medians(plan, clock.at.slice(0, 10)),
    ]),
    answers: await answers.ofAccount(account, ''),
    audit: await world.audit.ofAccount(account, { limit: 100 }),
    notes: await notes.ofAccount(account, { limit: 100 }),
    lines: await world.timelines.ofAccount(account, { limit: 100, before: '~' }),
    recently: await world.timelines.usage(account, {
      from: '2026-03-05T12:00:00.000Z',
      until: '2026-03-12T12:00:00.000Z',
    }),
    prompts: await prompts.all(account),
    revenue: await revenue.ofAccount(account),
    tasks: await each(ids.tasks.map(shared), async id => [await tasks.find(account, id), await tasks.accountOf(id)]),
    owners: await each(ids.owners.map(shared), async owner => ({
      open: await tasks.countOpen(owner),
      lists: await each(taskLists, async list => (await tasks.ofOwner(owner, list, { limit: 10 })).tasks),
    })),
    waiting: [await waiting.find({ account }), await waiting.find({ customer }, { atMost: 1 })],
    sends: await each(ids.journeys.map(shared), journey => world.another().sends.look(journey, clock.at)),
    users: await each(['u1', 'auth0|5f'], async user => ({
      accounts: await directory.accountsOf(`${account} ${user}`),
      users: (await directory.usersOf(`${account} ${user}`)).length,
      kept: (await directory.kept({ user: `${account} ${user}` })).map(withoutPlace),
      keptOfVisitor: (await directory.kept({ visitor: `${account} ${user}` })).map(withoutPlace),
    })),
  };
};

/** The records of all accounts, in an order that does not depend on the world. */
export const recordsIn = async (all: Pick<StoredWorld['all'], 'records'>) =>
  (await Array.fromAsync(all.records()))
    .map(record => ({
      ...record,
      usage: [...record.usage],
      tasks: record.tasks.toSorted(byText),
      enrollments: record.enrollments.toSorted(byText),
    }))
    .sort(byText);

/** What readers say that look at all accounts. */
export const everything = async (world: StoredWorld) => {
  const due: DueItem[] = [];
  for (let after: DueItem | undefined, more = true; more; after = due.at(-1)) {
    const page = await world.due.find('2026-03-15T09:00:00.000Z', after);
    due.push(...page.found);
    more = page.more && page.found.length > 0;
  }
  return {
    due,
    nextDue: await world.all.nextDue('2026-03-10T09:00:00.000Z'),
    timeline: (await world.all.timeline()).sort(byText),
    health: (await world.all.health()).sort(byText),
    records: await recordsIn(world.all),
    revenue: (await Array.fromAsync(world.revenue.all())).flat().sort(byText),
    stillWaiting: await world.all.stillWaiting(),
    unmatched: await world.waiting.find('unmatched'),
    answers: (await Array.fromAsync(world.answers.all())).flat().sort(byText),
    erasures: (await world.records.erasures()).sort(byText),
    kept: (await world.directory.allKept()).map(withoutPlace).sort(byText),
    refused: (await world.refusals.all()).sort(byText),
  };
};

const withoutPlace = <Row extends object>({ place: _, ...kept }: Row & { place: unknown }) => kept;

const byText = (a: object, b: object): number => (textOf(a) < textOf(b) ? -1 : 1);
const textOf = (value: object): string => JSON.stringify(Object.entries(value).sort());
