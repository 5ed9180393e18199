import * as z from 'zod';
import { accountTimezone } from '../account/account-timezone.ts';
import { type KeptWhy, keptWhy } from '../account/kept-why.ts';
import { endOfTime } from '../account/marks.ts';
import { reasonWords } from '../account/reason-words.ts';
import type { TimelineLine } from '../account/timeline.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import { asTitle } from '../kernel/as-title.ts';
import { instant, through } from '../kernel/instant.ts';
import { triggerTurnOf } from '../triggers/turn-of.ts';
import { nameOfContact } from './account-people.ts';
import { notThere } from './answer-view.ts';
import { entryNeeds, touchNeeds } from './gate-words.ts';
import { view } from './view.ts';

/** Lines of the account that are looked through. */
const mostLines = 500;

const attempt = z.object({
  at: z.iso.datetime(),
  enrollment: z.string(),
  step: z.string(),
  title: z.string(),
  outcome: z.enum(['sent', 'held', 'skipped', 'failed', 'unknown', 'done']),
  to: z.string().exactOptional(),
  /** The rule that kept it: what it needed, and what there was. */
  gate: z.object({ needed: z.string(), was: z.string() }).exactOptional(),
  until: z.iso.datetime().exactOptional(),
});

const journeyWhy = z.object({
  id: z.string(),
  name: z.string(),
  state: z.enum(['in', 'was', 'refused', 'never']),
  since: z.iso.datetime().exactOptional(),
  /** The event that enrolled it. */
  by: z.string().exactOptional(),
  until: z.iso.datetime().exactOptional(),
  ended: z.string().exactOptional(),
  waitsFor: z.string().exactOptional(),
  /** The latest event that did not let it in, and the first rule that kept it out. */
  refused: z.object({ at: z.iso.datetime(), event: z.string(), needed: z.string() }).exactOptional(),
  /** When time alone may let it in next. */
  next: z.iso.datetime().exactOptional(),
});

export const accountWhy = view({
  path: '/v1/why',
  summary: 'Why an account did or did not enter journeys, and get what they send, as far as that is kept',
  roles: ['csm', 'lead', 'marketer'],
  query: z.object({
    account: z.string('must be the id of an account'),
    journey: z.string().exactOptional(),
    step: z.string().exactOptional(),
    contact: z.string().exactOptional(),
    /** As of then. */
    at: z.iso.datetime('must be an instant').exactOptional(),
  }),
  // A report tells it by its stories; `daymark why` decides again.
  kept: () => [],
  answer: z.object({
    now: z.iso.datetime(),
    timezone: z.string(),
    account: z.object({ id: z.string(), name: z.string() }),
    journeys: z.array(journeyWhy),
    /** Of the journey that is asked about: what each of its steps did, the latest first. */
    attempts: z.array(attempt),
  }),
  read: async ({ account, journey, step, contact, at }, _, { accounts, build, clock, entryRefusals, timelines }) => {
    const [snapshot, refusals, all] = await Promise.all([
      accounts.snapshot(account),
      entryRefusals.of(account),
      build.journeys(),
    ]);
    const { profile, enrollments, contacts } = snapshot;
    if (profile === undefined) throw notThere();
    const now = clock.now();
    const asked = journey === undefined ? all : all.filter(({ id }) => id === journey);
    if (asked.length === 0) throw notThere();
    const told = keptWhy(
      asked.map(({ id }) => id),
      enrollments,
      refusals,
    );
    const people = new Map(contacts.map(each => [each.id, nameOfContact(each)]));
    const before = at === undefined ? endOfTime : through(at);
    const { lines } =
      journey === undefined ? { lines: [] } : await timelines.ofAccount(account, { limit: mostLines, before });
    const name = profile.attributes.name?.value;
    return {
      now,
      timezone: accountTimezone(profile),
      account: { id: account, name: typeof name === 'string' && name !== '' ? name : account },
      journeys: asked.map((definition, n) => {
        const next = triggerTurnOf(definition.enroll).due?.(definition.enroll, {
          journey: definition.id,
          snapshot,
          now,
        });
        return toldOf(definition, told[n], next !== undefined && next > now ? next : undefined);
      }),
      attempts: lines
        .filter(line => line.journey === journey)
        .flatMap(line => attemptOf(line, people))
        .filter(
          each =>
            (step === undefined || each.step === step) &&
            (contact === undefined || !each.to || each.to === people.get(contact)),
        ),
    };
  },
});

const toldOf = (
  { id, title }: JourneyDefinition,
  kept: KeptWhy | undefined,
  next: string | undefined,
): z.input<typeof journeyWhy> => {
  const { state = 'never', enrollment, refused } = kept ?? {};
  return {
    id,
    name: title,
    state,
    ...(enrollment && {
      since: enrollment.from,
      by: asTitle(enrollment.by.replaceAll('.', ' ')),
      ...(enrollment.to !== undefined && { until: enrollment.to }),
      ...(enrollment.ended !== undefined && { ended: asTitle(enrollment.ended.replaceAll('.', ' ')) }),
      ...(enrollment.waitsFor !== undefined && { waitsFor: asTitle(enrollment.waitsFor) }),
    }),
    ...(refused && {
      refused: {
        at: refused.at,
        event: asTitle(refused.event.replaceAll('.', ' ')),
        needed: entryNeeds(refused.gate),
      },
    }),
    ...(next !== undefined && { next }),
  };
};

const attemptOf = (
  { at, enrollment, entry }: TimelineLine,
  people: ReadonlyMap<string, string>,
): z.input<typeof attempt>[] => {
  if (entry.type === 'branch' || entry.type === 'waited') {
    const took = entry.type === 'branch' ? entry.took : entry.for;
    return [
      {
        at,
        enrollment,
        step: entry.step,
        title: `${asTitle(entry.step)}: ${asTitle(took).toLowerCase()}`,
        outcome: 'done',
      },
    ];
  }
  if (entry.type === 'task' && entry.action === 'opened')
    return [{ at, enrollment, step: entry.step, title: `${asTitle(entry.step)}: task opened`, outcome: 'done' }];
  if (entry.type !== 'touch') return [];
  const { step, outcome, to, reason, until } = entry;
  return [
    {
      ...{ at, enrollment, step, title: asTitle(step), outcome, to: people.get(to) ?? to },
      ...(reason && { gate: { needed: touchNeeds[reason], was: reasonWords[reason] } }),
      ...(until && { until: instant(until) }),
    },
  ];
};
