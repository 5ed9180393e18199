import type { EntryRefusal } from '../account/entry-refusal.ts';
import type { DomainEvent } from '../account/event.ts';
import type { RoutingReason } from '../account/routing.ts';
import type { Instant } from '../kernel/instant.ts';
import { entryGates } from './entry-gates.ts';

/** Of what an event did: the journeys that it would have let the account into, but for a rule. */
export const refusedEntries = (
  { account, name }: DomainEvent & { account: string },
  reasons: readonly RoutingReason[],
  at: Instant,
): EntryRefusal[] =>
  reasons.flatMap(({ journey, did, because }) =>
    journey !== undefined && did === 'nothing' && keepsOut.has(because)
      ? [{ account, journey, gate: because, event: name, at }]
      : [],
  );

const keepsOut: ReadonlySet<string> = new Set([...entryGates.map(({ not }) => not), 'full']);
