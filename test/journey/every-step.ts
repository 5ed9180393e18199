import type { JourneyDefinition } from '../../engine/definition/journey-definition.ts';
import {
  arrAbove,
  after as daysAfter,
  before as daysBefore,
  email,
  escalate,
  event,
  journeyOf,
  day as onDay,
  prompt,
  usedProjects,
  waitFor,
} from './plain-journey.ts';

const sinceEnrollment = { kind: 'sinceEnrollment' } as const;

/** A journey with nearly every kind of step, condition and anchor, as an author in a hurry might write it. */
export const everyStep: JourneyDefinition = journeyOf(
  [
    email('hello', { template: 'welcome', at: onDay(0) }),
    { kind: 'slack', id: 'tell-sales', channel: 'sales', text: 'A new account' },
    { kind: 'webhook', id: 'tell-crm', endpoint: 'crm', data: { revenue: { kind: 'accountAttribute', name: 'arr' } } },
    { kind: 'wait', id: 'settle-in', duration: { unit: 'hours', amount: 4 } },
    {
      ...waitFor('first-sign', 'project', 5),
      then: {
        project: [prompt('tour', { expires: { unit: 'days', amount: 1 } })],
        timeout: [email('nudge', { template: 'welcome' })],
      },
    },
    {
      kind: 'branch',
      id: 'size',
      cases: [
        {
          name: 'large',
          condition: arrAbove(15_000),
          steps: [escalate('call', { then: { plan_agreed: [], breached: [email('sorry')] } })],
        },
        {
          name: 'busy',
          condition: {
            kind: 'all',
            of: [usedProjects, { kind: 'any', of: [{ kind: 'openTask', type: 'risk' }, arrAbove(5000)] }],
          },
          steps: [{ kind: 'update', id: 'mark-busy', attributes: { touchModel: 'low' } }],
        },
      ],
      otherwise: [{ kind: 'exit', id: 'leave-small', reason: 'too-small' }],
    },
    {
      kind: 'experiment',
      id: 'wording',
      variants: [
        { name: 'short', weight: 45, steps: [email('short-mail', { template: 'welcome' })] },
        { name: 'long', weight: 45, steps: [email('long-mail', { template: 'welcome' })] },
      ],
      holdout: 10,
    },
    {
      kind: 'every',
      id: 'monthly-tip',
      interval: { unit: 'months', amount: 1 },
      times: 3,
      steps: [
        email('tip', {
          template: 'welcome',
          at: daysAfter(2),
          when: { kind: 'not', of: usedProjects },
          unless: {
            kind: 'count',
            event: 'Task Completed',
            window: { kind: 'within', days: 30 },
            comparison: 'atLeast',
            value: 10,
          },
        }),
      ],
    },
    escalate('prepare', {
      at: daysBefore('renewalAt', 60),
      type: 'renewal',
      raised: { when: arrAbove(15_000), severity: 1 },
      evidence: { tasks: { kind: 'eventCount', event: 'Task Completed', window: sinceEnrollment } },
      early: [event('payment.failed', [{ field: 'decline', comparison: 'in', value: ['fraud', 'hard'] }])],
      missed: 'send',
    }),
    { kind: 'enroll', id: 'go-on', journey: 'second-year' },
  ],
  {
    title: 'Every <step> & more',
    audience: {
      kind: 'not',
      of: { kind: 'attribute', name: 'touchModel', comparison: 'in', value: ['high', 'partner'] },
    },
    reenroll: { kind: 'after', duration: { unit: 'days', amount: 90 } },
    goal: {
      kind: 'adoption',
      features: { projects: 'Project Created', tasks: 'Task Completed' },
      window: sinceEnrollment,
      comparison: 'atLeast',
      basisPoints: 5000,
    },
  },
);
