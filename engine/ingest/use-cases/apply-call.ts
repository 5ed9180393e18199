import { allTopics } from '../../account/consent.ts';
import type { DomainEvent } from '../../account/event.ts';
import { removalEvent } from '../../account/former-contact.ts';
import { accountTimezone } from '../../account/profile.ts';
import { seatChanges } from '../../account/seats.ts';
import { answerEvent } from '../../account/worded-answer.ts';
import { keepAnswer } from '../../contacts/use-cases/keep-answer.ts';
import { markContactRemoved } from '../../contacts/use-cases/mark-contact-removed.ts';
import { instantIn, isTimeZone } from '../../definition/calendar.ts';
import type { Instant, TimeZone } from '../../kernel/instant.ts';
import type { PortsWith } from '../../ports/ports.ts';
import { listenedEvents } from '../../routing/listened-events.ts';
import { happenedAt, lacksOffset } from '../moment.ts';
import type { UsableCall } from '../usable-call.ts';
import { keepPlan } from './keep-plan.ts';
import { writeContact } from './write-contact.ts';

export type IngestPorts = PortsWith<
  'answers' | 'archive' | 'contacts' | 'controls' | 'directory' | 'queue' | 'refusals'
>;

type Of<Type extends UsableCall['type']> = Extract<UsableCall, { type: Type }>;

/** A call with a resolved account. */
export type PlacedCall = { account: string } & (
  | (Of<'identify'> & { user: string })
  | Of<'group'>
  | Of<'track'>
  | Of<'plan'>
);

/** When a call arrived, and the zone of a time without an offset. */
interface Arrived {
  receivedAt: Instant;
  zone: TimeZone;
}

/** Applies a call. Idempotent. */
export const applyCall = (call: PlacedCall, arrived: Arrived, ports: IngestPorts): Promise<void> => {
  const at = happenedAt(instantIn(call.saidAt, arrived.zone), arrived.receivedAt);
  switch (call.type) {
    case 'identify':
      return applyIdentify(call, at, ports);
    case 'group':
      return ports.queue.publish(eventOf(call, 'account.updated', at, ports.clock.now()));
    case 'plan':
      return keepPlan(
        { account: call.account, source: 'segment', at, message: call.messageId, goals: call.goals },
        ports,
      );
    case 'track': {
      const event = eventOf(call, call.event, at, ports.clock.now());
      return storeAnswer(event, call.comment, ports).then(() => applyUsage(event, ports));
    }
  }
};

/** Zones for calls whose time has no offset: from a `group` call in the request, else from the stored account. */
export const zonesOf = async (
  calls: readonly PlacedCall[],
  { accounts }: Pick<IngestPorts, 'accounts'>,
): Promise<Map<string, TimeZone>> => {
  const local = new Set(calls.filter(({ saidAt }) => lacksOffset(saidAt)).map(({ account }) => account));
  const zones = await Promise.all(
    [...local].map(async account => [account, accountTimezone(await accounts.profile(account))] as const),
  );
  const said = calls.flatMap(call => {
    const timezone = call.type === 'group' ? call.values.timezone : undefined;
    return typeof timezone === 'string' && isTimeZone(timezone) ? [[call.account, timezone] as const] : [];
  });
  return new Map([...zones, ...said]);
};

const applyIdentify = async (
  {
    account,
    user,
    values,
    optOuts,
    suppressed,
    asks = [],
    from,
    messageId,
  }: Of<'identify'> & { account: string; user: string },
  at: Instant,
  ports: IngestPorts,
): Promise<void> => {
  const { topicsVersion } = await ports.build.catalog();
  const said = {
    topics: Object.fromEntries(
      [...optOuts, ...(suppressed === 'complained' ? [allTopics] : [])].map(topic => [topic, 'out'] as const),
    ),
    source: 'import',
    at,
    evidence: `segment:${messageId}`,
    policyVersion: topicsVersion,
  } as const;
  const { source: _, topics: __, ...words } = said;
  const asked = { ...words, topics: asks, ...(from !== undefined && { from }) };
  await writeContact(account, user, { values, at, optOuts: said, asked, suppressed, byServer: true }, ports);
};

/**
 * Stores the words of an answer, which go no further. They are stored before the event is published, so that its
 * effects find them.
 */
const storeAnswer = async (event: UsageEvent, comment: string | undefined, ports: IngestPorts): Promise<void> => {
  if (comment !== undefined || (event.name === answerEvent && typeof event.fields.topic === 'string'))
    await keepAnswer(event, comment, ports);
};

/**
 * Most usage is only counted, directly in its day's row. Events that a journey listens to go through the queue, in
 * order.
 */
const applyUsage = async (event: UsageEvent, ports: IngestPorts): Promise<void> => {
  const { account, user, name, occurredAt } = event;
  // A user who leaves the account gets no more mail, whatever else the event does.
  if (name === removalEvent && user !== undefined) await markContactRemoved(account, user, occurredAt, ports);
  if (await isListenedTo(event.name, ports)) return ports.queue.publish(event);
  const { seats } = await ports.build.catalog();
  await ports.accounts.commit(event.account, [{ kind: 'mark', event }, ...seatChanges(event, seats)]);
};

/** Journey versions with open enrollments keep listening after a deploy. */
const isListenedTo = async (name: string, { build, controls }: IngestPorts): Promise<boolean> =>
  listenedEvents(await build.journeys(), await build.catalog()).has(name) ||
  (await controls.listenedEvents()).has(name);

export type UsageEvent = DomainEvent & { account: string };

/** Without a user id, the visitor's id stands in for it. */
export const eventOf = (
  call: { account: string } & (Of<'group'> | Of<'track'>),
  name: string,
  occurredAt: Instant,
  receivedAt: Instant,
): UsageEvent => {
  const user = call.type === 'track' ? (call.user ?? call.visitor) : undefined;
  return {
    id: `segment:${call.messageId}`,
    source: 'segment',
    account: call.account,
    ...(user !== undefined && { user }),
    name,
    occurredAt,
    receivedAt,
    fields: call.values,
  };
};
