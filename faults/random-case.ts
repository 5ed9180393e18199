import fc from 'fast-check';
import { compileJourney } from '../engine/asl/compile-journey.ts';
import type { Project } from '../engine/build/build-project.ts';
import type { CompiledTemplate } from '../engine/definition/compiled-template.ts';
import { stepsIn } from '../engine/definition/enrollment-plan.ts';
import type { JourneyDefinition } from '../engine/definition/journey-definition.ts';
import { taskOutcomes } from '../engine/definition/step.ts';
import { contentHash } from '../engine/journey/content-hash.ts';
import { type Instant, plusSeconds } from '../engine/kernel/instant.ts';
import { seededBy } from '../engine/sample/random.ts';
import { arbitraryJourney, arbitraryTemplates } from '../test/journey/arbitrary-journey.ts';
import { catalog } from '../test/journey/plain-journey.ts';
import { account, invoicePaid, paymentFailed, taskAction, track } from '../test/support/recorded-events.ts';

/** Random journeys, accounts and their events: deterministic by seed and number. */
export interface RandomCase {
  project: Project;
  startAt: Instant;
  accounts: readonly string[];
  events: readonly { account: string; at: Instant; event: object }[];
}

const startAt = '2026-03-02T08:00:00.000Z';

export const randomCase = (seed: number, number: number, accounts = 8): RandomCase => {
  const random = seededBy('faults', seed, number);
  const drawn = fc.sample(arbitraryJourney(), { seed: random.between(0, 2 ** 31 - 1), numRuns: 40 });
  const journeys = drawn
    .filter(({ steps }) => stepsIn(steps).length > 2)
    .slice(-ids.length)
    .map((definition, index) => adapted(definition, ids[index] ?? ''));
  const names = Array.from({ length: accounts }, (_, index) => `acme-${String(index + 1).padStart(3, '0')}`);
  const reasons = journeys.flatMap(({ steps }) =>
    stepsIn(steps).flatMap(({ id, kind }) => (kind === 'escalate' ? [id] : [])),
  );
  /**
   * Effects of an account's events are due whole days later, or on the hour, so the events come at half past, each in its own
   * hour. Whether a wait or an event comes first must not depend on the duration of retries.
   */
  const events = names.flatMap(name => {
    const at = (index: number, day: number) => plusSeconds(startAt, day * 86_400 + (index % 8) * 3600 + 5400);
    const signup = account(
      name,
      startAt,
      { arr: random.between(1, 3) * 9_000, timezone: random.pick(zones), renewalAt: renewal(random.between(92, 100)) },
      { bob: 'member' },
    );
    const later = Array.from({ length: random.between(2, 7) }, (_, index) => {
      const when = at(index + 1, random.between(0, 20));
      return {
        account: name,
        at: when,
        event: happening(random.between(0, 9), name, when, reasons, random.between(0, 99)),
      };
    });
    return [
      ...signup.map(event => ({ account: name, at: startAt, event })),
      { account: name, at: at(0, 0), event: track(name, 'Account Created', at(0, 0)) },
      ...later,
    ];
  });
  return { project: projectOf(journeys), startAt, accounts: names, events: events.map(withOwnId) };
};

/** Ids that do not depend on other draws. */
const withOwnId = (happened: { account: string; at: Instant; event: object }, index: number) => {
  const name = 'messageId' in happened.event ? 'messageId' : 'id';
  return { ...happened, event: { ...happened.event, [name]: `event-${index}` } };
};

const zones = ['UTC', 'Europe/Berlin', 'America/New_York', 'Asia/Tokyo'];

const renewal = (days: number): string => plusSeconds(startAt, days * 86_400).slice(0, 10);

const happening = (which: number, name: string, at: Instant, reasons: readonly string[], draw: number): object => {
  const reason = reasons[draw % reasons.length];
  if (reason !== undefined && which < 3) {
    const outcome = taskOutcomes[draw % taskOutcomes.length];
    return taskAction(name, reason, 'resolve', at, { outcome });
  }
  if (which < 4) return paymentFailed(name, at, null);
  if (which < 5) return invoicePaid(name, at);
  if (which < 6 && draw < 30) return track(name, 'Account Deleted', at);
  return track(name, which < 8 ? 'Project Created' : 'Task Completed', at);
};

/** Journeys of a case. Only the first may enroll into another one, the second: otherwise they would enroll each other forever. */
const ids = ['random', 'welcome-series', 'another'];

/**
 * Enrolls every account but the last, and waits whole days. Tasks are late long after the last resolution: which of the two comes
 * first must not depend on the duration of retries, either.
 */
const adapted = (definition: JourneyDefinition, id: string): JourneyDefinition => {
  const {
    hash: _,
    audience,
    ...rest
  } = JSON.parse(
    JSON.stringify(definition)
      .replaceAll(/"unit":"(minutes|hours)"/g, '"unit":"days"')
      .replaceAll(/"severity":\d/g, '"severity":3')
      .replaceAll(/"sla":\{[^}]*\}/g, '"sla":{"unit":"businessDays","amount":40}'),
  ) as JourneyDefinition;
  const content = { ...rest, id, ...(id === ids.at(-1) && audience && { audience }) };
  return { ...content, hash: contentHash(content) };
};

const projectOf = (definitions: readonly JourneyDefinition[]): Project => {
  const templates = arbitraryTemplates.map(template => ({ ...template, hash: `hash-of-${template.id}` }));
  return {
    journeys: definitions.map(definition => ({
      file: `${definition.id}.ts`,
      definition,
      machine: compileJourney(definition, templates),
    })),
    catalog: {
      ...catalog,
      accountAttributes: { ...catalog.accountAttributes, name: 'string', owner: 'string', stripeCustomerId: 'string' },
      contactAttributes: { ...catalog.contactAttributes, name: 'string' },
    },
    team: [{ id: 'maya', name: 'Maya', email: 'maya@acme.example' }],
    templates,
    compiled: new Map(templates.map(({ id, hash, channel }) => [hash, new Map([['en', contentOf(id, channel)]])])),
    problems: [],
    diagnostics: [],
    faults: [],
  };
};

const contentOf = (id: string, channel: 'email' | 'prompt'): CompiledTemplate => ({
  id,
  locale: 'en',
  channel,
  subject: id,
  html: `<p>${id}</p>`,
  text: id,
  ...(channel === 'prompt' && {
    prompt: { kind: 'banner', placement: 'top', dismissible: true, priority: 50, actions: [] },
  }),
});
