import type { DomainEvent } from '../../account/event.ts';
import type { RoutingReason } from '../../account/routing.ts';
import { profileEvents } from '../../billing/said-attributes.ts';
import { customersIn } from '../../kernel/processors.ts';
import type { Ports, PortsWith } from '../../ports/ports.ts';
import { listenedEvents } from '../listened-events.ts';
import { routeToAccount } from './route-to-account.ts';

/**
 * Routes an event: to its account, or to where it waits until its account is known. May be repeated at any time, and
 * after a crash must be: the event counts as handled once all that it does is done.
 */
export const route = async (
  event: DomainEvent,
  ports: PortsWith<'controls' | 'machines' | 'switches'>,
): Promise<RoutingReason[]> => {
  const { accounts, build, controls } = ports;
  await controls.listenTo(listenedEvents(await build.journeys(), await build.catalog()));
  const account = await accountOf(event, ports);
  const reasons = account === undefined ? await keep(event, ports) : await arrive({ ...event, account }, ports);
  if (event.customer === undefined || !reasons.some(({ did }) => did === 'kept-until-known')) return reasons;
  // An account may have named its customer in between, and not have found the event waiting yet.
  const found = await accounts.accountOfCustomer(event.customer);
  return found === undefined || found === account ? reasons : arrive({ ...event, account: found }, ports, event);
};

const keep = async (event: DomainEvent, { accounts, alarms }: Ports): Promise<RoutingReason[]> => {
  if (event.customer === undefined) await alarms.raise({ alarm: 'billing-unmatched', event: event.id });
  await accounts.commit('', [{ kind: 'waiting', event }]);
  const because = event.customer === undefined ? 'it names no account and no customer' : 'unknown customer';
  return [{ did: 'kept-until-known', because }];
};

type Owned = DomainEvent & { account: string };

/** The customer's own account goes before the one that the event's metadata names. */
const accountOf = async ({ account, customer }: DomainEvent, { accounts }: Ports): Promise<string | undefined> =>
  (customer === undefined ? undefined : await accounts.accountOfCustomer(customer)) ?? account;

/** `keptAs`: the event as it was kept waiting. */
const arrive = (
  event: Owned,
  ports: PortsWith<'controls' | 'machines' | 'switches'>,
  keptAs?: DomainEvent,
): Promise<RoutingReason[]> =>
  routeToAccount(event, ports, {
    ...(keptAs && { keptAs }),
    ...(profileEvents.includes(event.name) && { beforeDone: () => routeWaiting(event, ports) }),
  });

/** Events that came before their account was known, or before it named its customer, in order of time. */
const routeWaiting = async (
  { account, fields }: Owned,
  ports: PortsWith<'controls' | 'machines' | 'switches'>,
): Promise<void> => {
  const owners = [{ account }, ...customersIn(fields).map(customer => ({ customer }))];
  const kept = await Promise.all(owners.map(owner => ports.accounts.waiting(owner)));
  const inOrder = kept.flat().sort((a, b) => (a.occurredAt < b.occurredAt ? -1 : a.occurredAt > b.occurredAt ? 1 : 0));
  for (const event of inOrder) await arrive({ ...event, account }, ports, event);
};
