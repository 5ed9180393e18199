import fc from 'fast-check';
import type { Change } from '../../engine/account/change.ts';
import { aDelivery, aLine, anEnrollment, march } from '../conformance/records.ts';
import { at, fields, ids, type Makers, maybe, missedBy, oneOf, ownName, type Seen } from './seen.ts';

export type EnrollmentKind =
  | ('enroll' | 'retire' | 'advance' | 'exit' | 'migrate' | 'learn' | 'leaveOut' | 'moved' | 'stillActive')
  | ('line' | 'claim' | 'handOver' | 'unwelcome' | 'settle');

/** Mostly one that is stored. */
const known = (idsIn: (seen: Seen) => readonly string[], all: readonly string[]) =>
  fc
    .record({ any: oneOf(all), nth: fc.nat(5), isStored: oneOf([...Array<boolean>(9).fill(true), false]) })
    .map(({ any, nth, isStored }) => (seen: Seen): string | undefined => {
      const stored = idsIn(seen);
      return isStored ? stored[nth % stored.length] : any;
    });

const active = known(
  ({ snapshot }) => snapshot.enrollments.filter(({ status }) => status === 'active').map(({ id }) => id),
  ids.enrollments,
);
const enrolled = known(({ snapshot }) => snapshot.enrollments.map(({ id }) => id), ids.enrollments);
const delivered = known(({ deliveries }) => Object.keys(deliveries), ids.deliveries);

/** A change of a row, of which the id comes first. */
const changeOf = <More, Made extends Change>(
  id: fc.Arbitrary<(seen: Seen) => string | undefined>,
  more: fc.Arbitrary<More>,
  make: (id: string, more: More, seen: Seen) => Made,
) =>
  fc.tuple(id, more).map(([idIn, drawn]) => (seen: Seen): Made | undefined => {
    const found = idIn(seen);
    return found === undefined ? undefined : make(found, drawn, seen);
  });

const nothing = fc.constant(undefined);
const precedence = { priority: 1, holds: [], excludes: ['j9'] };

