import { type DomainEvent, profileEvent } from '../../account/event.ts';
import type { RoutingReason } from '../../account/routing.ts';
import { customersIn } from '../../connectors/customers.ts';
import type { Ports, PortsWith } from '../../ports/ports.ts';
import { listenedEvents } from '../listened-events.ts';
import { isStillWaiting, stillWaiting } from '../still-waiting.ts';
import { type AccountRoutePorts, routeToAccount } from './route-to-account.ts';
import { tellSharedCustomers } from './shared-customers.ts';

export interface RouteOptions {
  /** If this attempt fails, the event goes to the dead-letter queue. */
  isLastAttempt?: boolean;
}

export type RoutePorts = AccountRoutePorts & PortsWith<'controls' | 'customers' | 'queue' | 'waiting'>;

/**
 * Routes an event: to its account, or to where it waits until its account is known. May be repeated at any time, and
 * after a crash must be: the event counts as handled once all that it does is done.
 */
export const route = async (
  event: DomainEvent,
  ports: RoutePorts,
  options: RouteOptions = {},
): Promise<RoutingReason[]> => {
  const { customers, build, controls } = ports;
  await controls.listenTo(listenedEvents(await build.journeys(), await build.catalog()));
  if (isStillWaiting(event)) {
    await routeWaiting(event, ports, options);
    return [{ did: 'nothing', because: 'it brings events that waited' }];
  }
  const account = await accountOf(event, ports);
  if (account !== undefined && event.name === profileEvent) await tellSharedCustomers({ ...event, account }, ports);
  const reasons =
    account === undefined ? await keep(event, ports) : await arrive({ ...event, account }, ports, options);
  if (event.customer === undefined || !reasons.some(({ did }) => did === 'kept-until-known')) return reasons;
  // Meanwhile an account may have named this customer without seeing the waiting event.
  const found = await customers.accountOf(event.customer);
  return found === undefined || found === account
    ? reasons
    : arrive({ ...event, account: found }, ports, { keptAs: event });
};

const keep = async (event: DomainEvent, { accounts, alarms }: Ports): Promise<RoutingReason[]> => {
  if (event.customer === undefined) await alarms.raise({ alarm: 'billing-unmatched', event: event.id });
  await accounts.commit('', [{ kind: 'waiting', event }]);
  const because = event.customer === undefined ? 'it names no account and no customer' : 'unknown customer';
  return [{ did: 'kept-until-known', because }];
};

type Owned = DomainEvent & { account: string };

/** The customer's own account takes precedence over the one in the event's metadata. */
const accountOf = async ({ account, customer }: DomainEvent, { customers }: RoutePorts): Promise<string | undefined> =>
  (customer === undefined ? undefined : await customers.accountOf(customer)) ?? account;

/** `keptAs`: the event as it was kept waiting. */
const arrive = (
  event: Owned,
  ports: RoutePorts,
  { keptAs, ...options }: RouteOptions & { keptAs?: DomainEvent } = {},
): Promise<RoutingReason[]> =>
  routeToAccount(event, ports, {
    ...(keptAs && { keptAs }),
    ...(event.name === profileEvent && { routeWaiting: () => routeWaiting(event, ports, options) }),
  });

/** A number that is routed well within the function's timeout. */
const waitingAtOnce = 200;

/**
 * Events that came before their account was known, or before it named its customer, in order of time. The queue brings the rest. On
 * the last attempt it brings all of them, each with attempts of its own: one that can't be routed takes neither the others nor its
 * cause with it.
 */
const routeWaiting = async (cause: Owned, ports: RoutePorts, { isLastAttempt }: RouteOptions): Promise<void> => {
  const { accounts, waiting, queue } = ports;
  const { account, fields } = cause;
  const owners = [{ account }, ...customersIn(fields).map(customer => ({ customer }))];
  const kept = await Promise.all(owners.map(owner => waiting.find(owner, { atMost: waitingAtOnce })));
  const inOrder = kept.flat().sort((a, b) => (a.occurredAt < b.occurredAt ? -1 : a.occurredAt > b.occurredAt ? 1 : 0));
  const some = inOrder.slice(0, waitingAtOnce);
  if (isLastAttempt) {
    // SQS deduplication drops none of them: each was sent before the first attempt, more than five minutes ago.
    await queue.publishAll(some.map(event => ({ ...event, account })));
    await accounts.commit(
      account,
      some.map(event => ({ kind: 'noLongerWaiting', event })),
    );
  } else for (const event of some) await arrive({ ...event, account }, ports, { keptAs: event });
  const last = some.at(-1);
  if (last && inOrder.length >= waitingAtOnce) await queue.publish(stillWaiting(cause, last));
};
