import { dateIn, isTimeZone } from '../../domain/calendar.ts';
import type { CatalogData } from '../../domain/catalog.ts';
import type { DomainEvent } from '../../domain/event.ts';
import type { Instant } from '../../domain/instant.ts';
import { listenedEvents } from '../../domain/routing/listened-events.ts';
import { seatChanges } from '../../domain/seats.ts';
import type { Said } from '../../domain/sending/choose.ts';
import type { PortsWith } from '../ports.ts';
import { type AllowedValues, allowedValues, type IngestWarning, mustBeDates } from './allowed-values.ts';
import { happenedAt } from './happened-at.ts';
import { importedOptOuts } from './imported-opt-outs.ts';
import { RefusedRequest } from './refused-request.ts';
import type { SegmentCall } from './segment-call.ts';
import { writeContact } from './write-contact.ts';

type IngestPorts = PortsWith<'controls' | 'queue'>;

/**
 * Takes calls of the Segment spec. What people are goes straight into the table, and so does usage that nothing happens
 * on; what accounts are, and usage that some journey listens to, goes through the queue, without personal data. All calls are looked at before any of them is taken.
 * @throws RefusedRequest
 */
export const ingestUsage = async (calls: readonly SegmentCall[], ports: IngestPorts): Promise<IngestWarning[]> => {
  const now = ports.clock.now();
  const catalog = await ports.build.catalog();
  const readings = calls.map(call => ({ call, ...read(call, catalog, now) }));
  const byAccount = Map.groupBy(readings, ({ call }) => call.account);
  // In order per account; accounts have nothing to do with each other.
  await Promise.all(
    [...byAccount.values()].map(async each => {
      for (const { take } of each) await take(ports);
    }),
  );
  return readings.flatMap(({ call, warnings }) => warnings.map(warning => ({ messageId: call.messageId, ...warning })));
};

interface Reading {
  take: (ports: IngestPorts) => Promise<void>;
  warnings: AllowedValues['warnings'];
}

const read = (call: SegmentCall, catalog: CatalogData, now: Instant): Reading =>
  (readers[call.type] as (call: SegmentCall, catalog: CatalogData, now: Instant) => Reading)(call, catalog, now);

type Of<Type extends SegmentCall['type']> = Extract<SegmentCall, { type: Type }>;

const readers: { [Type in SegmentCall['type']]: (call: Of<Type>, catalog: CatalogData, now: Instant) => Reading } = {
  identify: (call, { contactAttributes, topics, topicsVersion }, now) => {
    const { values, warnings } = allowedValues(call.traits, contactAttributes, 'traits');
    const imported = importedOptOuts(call.traits.unsubscribed, topics);
    const at = happenedAt(call.saidAt, now);
    const optOuts: Said = {
      topics: Object.fromEntries(imported.topics.map(topic => [topic, 'out'])),
      source: 'import',
      at,
      evidence: `segment:${call.messageId}`,
      policyVersion: topicsVersion,
    };
    return {
      take: ports => writeContact(call.account, call.user, { values, at, optOuts }, ports),
      warnings: [...idWarnings(call), ...warnings, ...imported.warnings, ...zoneWarnings(values)],
    };
  },
  group: (call, { accountAttributes, dateAttributes }, now) => {
    const { values, warnings } = allowedValues(call.traits, accountAttributes, 'traits');
    mustBeDates(values, dateAttributes, value => dateIn(value, 'UTC') !== undefined);
    const event = eventOf(call, 'account.updated', values, now);
    return { take: ({ queue }) => queue.publish(event), warnings: [...warnings, ...zoneWarnings(values)] };
  },
  track: (call, { events, seats }, now) => {
    if (isOwn(call.event)) {
      throw new RefusedRequest(
        'invalid_request',
        `event: "${call.event}" is an event that only Daymark itself makes, of what it does and what payment processors tell it.`,
        { field: 'event' },
      );
    }
    const { values, warnings } = allowedValues(call.properties, events[call.event]?.fields ?? {}, 'properties');
    return {
      take: counting(eventOf(call, call.event, values, now), seats),
      warnings: [...idWarnings(call), ...warnings],
    };
  },
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
  now: Instant,
): UsageEvent => ({
  id: `segment:${call.messageId}`,
  source: 'segment',
  account: call.account,
  ...('user' in call && call.user !== undefined && { user: call.user }),
  name,
  occurredAt: happenedAt(call.saidAt, now),
  receivedAt: now,
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

const zoneWarnings = ({ timezone }: AllowedValues['values']): AllowedValues['warnings'] =>
  typeof timezone === 'string' && !isTimeZone(timezone)
    ? [
        {
          field: 'traits.timezone',
          message: `is unknown, so UTC is used: "${timezone}". Give an IANA name such as Europe/Berlin`,
        },
      ]
    : [];
