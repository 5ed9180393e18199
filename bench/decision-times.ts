import type { AccountSnapshot } from '../engine/account/account.ts';
import { evaluationDue } from '../engine/account/evaluate-event.ts';
import type { Evaluation } from '../engine/account/evaluation.ts';
import type { DomainEvent } from '../engine/account/event.ts';
import type { RoutingInput } from '../engine/account/routing.ts';
import { usageOf } from '../engine/account/usage.ts';
import type { UsageMark } from '../engine/account/usage-mark.ts';
import { buildProject, type Project } from '../engine/build/build-project.ts';
import { channelOf } from '../engine/channels/channel-of.ts';
import { type Instant, instant, plusSeconds } from '../engine/kernel/instant.ts';
import { decideRouting, type RoutingSeen } from '../engine/routing/decide-routing.ts';
import { decideTouch } from '../engine/sending/decide-touch.ts';
import { anActiveEnrollment, aTouch, somebody, someProfile } from '../test/support/touch.ts';
import { type MeasuredFigure, type Part, timed } from './part.ts';

const fewEvents = 100;
const manyEvents = 100_000;
const days = 90;
const users = 20;
/** So many that few of them are used in either account, so that neither evaluation finds news. */
const seats = 500;

/** A Monday, when the weekly evaluation of an account in UTC is due. */
const monday = instant('2026-06-01T02:30:00Z');
const known = instant('2025-06-01T00:00:00Z');

/** Times of decisions without I/O, in turns for an account with a short history and one with a long history. */
export const decisionTimes: Part = async tell => {
  const { journeys, ...built } = await buildProject({ journeys: 'journeys', templates: 'templates' });
  const project: Rules = { ...built, journeys: journeys.map(({ definition }) => definition) };
  tell('histories');
  const few = account(project, fewEvents);
  const many = account(project, manyEvents);
  const figures: MeasuredFigure[] = [];
  for (const { name, decide } of decisions(project)) {
    tell(name);
    figures.push(
      ...(await compare(
        name,
        () => decide(few),
        () => decide(many),
      )),
    );
  }
  tell('touch');
  figures.push({ name: 'touch', value: (await inTurns(touch))[0] ?? Number.NaN, unit: 'µs CPU' });
  return figures;
};

const compare = async (name: string, few: () => unknown, many: () => unknown): Promise<MeasuredFigure[]> => {
  const [short = Number.NaN, long = Number.NaN] = await inTurns(few, many);
  return [
    { name, value: short, unit: 'µs CPU' },
    { name, value: long, unit: `µs CPU after ${manyEvents.toLocaleString('en-US')} events` },
    { name, value: long / short, unit: 'times as much' },
  ];
};

const rounds = 21;
const warmUps = 5;
const secondsEach = 0.04;

/** Microseconds of each decision in its best round, because other work on the machine only makes it slower. */
const inTurns = async (...decisions: (() => unknown)[]): Promise<number[]> => {
  const best = decisions.map(() => Number.POSITIVE_INFINITY);
  for (let round = 0; round < warmUps + rounds; round++)
    for (const [index, decide] of decisions.entries()) {
      let times = 0;
      const { cpu } = await timed(() => {
        const end = performance.now() + secondsEach * 1000;
        for (; performance.now() < end; times++) decide();
      });
      if (round >= warmUps) best[index] = Math.min(best[index] ?? Number.NaN, (cpu * 1e6) / times);
    }
  return best;
};

/** The rules of decisions; the same objects each time, as in one process. */
type Rules = Pick<Project, 'catalog' | 'team'> & Pick<RoutingInput, 'journeys'>;

type Decide = (snapshot: AccountSnapshot) => unknown;

const decisions = (project: Rules): { name: string; decide: Decide }[] => [
  { name: 'event that no weekly rule reads', decide: routes(project, 'Premium Feature Attempted') },
  { name: 'event that weekly rules read', decide: routes(project, 'Signed In') },
  { name: 'event, each after the one before', decide: stream(project, 'Signed In') },
  { name: 'weekly evaluation', decide: snapshot => decideRouting(evaluation(project, snapshot, monday)) },
];

