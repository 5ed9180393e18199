import fc from 'fast-check';
import type { Change } from '../../engine/account/change.ts';
import type { PlanGoal } from '../../engine/account/success-plan.ts';
import {
  aConsent,
  aContact,
  aHealthRecord,
  anEvaluation,
  anEvent,
  aPlan,
  aProfile,
  aPrompt,
  aRevenue,
  aTask,
  march,
} from '../conformance/records.ts';
import type { EnrollmentKind } from './enrollment-changes.ts';
import {
  at,
  fields,
  ids,
  type Makers,
  maybe,
  missedBy,
  oneOf,
  ownCustomer,
  ownName,
  type Seen,
  scalar,
} from './seen.ts';

const waitingEvent = fc
  .record({
    id: oneOf(['w1', 'w2']),
    occurredAt: oneOf([march(3), march(4)]),
    of: oneOf(['account', 'customer', 'both', 'nobody']),
  })
  .map(({ id, occurredAt, of }) => (seen: Seen) => {
    const event = anEvent(of === 'customer' || of === 'nobody' ? undefined : seen.account, ownName(seen, id), {
      occurredAt,
    });
    return of === 'customer' || of === 'both' ? { ...event, customer: ownCustomer(seen, 'stripe:cus_1') } : event;
  });

/** Of an account and of its people. A field may be undefined, as where a value is spread that is not there. */
export const accountChanges: Makers<Exclude<Change['kind'], EnrollmentKind>> = {
  profile: fc
    .record({ missedBy, value: scalar, at, paused: maybe(fc.boolean()) })
    .map(({ missedBy, value, at, paused }) => ({ account, snapshot: { profile } }) => ({
      kind: 'profile',
      profile: {
        ...aProfile(account, {
          attributes: { plan: { value, at } },
          revision: (profile?.revision ?? 0) + 1 + missedBy,
        }),
        ...({ paused } as { paused: boolean }),
      },
    })),

  contact: fc
    .record({
      id: oneOf(ids.contacts),
      missedBy,
      at,
      email: maybe(oneOf([...ids.addresses, '', 'none'])),
      name: maybe(scalar),
    })
    .map(({ id, missedBy, at, email, name }) => seen => ({
      kind: 'contact',
      contact: aContact(id, {
        attributes: {
          ...(email !== undefined && { email: { value: email.includes('@') ? ownName(seen, email) : email, at } }),
          ...(name !== undefined && { name: { value: name, at } }),
        },
        revision: (seen.contacts[id]?.revision ?? 0) + 1 + missedBy,
      }),
    })),

  erase: fc
    .record({ id: oneOf(ids.contacts), missedBy, at, digests: fc.subarray([...ids.digests]) })
    .map(({ id, missedBy, at, digests }) => seen => ({
      kind: 'erase',
      remains: {
        ...aContact(id, { attributes: {}, revision: (seen.contacts[id]?.revision ?? 0) + 1 + missedBy }),
        erasedAt: at,
      },
      erasure: { account: seen.account, contact: id, at, addresses: digests.map(each => ownName(seen, each)) },
    })),

  readmit: fc
    .subarray([...ids.digests], { minLength: 1 })
    .map(digests => seen => ({ kind: 'readmit', addresses: digests.map(each => ownName(seen, each)) })),

  mailClaimed: missedBy.map(missedBy => ({ snapshot: { mailClaims = 0 } }) => ({
    kind: 'mailClaimed',
    claims: mailClaims + 1 + missedBy,
  })),

  consent: fc
    .record({
      contact: oneOf(ids.contacts),
      at,
      status: oneOf(['in', 'out']),
      topic: oneOf(['*', 'tips']),
    })
    .map(({ contact, ...more }) => () => ({ kind: 'consent', record: aConsent(contact, more) })),

  revenue: fc
    .record({ subscription: oneOf(['sub_1', 'sub#2']), day: fc.integer({ min: 1, max: 4 }), mrr: maybe(fc.nat(900)) })
    .map(({ subscription, day, mrr }) => () => ({
      kind: 'revenue',
      row: { ...aRevenue(subscription, day), ...({ mrr } as { mrr: number }) },
    })),

  health: fc
    .record({ day: fc.integer({ min: 1, max: 28 }), score: fc.integer({ min: 0, max: 100 }) })
    .map(({ day, score }) => ({ account }) => ({ kind: 'health', record: aHealthRecord(account, day, score) })),

  planFigures: fc
    .record({ plan: oneOf(ids.plans), at, signIns: fc.integer({ min: 0, max: 9 }) })
    .map(({ plan, at, signIns }) => seen => ({
      kind: 'planFigures',
      account: seen.account,
      plan: ownName(seen, plan),
      at,
      figures: { signIns },
    })),

  leavePlan: oneOf(ids.plans).map(plan => seen => ({
    kind: 'leavePlan',
    account: seen.account,
    plan: ownName(seen, plan),
  })),

  mark: fc
    .record({
      id: oneOf(ids.events),
      occurredAt: at,
      name: oneOf(['Project Created', '50% | more', 'account.updated']),
      user: maybe(oneOf(['u1', 'auth0|5f'])),
      fields: fc.oneof(fields, fc.constant({})),
      isBegun: fc.boolean(),
    })
    .map(({ id, isBegun, user, ...more }) => ({ account }) => ({
      kind: 'mark',
      event: { ...anEvent(account, id, more), ...({ user } as { user: string }) },
      ...(isBegun && { isBegun: true }),
    })),

  seat: fc
    .record({ user: oneOf(['u1', 'auth0|5f', 'U2']), at, assigned: fc.boolean() })
    .map(word => () => ({ kind: 'seat', word })),

  successPlan: fc
    .record({ at, message: oneOf(['m1', 'm2']), target: maybe(fc.integer({ min: 1, max: 9 })) })
    .map(({ at, message, target }) => () => ({
      kind: 'successPlan',
      plan: aPlan(at, { message, goals: [{ id: 'launch', target } as PlanGoal] }),
    })),

  task: fc
    .record({
      id: oneOf(ids.tasks),
      missedBy,
      owner: oneOf(ids.owners),
      status: oneOf(['open', 'acknowledged', 'snoozed', 'resolved']),
      dueAt: at,
      inDigest: fc.boolean(),
      resolvedAt: maybe(at),
    })
    .map(({ id, missedBy, owner, status, dueAt, inDigest, resolvedAt }) => seen => {
      const taskId = ownName(seen, id);
      const before = seen.snapshot.tasks.find(each => each.id === taskId);
      return {
        kind: 'task',
        task: aTask(seen.account, taskId, {
          owner: ownName(seen, owner),
          status,
          dueAt,
          ...(inDigest && { inDigest: true }),
          ...(resolvedAt && { outcome: { code: 'plan_agreed', by: 'csm', at: resolvedAt } }),
          revision: (before?.revision ?? 0) + 1 + missedBy,
        }),
      };
    }),

  evaluation: fc
    .record({
      missedBy,
      dueAt: maybe(at),
      dueOnce: maybe(at),
      counts: fc.array(
        fc.record({
          period: oneOf(ids.periods),
          evaluated: fc.integer({ min: -1, max: 1 }),
          tripped: fc.integer({ min: -1, max: 1 }),
        }),
        { maxLength: 2 },
      ),
    })
    .map(({ missedBy, dueAt, dueOnce, counts }) => seen => {
      const { dueAt: _, ...evaluation } = anEvaluation(seen.account, {
        revision: (seen.snapshot.evaluation?.revision ?? 0) + 1 + missedBy,
      });
      return {
        kind: 'evaluation',
        evaluation: { ...evaluation, ...(dueAt && { dueAt }), ...(dueOnce && { dueOnce }) },
        counts: counts.map(each => ({ journey: ownName(seen, 'signal'), ...each })),
      };
    }),

  prompt: fc
    .record({ id: oneOf(ids.prompts), expiresAt: maybe(at), retiredAt: maybe(at) })
    .map(({ id, expiresAt, retiredAt }) => ({ account }) => ({
      kind: 'prompt',
      prompt: aPrompt(account, id, { ...(expiresAt && { expiresAt }), ...(retiredAt && { retiredAt }) }),
    })),

  promptReader: fc
    .record({ contact: oneOf(ids.contacts), missedBy, seenAt: at })
    .map(({ contact, missedBy, seenAt }) => ({ readers }) => ({
      kind: 'promptReader',
      reader: {
        contact,
        facts: { p1: { seenAt } },
        away: {},
        reports: [],
        revision: (readers[contact]?.revision ?? 0) + 1 + missedBy,
      },
    })),

  waiting: waitingEvent.map(event => seen => ({ kind: 'waiting', event: event(seen) })),

  noLongerWaiting: waitingEvent.map(event => seen => ({ kind: 'noLongerWaiting', event: event(seen) })),

  customer: fc
    .constantFrom('stripe:cus_1', 'paddle:cus_1')
    .map(customer => seen => ({ kind: 'customer', customer: ownCustomer(seen, customer), account: seen.account })),
};
