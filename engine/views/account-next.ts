import * as z from 'zod';
import { weeksSince } from '../conditions/weeks.ts';
import { stepsIn } from '../definition/enrollment-plan.ts';
import type { JourneyDefinition } from '../definition/journey-definition.ts';
import { asTitle } from '../kernel/as-title.ts';
import type { AccountFacts } from '../numbers/account-facts.ts';
import { type ActionReason, type NextAction, nextActions, type PlaybookEnd } from '../numbers/next-actions.ts';
import { factsOfAll } from '../numbers/use-cases/facts-of-all.ts';
import { withMedians } from '../signals/use-cases/with-medians.ts';
import { type GoalView, planView } from '../success-plans/plan-view.ts';
import { accountHealthOf } from './account-health.ts';
import { accountUsage, weeksShown } from './account-usage.ts';
import { notThere } from './answer-view.ts';
import { view } from './view.ts';

const most = 3;

/** Recommended next actions at an account, with their reasons. */
export const accountNext = view({
  path: '/v1/accounts/{id}/next',
  summary: 'The next best action at an account: playbooks that suit it, by how often they ended well',
  roles: ['csm', 'lead'],
  query: z.object({ id: z.string() }),
  kept: ({ accounts }) => accounts.map(id => ({ id })),
  answer: z.object({
    /** The best first. */
    actions: z.array(
      z.object({
        playbook: z.string(),
        /** The action, in one phrase. */
        play: z.string(),
        minutes: z.int(),
        steps: z.array(z.string()),
        /** The reason in a sentence. */
        because: z.string(),
        /** Number of resolved tasks with that playbook at all accounts, and how many of them ended well. */
        ended: z.int(),
        well: z.int(),
      }),
    ),
  }),
  read: async ({ id }, _, ports) => {
    const { accounts, build, clock, healthHistory } = ports;
    const now = clock.now();
    const [read, records, catalog, journeys, playbooks] = await Promise.all([
      accounts.snapshot(id, { usageSince: weeksSince(weeksShown, now) }),
      healthHistory.last(id, { until: now, atMost: 2 }),
      build.catalog(),
      build.journeys(),
      build.playbooks(),
    ]);
    if (read.profile === undefined) throw notThere();
    const snapshot = await withMedians(read, now, ports);
    const goals = read.successPlan ? planView(read.successPlan, read.evaluation?.goals) : [];
    const reasons = [
      ...healthReason(accountHealthOf(records)),
      ...goalReason(goals),
      ...featureReason(accountUsage(snapshot, catalog, now)),
    ];
    const { facts } = reasons.length === 0 ? { facts: [] } : await factsOfAll(ports);
    const actions = nextActions(reasons, {
      playbooks,
      ends: endsOf(facts, journeys),
      underWay: new Set(read.tasks.flatMap(({ playbook }) => playbook?.id ?? [])),
    });
    return { actions: actions.slice(0, most).map(shown) };
  },
});

const shown = ({ playbook, because, ended, well }: NextAction) => ({
  ...{ playbook: playbook.id, play: playbook.play, minutes: playbook.minutes, because, ended, well },
  steps: playbook.steps.map(({ text }) => text),
});

/** The weakest component of its health. */
const healthReason = (health: ReturnType<typeof accountHealthOf>): ActionReason[] => {
  const weakest = health?.components.find(({ component }) => component === health.weakest);
  return weakest
    ? [{ about: weakest.component, because: `${asTitle(weakest.component)} is ${weakest.state}: ${weakest.because}` }]
    : [];
};

/** The goal that is due next; goals that are behind come first. */
const goalReason = (goals: readonly GoalView[]): ActionReason[] => {
  const [nearest] = goals
    .filter(({ state }) => state === 'open' || state === 'behind')
    .sort(
      (a, b) =>
        Number(b.state === 'behind') - Number(a.state === 'behind') || ((a.dueAt ?? '~') < (b.dueAt ?? '~') ? -1 : 1),
    );
  if (nearest === undefined) return [];
  const { id, title = asTitle(id), state, dueAt } = nearest;
  const due = dueAt === undefined ? '' : `, due ${dueAt.slice(0, 10)}`;
  return [{ about: 'goal', because: `The goal “${title}” is ${state}${due}` }];
};

/** The key feature used least compared with the plan's median, if it is used less than the median. */
const featureReason = (features: ReturnType<typeof accountUsage>): ActionReason[] => {
  const [least] = features
    .flatMap(({ title, recently, median }) =>
      median !== undefined && median > recently ? [{ title, recently, median, part: recently / median }] : [],
    )
    .sort((a, b) => a.part - b.part || b.median - a.median);
  return least
    ? [
        {
          about: 'feature',
          because: `${least.title}: ${least.recently} uses a week; the plan's median is ${least.median}`,
        },
      ]
    : [];
};

/** Outcomes of tasks, with the playbook that their step names. */
const endsOf = (facts: readonly AccountFacts[], journeys: readonly JourneyDefinition[]): PlaybookEnd[] => {
  const playbookOf = new Map(
    journeys.flatMap(({ id, steps }) =>
      stepsIn(steps).flatMap(step =>
        'playbook' in step && step.playbook ? [[`${id} ${step.id}`, step.playbook.id] as const] : [],
      ),
    ),
  );
  return facts.flatMap(({ tasks }) =>
    tasks.flatMap(({ journey, reason, outcome }) => {
      const playbook = playbookOf.get(`${journey} ${reason}`);
      return playbook && outcome ? [{ playbook, outcome: outcome.code as PlaybookEnd['outcome'] }] : [];
    }),
  );
};