/**
 * Routes a new event each time and adds it to the account's usage, so that counts of its newest usage are not cached.
 */
const stream = (project: Rules, name: string): Decide => {
  const decide = routes(project, name);
  const grown = new Map<AccountSnapshot, { usage: AccountSnapshot['usage']; events: number }>();
  return snapshot => {
    const { usage, events } = grown.get(snapshot) ?? { usage: snapshot.usage, events: 0 };
    const mark = { at: monday, event: name, user: `user-${events % users}`, id: `segment:${name} more ${events}` };
    const next = { usage: usage.with(mark), events: events + 1 };
    grown.set(snapshot, next);
    return decide({ ...snapshot, usage: next.usage });
  };
};

/** Routes a new event each time, from the same snapshot. */
const routes = (project: Rules, name: string): Decide => {
  let count = 0;
  return snapshot => {
    const event: DomainEvent = {
      id: `segment:${name} ${count++}`,
      source: 'segment',
      account: snapshot.account,
      user: 'user-1',
      name,
      occurredAt: monday,
      receivedAt: monday,
      fields: {},
    };
    return decideRouting(seen(project, event, snapshot, monday));
  };
};

const evaluation = (project: Rules, snapshot: AccountSnapshot, now: Instant): RoutingSeen =>
  seen(project, evaluationDue(snapshot.account, snapshot.evaluation?.dueAt ?? now, now), snapshot, now);

const seen = (
  { journeys, catalog, team }: Rules,
  event: DomainEvent,
  snapshot: AccountSnapshot,
  now: Instant,
): RoutingSeen => {
  const { dateAttributes, goals } = catalog;
  return {
    input: {
      event,
      snapshot,
      journeys,
      catalog,
      dateAttributes,
      ...(catalog.seats && { seats: catalog.seats }),
      goals,
      now,
      team,
      load: new Map(),
      guards: new Map(),
    },
    bringsWaiting: false,
    isHandled: false,
  };
};

/** An account in the state that last week's evaluation left, with `events` events before this Monday. */
const account = (project: Rules, events: number): AccountSnapshot => {
  const attributes = { name: 'Acme', plan: 'team', seats, timezone: 'Europe/Berlin', touchModel: 'high' };
  const snapshot: AccountSnapshot = {
    account: 'acme',
    profile: { ...someProfile(attributes), knownSince: known },
    contacts: [somebody('ada')],
    enrollments: [],
    tasks: [],
    usage: usageOf(marks(events)),
    evaluation: { account: 'acme', dueAt: monday, signals: {}, revision: 1 },
  };
  const decided = decideRouting(evaluation(project, snapshot, plusSeconds(monday, -7 * 86_400)));
  const changes = 'changes' in decided ? (decided.changes ?? []) : [];
  const [left] = changes.flatMap(change => (change.kind === 'evaluation' ? [change.evaluation] : []));
  if (left === undefined) throw new Error('The evaluation of last week left nothing.');
  return { ...snapshot, evaluation: { ...left, dueAt: monday } satisfies Evaluation };
};

const names = ['Signed In', 'Task Completed', 'Comment Added', 'Report Shared', 'Project Created', 'Timeline Viewed'];

const marks = (count: number): UsageMark[] =>
  Array.from({ length: count }, (_, index) => ({
    at: plusSeconds(monday, -Math.round(((count - index) * days * 86_400) / count)),
    event: names[index % names.length] ?? '',
    user: `user-${index % users}`,
    id: `segment:${index}`,
  }));

const touch = () => {
  const call = aTouch();
  return decideTouch({
    call,
    channel: channelOf(call.step),
    snapshot: {
      account: 'acme',
      profile: someProfile(),
      contacts: [somebody('ada'), somebody('bea')],
      enrollments: [],
      tasks: [],
      usage: usageOf([]),
    },
    switches: { everything: false, classes: new Set(), journeys: new Set(), closed: new Set<never>() },
    now: monday,
    entry: 'go',
    enrollment: anActiveEnrollment(),
    ledger: new Map(),
  });
};
