import { accountTimezone } from '../../domain/account-timezone.ts';
import { instantIn, isTimeZone } from '../../domain/calendar.ts';
import type { CatalogData } from '../../domain/catalog.ts';
import { didYouMean } from '../../domain/did-you-mean.ts';
import type { DomainEvent } from '../../domain/event.ts';
import type { Instant, TimeZone } from '../../domain/instant.ts';
import { removalEvent } from '../../domain/removal.ts';
import { listenedEvents } from '../../domain/routing/listened-events.ts';
import { seatChanges } from '../../domain/seats.ts';
import type { Said } from '../../domain/sending/choose.ts';
import { removeContact } from '../contacts/remove-contact.ts';
import type { PortsWith } from '../ports.ts';
import { type AllowedValues, allowedValues, type IngestWarning } from './allowed-values.ts';
import { happenedAt } from './happened-at.ts';
import { importedOptOuts } from './imported-opt-outs.ts';
import { lacksOffset } from './moment.ts';
import { type FailedCall, keepRefused, type Refused } from './refused-calls.ts';
import { RefusedRequest } from './refused-request.ts';
import type { SegmentCall } from './segment-call.ts';
import type { SentCalls } from './sent-calls.ts';
import { writeContact } from './write-contact.ts';

export type IngestPorts = PortsWith<'controls' | 'queue' | 'refusals'>;

/** What came of the calls of a request. */
export interface Ingested {
  /** What was not used, or not as it was meant. */
  warnings: IngestWarning[];
  /** Calls of a batch that could not be used, by their place in it. All others were taken. */
  failed: FailedCall[];
}

/**
 * Takes calls of the Segment spec. What people are goes straight into the table, and so does usage that nothing happens
 * on; what accounts are, and usage that some journey listens to, goes through the queue, without personal data. All calls
 * are looked at before any of them is taken; what a batch holds beside its good calls is kept and told to operators.
 * @throws RefusedRequest for a call that came alone and can't be used
 */
export const ingestUsage = async ({ calls, isBatch }: SentCalls, ports: IngestPorts): Promise<Ingested> => {
  const now = ports.clock.now();
  const catalog = await ports.build.catalog();
  const zones = await zonesOf(
    calls.flatMap(sent => ('call' in sent ? [sent.call] : [])),
    ports,
  );
  const refused: Refused[] = [];
  const readings = calls.flatMap((sent, index) => {
    const refuse = (refusal: RefusedRequest) => {
      if (!isBatch) throw refusal;
      refused.push({ said: sent.said, index, refusal });
      return [];
    };
    if ('unused' in sent) return [];
    if ('refusal' in sent) return refuse(sent.refusal);
    const { call } = sent;
    const at = happenedAt(instantIn(call.saidAt, zones.get(call.account) ?? 'UTC'), now);
    try {
      return [{ call, ...read(call, catalog, { at, receivedAt: now }) }];
    } catch (error) {
      if (error instanceof RefusedRequest) return refuse(error);
      throw error;
    }
  });
  const byAccount = Map.groupBy(readings, ({ call }) => call.account);
  // In order per account; accounts have nothing to do with each other.
  await Promise.all(
    [...byAccount.values()].map(async each => {
      for (const { take } of each) await take(ports);
    }),
  );
  return {
    warnings: readings.flatMap(({ call, warnings }) =>
      warnings.map(warning => ({ messageId: call.messageId, ...warning })),
    ),
    failed: await keepRefused(refused, ports),
  };
};

interface Reading {
  take: (ports: IngestPorts) => Promise<void>;
  warnings: AllowedValues['warnings'];
}

/** When a call happened, and when it arrived. */
interface Times {
  at: Instant;
  receivedAt: Instant;
}

/** Of the accounts whose calls leave open which zone their times are of: as a `group` call among them says, else as is known. */
const zonesOf = async (calls: readonly SegmentCall[], { accounts }: IngestPorts): Promise<Map<string, TimeZone>> => {
  const local = new Set(calls.filter(({ saidAt }) => lacksOffset(saidAt)).map(({ account }) => account));
  const zones = await Promise.all(
    [...local].map(async account => [account, accountTimezone(await accounts.profile(account))] as const),
  );
  const said = calls.flatMap(call => {
    const timezone = call.type === 'group' ? call.traits.timezone : undefined;
    return typeof timezone === 'string' && isTimeZone(timezone.trim())
      ? [[call.account, timezone.trim()] as const]
      : [];
  });
  return new Map([...zones, ...said]);
};

type Reader<Call> = (call: Call, catalog: CatalogData, times: Times) => Reading;

const read: Reader<SegmentCall> = (call, ...context) => (readers[call.type] as Reader<SegmentCall>)(call, ...context);

type Of<Type extends SegmentCall['type']> = Extract<SegmentCall, { type: Type }>;

