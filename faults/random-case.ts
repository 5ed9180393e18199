import fc from 'fast-check';
import type { Project } from '../engine/build/build-project.ts';
import { stepsIn } from '../engine/definition/enrollment-plan.ts';
import type { JourneyDefinition } from '../engine/definition/journey-definition.ts';
import type { Trigger } from '../engine/definition/trigger.ts';
import { contentHash } from '../engine/journey/content-hash.ts';
import type { Instant } from '../engine/kernel/instant.ts';
import type { MailToSend } from '../engine/local/mailbox.ts';
import { type Random, seededBy } from '../engine/sample/random.ts';
import { triggerExamples } from '../engine/triggers/example-of.ts';
import { arbitraryJourney } from '../test/journey/arbitrary-journey.ts';
import { event } from '../test/journey/plain-journey.ts';
import { caseProject } from './case-project.ts';
import { contest } from './contest.ts';
import { type Happening, randomEvents } from './random-events.ts';

/** Random journeys, accounts and their events: deterministic by seed and number. */
export interface RandomCase {
  project: Project;
  startAt: Instant;
  accounts: readonly string[];
  events: readonly Happening[];
  /** Whether SES rejects this mail for good, with or without faults. */
  refuses(mail: Pick<MailToSend, 'tags'>): boolean;
}

const startAt = '2026-03-02T08:00:00.000Z';

export const randomCase = (seed: number, number: number, accounts = 8): RandomCase => {
  const random = seededBy('faults', seed, number);
  const drawn = fc.sample(arbitraryJourney(), { seed: random.between(0, 2 ** 31 - 1), numRuns: 40 });
  const journeys = drawn
    .filter(({ steps }) => stepsIn(steps).length > 2)
    .slice(-roles.length)
    .map((definition, index) => adapted(definition, index, { random, number }));
  const reasons = journeys.flatMap(({ steps }) =>
    stepsIn(steps).flatMap(({ id, kind }) => (kind === 'escalate' ? [id] : [])),
  );
  const names = Array.from({ length: accounts }, (_, index) => `acme-${String(index + 1).padStart(3, '0')}`);
  return {
    project: caseProject([...journeys, ...contest]),
    startAt,
    accounts: names,
    events: names.flatMap(name => randomEvents(name, startAt, reasons, random)).map(withOwnId),
    refuses: ({ tags: { account = '', step = '' } }) =>
      /^email-\d+[bc]/.test(step) && seededBy('refused', seed, number, account, step).chance(0.1),
  };
};

/** Ids that do not depend on other draws. */
const withOwnId = (happening: Happening, index: number): Happening => {
  const name = 'messageId' in happening.event ? 'messageId' : 'id';
  return { ...happening, event: { ...happening.event, [name]: `event-${index}` } };
};

/**
 * Avoids races between processes, which the duration of retries would decide: the journeys share no step id (one task
 * is open per reason), only the first has capped mail, and only one can enroll into another one, once. `contest.ts`
 * draws the race for a cap on its own.
 */
const roles = [
  { id: 'random', suffix: 'a' },
  { id: 'welcome-series', suffix: 'b' },
  { id: 'another', suffix: 'c' },
] as const;

/**
 * Adapts a random journey: waits whole days, and enrolls every account, except in the last journey. SLAs end long after
 * the last resolution, because the duration of retries must not decide which comes first, either.
 */
const adapted = (definition: JourneyDefinition, index: number, draws: Draws): JourneyDefinition => {
  const { id, suffix } = roles[index] ?? roles[0];
  const text = JSON.stringify(definition)
    .replaceAll(/"unit":"(minutes|hours)"/g, '"unit":"days"')
    .replaceAll(/"severity":\d/g, '"severity":3')
    .replaceAll(/"sla":\{[^}]*\}/g, '"sla":{"unit":"businessDays","amount":40}')
    .replaceAll(/("id":"[a-z-]+-\d+)"/g, `$1${suffix}"`)
    .replaceAll('"template":"welcome"', `"template":"${index === 0 ? 'welcome' : 'payment-failed'}"`);
  const { hash: _, audience, policy, ...rest } = JSON.parse(text) as JourneyDefinition;
  const frequencyCaps = policy.frequencyCaps.map(cap => ({ ...cap, classes: ['lifecycle' as const] }));
  const content: Omit<JourneyDefinition, 'hash'> = {
    ...rest,
    id,
    policy: { ...policy, frequencyCaps },
    ...(id === 'another' && audience && { audience }),
    ...enrolling(id, rest, draws),
  };
  return { ...content, hash: contentHash(content) };
};

interface Draws {
  random: Random;
  /** Of the case. */
  number: number;
}

type Enrolling = Pick<JourneyDefinition, 'enroll' | 'reenroll'>;

const enrolling = (id: (typeof roles)[number]['id'], definition: Enrolling, { random, number }: Draws): Enrolling => {
  if (id === 'welcome-series') return { enroll: { kind: 'manual' }, reenroll: { kind: 'never' } };
  if (id === 'random' || definition.enroll.kind === 'date')
    return { enroll: definition.enroll, reenroll: definition.reenroll };
  const drawn = random.pick(triggers);
  const enroll = further[number % (2 * further.length)] ?? drawn;
  return { enroll, reenroll: { kind: enroll.kind === 'signal' ? 'never' : 'afterEnd' } };
};

/** Beside those that random journeys have anyway: the event of signing up, and a date. */
const triggers: readonly Trigger[] = [
  event('payment.failed'),
  { kind: 'campaign', at: { kind: 'calendar', date: '2026-03-09', time: '10:00' }, perHour: 1_000 },
  { kind: 'signal', when: { kind: 'attribute', name: 'arr', comparison: 'above', value: 10_000 } },
  {
    kind: 'signal',
    when: {
      kind: 'count',
      event: 'Task Completed',
      window: { kind: 'within', days: 30 },
      comparison: 'atLeast',
      value: 2,
    },
  },
];

/**
 * Examples of kinds that are not drawn. Every other case has one of them, so that adding one moves no draw of others.
 */
const further = Object.values(triggerExamples)
  .map(({ trigger }): Trigger => trigger)
  .filter(({ kind }) => !['event', 'date', 'manual', 'campaign', 'signal'].includes(kind));