/** Of enrollments, and of what is sent by them. */
export const enrollmentChanges: Makers<EnrollmentKind> = {
  enroll: fc
    .record({
      id: oneOf(ids.enrollments),
      journey: oneOf(ids.journeys),
      mayBeRetired: fc.boolean(),
      hasPrecedence: fc.boolean(),
      seen: fc.dictionary(oneOf(ids.flags), at, { maxKeys: 2 }),
      parkedAt: maybe(at),
      fields,
    })
    .map(({ id, journey, mayBeRetired, hasPrecedence, seen: flags, parkedAt, fields }) => seen => ({
      kind: 'enroll',
      enrollment: anEnrollment(seen.account, id, {
        journey: ownName(seen, journey),
        trigger: { event: 'Account Created', fields },
        seen: flags,
        ...(hasPrecedence && { precedence }),
        ...(parkedAt && {
          wait: {
            resumeToken: 'token',
            step: 'tip',
            until: '2026-03-08T09:00:00Z',
            wake: { kind: 'day', day: 7, sendAt: '09:00' },
            listens: ids.flags,
            anchoredAt: parkedAt,
          },
        }),
      }),
      ...(mayBeRetired && { mayBeRetired: true }),
    })),

  retire: changeOf(enrolled, nothing, (id, _, { account, snapshot: { enrollments } }) => ({
    kind: 'retire',
    enrollment: enrollments.find(each => each.id === id) ?? anEnrollment(account, id, { status: 'completed' }),
  })),

  advance: changeOf(
    enrolled,
    fc.record({
      step: oneOf(['welcome', 'tip (2)']),
      at,
      ended: maybe(oneOf(['completed', 'failed'])),
      took: maybe(fc.dictionary(fc.constant('branch'), oneOf(['yes', 'no']))),
      reached: maybe(fc.boolean()),
    }),
    (enrollment, { ended, took, reached, ...more }) => ({
      kind: 'advance',
      enrollment,
      ...more,
      ...(ended && { ended, ...(reached !== undefined && { reached }) }),
      ...(took && { took }),
    }),
  ),

  exit: changeOf(
    active,
    fc.record({ reason: oneOf(['left', 'goal']), at, reached: maybe(fc.boolean()) }),
    (enrollment, { reached, ...more }) => ({
      kind: 'exit',
      enrollment,
      ...more,
      ...(reached !== undefined && { reached }),
    }),
  ),

  migrate: changeOf(
    active,
    fc.record({ generation: maybe(fc.integer({ min: 1, max: 3 })), hasPrecedence: fc.boolean() }),
    (id, { generation, hasPrecedence }, { account }) => ({
      kind: 'migrate',
      enrollment: anEnrollment(account, id, {
        version: `v${generation}`,
        until: '2026-03-09T09:00:00Z',
        exit: [],
        ...(generation !== undefined && { generation }),
        ...(hasPrecedence && { precedence }),
      }),
    }),
  ),

  learn: changeOf(enrolled, fields, (enrollment, learned) => ({ kind: 'learn', enrollment, fields: learned })),
  leaveOut: changeOf(active, oneOf(['welcome', 'tip (2)']), (enrollment, step) => ({
    kind: 'leaveOut',
    enrollment,
    leftOut: { [step]: 'wrong_time' },
  })),
  moved: changeOf(enrolled, at, (enrollment, movedAt) => ({ kind: 'moved', enrollment, at: movedAt })),
  stillActive: changeOf(active, nothing, enrollment => ({ kind: 'stillActive', enrollment })),

  line: fc
    .record({
      at,
      enrollment: oneOf(ids.enrollments),
      key: oneOf(['0000.1', '0001.1', '~.touch']),
      to: oneOf(ids.contacts),
    })
    .map(({ to, ...more }) => ({ account }) => ({
      kind: 'line',
      line: aLine(account, { ...more, entry: { type: 'touch', step: 's', channel: 'email', outcome: 'sent', to } }),
    })),

  claim: fc
    .record({
      id: oneOf(ids.deliveries),
      state: oneOf(['held', 'reserved', 'reserved', 'claimed', 'accepted', 'unknown']),
      claimedAt: at,
      isFinal: fc.boolean(),
      until: maybe(fc.constant('2026-03-09T09:00:00Z')),
      replaces: oneOf(['what is stored', 'what is stored', 'what is stored', 'nothing', 'a state', 'a claim', 'facts']),
      counts: maybe(fc.record({ foreseen: fc.boolean() })),
    })
    .map(({ id, state, claimedAt, isFinal, until, replaces, counts }) => seen => {
      const stored = seen.deliveries[id];
      const { claims = 0, facts = {} } = stored ?? {};
      return {
        kind: 'claim',
        delivery: aDelivery(seen.account, id, {
          ...stored,
          journey: ownName(seen, 'j1'),
          state,
          claimedAt,
          claims: claims + 1,
          facts: replaces === 'facts' ? { ...facts, opened: march(9) } : facts,
          ...(isFinal && { isFinal: true }),
          ...(until && { until }),
        }),
        ...(stored &&
          replaces !== 'nothing' && {
            replaces: {
              state: replaces === 'a state' ? 'rejected' : stored.state,
              claims: replaces === 'a claim' ? claims + 5 : claims,
            },
          }),
        ...(counts && { counts }),
      };
    }),

  handOver: changeOf(delivered, missedBy, (id, missed, { account, deliveries }) => ({
    kind: 'handOver',
    delivery: { id, account, claims: (deliveries[id]?.claims ?? 0) + missed },
  })),

  unwelcome: changeOf(delivered, oneOf(['bounced', 'complained']), (id, fact, seen) => ({
    kind: 'unwelcome',
    delivery: seen.deliveries[id] ?? aDelivery(seen.account, id, { journey: ownName(seen, 'j1') }),
    fact,
  })),

  settle: changeOf(
    delivered,
    fc.record({
      state: oneOf(['accepted', 'rejected', 'unknown']),
      messageId: maybe(oneOf(['mail-1', 'mail-2'])),
    }),
    (id, { state, messageId }, { account }) => ({
      kind: 'settle',
      delivery: { id, account, state, ...({ messageId } as { messageId: string }) },
    }),
  ),
};