const readers: { [Type in SegmentCall['type']]: Reader<Of<Type>> } = {
  identify: (call, { contactAttributes, contactBounds, topics, topicsVersion }, { at }) => {
    const known = { types: contactAttributes, bounds: contactBounds };
    const { values, warnings } = allowedValues(call.traits, known, 'traits');
    const imported = importedOptOuts(call.traits.unsubscribed, topics);
    const optOuts: Said = {
      topics: Object.fromEntries(imported.topics.map(topic => [topic, 'out'])),
      source: 'import',
      at,
      evidence: `segment:${call.messageId}`,
      policyVersion: topicsVersion,
    };
    return {
      take: ports => writeContact(call.account, call.user, { values, at, optOuts, byServer: true }, ports),
      warnings: [...idWarnings(call), ...warnings, ...imported.warnings],
    };
  },
  group: (call, catalog, times) => {
    const dates = Object.fromEntries(catalog.dateAttributes.map(name => [name, { isDate: true }]));
    const known = { types: catalog.accountAttributes, bounds: { ...catalog.accountBounds, ...dates } };
    const { values, warnings } = allowedValues(call.traits, known, 'traits');
    const event = eventOf(call, 'account.updated', values, times);
    return { take: ({ queue }) => queue.publish(event), warnings };
  },
  track: (call, { events, seats }, times) => {
    if (isOwn(call.event)) {
      throw new RefusedRequest(
        'invalid_request',
        `event: "${call.event}" is an event that only Daymark itself makes, of what it does and what payment processors tell it.`,
        { field: 'event' },
      );
    }
    const known = Object.hasOwn(events, call.event) ? events[call.event] : undefined;
    const { values, warnings } = allowedValues(
      call.properties,
      { types: known?.fields ?? {}, bounds: known?.bounds },
      'properties',
    );
    return {
      take: removing(eventOf(call, call.event, values, times), seats),
      warnings: [...idWarnings(call), ...(known ? [] : [unknownEvent(call.event, events)]), ...warnings],
    };
  },
};

/** Who leaves the account gets no more mail, whatever else its event does. */
const removing = (event: UsageEvent, seats: CatalogData['seats']): Reading['take'] => {
  const count = counting(event, seats);
  const { name, account, user, occurredAt } = event;
  if (name !== removalEvent || user === undefined) return count;
  return async ports => {
    await removeContact(account, user, occurredAt, ports);
    await count(ports);
  };
};

/** Most usage only counts: it goes straight into its day. What some journey listens to goes through the queue, in order. */
const counting =
  (event: UsageEvent, seats: CatalogData['seats']): Reading['take'] =>
  async ports => {
    if (await isListenedTo(event.name, ports)) await ports.queue.publish(event);
    else await ports.accounts.commit(event.account, [{ kind: 'mark', event }, ...seatChanges(event, seats)]);
  };

/** Versions that have open enrollments listen on after a deploy. */
const isListenedTo = async (name: string, { build, controls }: IngestPorts): Promise<boolean> =>
  listenedEvents(await build.journeys(), await build.catalog()).has(name) ||
  (await controls.listenedEvents()).has(name);

type UsageEvent = DomainEvent & { account: string };

const eventOf = (
  call: Of<'group' | 'track'>,
  name: string,
  fields: DomainEvent['fields'],
  { at, receivedAt }: Times,
): UsageEvent => ({
  id: `segment:${call.messageId}`,
  source: 'segment',
  account: call.account,
  ...('user' in call && call.user !== undefined && { user: call.user }),
  name,
  occurredAt: at,
  receivedAt,
  fields,
});

/**
 * Names by which Daymark tells itself something, and those of what only payment processors say: pages of an application
 * may hold a write key, and whoever has it could have our mail about a failed payment link to a page of theirs.
 */
const isOwn = (event: string): boolean => ownEvents.test(event) || event === 'account.updated';

const ownEvents =
  /^(daymark|task|prompt|contact|mail|signal|subscription|trial|invoice|payment|payment_method|renewal)\./;

/** Ids stay in usage and timelines, and travel: a person whose id is an address cannot be erased from there. */
const idWarnings = ({ user }: { user?: string }): AllowedValues['warnings'] =>
  user?.includes('@')
    ? [
        {
          field: 'userId',
          message:
            'looks like an address, and is kept where no address should be. Give an id that says nothing of the person',
        },
      ]
    : [];

/** It counts as use of the product, and no journey can ask for it by its name. */
const unknownEvent = (event: string, events: CatalogData['events']): AllowedValues['warnings'][number] => {
  const known = Object.keys(events).filter(name => !isOwn(name));
  return { field: 'event', message: `is unknown to the catalog: "${event}". ${didYouMean(event, known)}` };
};
