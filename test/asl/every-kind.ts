import type { Anchor } from '../../engine/definition/anchor.ts';
import { stepsIn } from '../../engine/definition/enrollment-plan.ts';
import type { JourneyDefinition } from '../../engine/definition/journey-definition.ts';
import type { Step } from '../../engine/definition/step.ts';
import { days, hours } from '../../engine/kernel/duration.ts';
import { stepExamples } from '../../engine/steps/example-of.ts';
import { arrAbove, email, escalate, event, journeyOf, usedProjects } from '../journey/plain-journey.ts';

const day = (day: number): Anchor => ({ kind: 'day', day });
const before = (attribute: string, days: number): Anchor => ({ kind: 'before', attribute, days });

/** Each kind of step, and every way that one wait can follow another. */
const steps: Step[] = [
  email('welcome', { at: day(0) }),
  {
    kind: 'waitFor',
    id: 'first-use',
    first: { used: event('Project Created'), invited: event('Invite Sent') },
    timeout: days(5),
    then: {
      used: [email('well-done', { template: 'usage-milestone' })],
      timeout: [{ kind: 'wait', id: 'patience', duration: hours(2) }],
    },
  },
  { kind: 'update', id: 'mark', at: day(7), attributes: { stage: 'started' } },
  { kind: 'assign', id: 'give-an-owner', pool: 'growth', attributes: { touchModel: 'low' } },
  { kind: 'moveGoal', id: 'more-time', goal: 'launch', target: 'launchGoalAt', days: 14 },
  {
    kind: 'experiment',
    id: 'tone',
    variants: [
      { name: 'short', weight: 1, steps: [email('short-tip')] },
      { name: 'long', weight: 1, steps: [email('long-tip', { at: { kind: 'after', duration: days(1) } })] },
    ],
    holdout: 1,
  },
  {
    kind: 'every',
    id: 'monthly',
    interval: { unit: 'months', amount: 1 },
    times: 2,
    steps: [
      email('tip'),
      { kind: 'slack', id: 'tell', channel: 'success', text: '{% literal, with a ${placeholder} %}' },
    ],
  },
  escalate('call', {
    when: arrAbove(10_000),
    sla: days(2),
    then: {
      plan_agreed: [{ kind: 'enroll', id: 'next-journey', journey: 'adoption' }],
      breached: [escalate('manager')],
    },
  }),
  { ...escalate('renewal-call'), at: before('renewalAt', 60) },
  email('renewal-mail', { at: before('renewalAt', 30), missed: 'send' }),
  {
    kind: 'branch',
    id: 'check',
    cases: [{ name: 'then', condition: usedProjects, steps: [{ kind: 'exit', id: 'leave', reason: 'uses it' }] }],
    otherwise: [],
  },
  { kind: 'webhook', id: 'crm', endpoint: 'crm', data: {} },
  { kind: 'prompt', id: 'tour', template: 'core-workflow-tour', to: { roles: 'everyone' }, data: {} },
  { kind: 'wait', id: 'rest', duration: days(1), when: usedProjects },
];

/** Kinds that are not there yet, by their examples. */
const written = new Set<string>(stepsIn(steps).map(({ kind }) => kind));
const others = Object.entries(stepExamples)
  .filter(([kind]) => !written.has(kind))
  .map(([kind, { step }]) => ({ ...step, kind, id: `a-${kind}` }) as Step);

export const everyKind: JourneyDefinition = journeyOf([...steps, ...others], { id: 'every-kind', title: 'Every kind' });
