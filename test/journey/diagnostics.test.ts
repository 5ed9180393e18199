import { describe, expect, test } from 'vitest';
import type { Condition } from '../../engine/definition/condition.ts';
import type { Playbook, PlaybookUse } from '../../engine/definition/playbook.ts';
import type { Policy } from '../../engine/definition/policy.ts';
import type { JourneyPromise } from '../../engine/definition/promise.ts';
import type { Step } from '../../engine/definition/step.ts';
import type { Csm } from '../../engine/definition/team.ts';
import type { TemplateInfo } from '../../engine/definition/template.ts';
import type { Trigger } from '../../engine/definition/trigger.ts';
import type { Proofs } from '../../engine/journey/check/proofs.ts';
import { type CheckInput, checkJourneys } from '../../engine/journey/check-journeys.ts';
import { type DiagnosticCode, diagnosticKinds, rules, rulesOfSoundJourneys } from '../../engine/journey/diagnostics.ts';
import { aPlaybook } from '../support/playbooks.ts';
import { aPool } from '../support/pools.ts';
import {
  catalog,
  after as daysAfter,
  before as daysBefore,
  email,
  escalate,
  event,
  journeyOf,
  day as onDay,
  policy,
  prompt,
  templates,
  usedProjects,
  waitFor,
} from './plain-journey.ts';

const campaign: Trigger = { kind: 'campaign', at: { kind: 'instant', at: '2026-12-10T10:00:00.000Z' }, perHour: 100 };

const enrolledBy = (enroll: Trigger): Partial<CheckInput> => ({
  journeys: [journeyOf([email('hello')], { enroll })],
});

const openRisk: Condition = { kind: 'openTask', type: 'risk' };

const aTopic = { class: 'marketing', title: { en: 'News' }, description: { en: 'New.' }, doubleOptIn: true } as const;

const noProofs: Proofs = { promises: () => [], limits: () => [], together: () => [] };

/** One small project for each code, sound but for that one problem. A code without an example is a type error. */
const examples: Record<DiagnosticCode, Partial<CheckInput>> = {
  'duplicate-journey-id': {
    journeys: [journeyOf([email('hello')]), journeyOf([email('hello')], { title: 'Another' })],
  },
  'invalid-journey-id': { journeys: [journeyOf([email('hello')], { id: 'a-journey-with-a-very-long-name' })] },
  'journey-without-steps': { journeys: [journeyOf([])] },

  'unknown-topic': { templates: [{ ...someTemplate(), topic: 'onbording' }] },
  'topic-of-another-class': { templates: [{ ...someTemplate(), class: 'marketing' }] },
  'transactional-topic': { templates: [{ ...someTemplate(), class: 'transactional' }] },

  'promise-of-unknown-step': {
    journeys: [journeyOf([email('hello')], { promises: [afterLeaving('helo')] })],
  },
  'broken-promise': {
    journeys: [journeyOf([email('hello')], { promises: [afterLeaving('hello')] })],
    proofs: { ...noProofs, promises: ({ promises = [] }) => promises.map(promise => ({ promise, example: 'day 0' })) },
  },
  'limit-exceeded': {
    proofs: { ...noProofs, limits: () => [{ limit: 'costPer1000', what: 'dear', example: 'day 0' }] },
  },
  'promise-not-proved': {
    proofs: { ...noProofs, together: () => [{ promise: afterLeaving('hello'), because: 'a contact may get 9' }] },
  },

  'renamed-step-exists': steps(email('hello', { renamedFrom: 'hi' }), email('hi')),
  'duplicate-step-id': steps(email('hello'), email('hello')),
  'reserved-step-id': steps(email('until hello')),
  'invalid-step-id': steps(email('Hello World!')),
  'invalid-arm-name': steps({
    kind: 'branch',
    id: 'split',
    cases: [{ name: 'otherwise', condition: usedProjects, steps: [email('hello')] }],
    otherwise: [],
  }),
  'ambiguous-wait': steps(waitFor('reply', 'late-yes', 5), waitFor('reply-late', 'yes', 5), email('hello')),
  'unreachable-step': steps({ kind: 'exit', id: 'leave', reason: 'done' }, email('hello')),

  'enroll-exits': { journeys: [journeyOf([email('hello')], { exit: [event('Account Created')] })] },
  'reenroll-mismatch': { journeys: [journeyOf([email('hello')], { reenroll: { kind: 'term' } })] },
  'signal-of-enrollment': {
    ...enrolledBy({ kind: 'signal', when: { kind: 'trigger', field: 'signal', comparison: 'is', value: 'x' } }),
    catalog: { ...catalog, events: { ...catalog.events, 'signal.fired': { fields: { signal: 'string' } } } },
  },
  'campaign-without-accounts': enrolledBy(campaign),
  'campaign-of-enrollment': {
    journeys: [
      journeyOf([email('hello')], {
        enroll: campaign,
        audience: { kind: 'used', feature: 'projects', event: 'Project Created', window: { kind: 'sinceEnrollment' } },
      }),
    ],
  },
  'signal-of-weeks': enrolledBy({
    kind: 'signal',
    when: { kind: 'consecutiveDrops', event: 'Project Created', weeks: 3, basisPoints: 4_000, least: 5 },
  }),
  'constant-condition': steps(email('hello', { when: tasksDone('atLeast', 0) })),
  'endless-window': {
    journeys: [journeyOf([email('hello')], { enroll: { kind: 'signal', when: usedProjects } })],
    catalog: { ...catalog, events: { ...catalog.events, 'signal.fired': { fields: {} } } },
  },
  'since-later-step': steps(email('hello', { when: since('goodbye') }), email('goodbye')),

  'unknown-event': { journeys: [journeyOf([email('hello')], { exit: [event('Account Removed')] })] },
  'unknown-field': {
    journeys: [
      journeyOf([email('hello')], { audience: { kind: 'trigger', field: 'plans', comparison: 'is', value: 'pro' } }),
    ],
  },
  'unknown-feature': steps(
    email('hello', { when: { kind: 'used', feature: 'project', event: 'Project Created', window: { kind: 'ever' } } }),
  ),
  'unknown-attribute': steps({ kind: 'update', id: 'mark', attributes: { onboarded: true } }),
  'unknown-value': {
    ...steps(
      email('hello', { when: { kind: 'attribute', name: 'touchModel', comparison: 'in', value: ['low', 'hihg'] } }),
    ),
    catalog: { ...catalog, accountBounds: { touchModel: { oneOf: ['high', 'low', 'digital'] } } },
  },
  'unknown-name-in-event': {
    journeys: [
      journeyOf([email('hello')], {
        exit: [{ ...event('task.resolved'), where: [{ field: 'reason', comparison: 'is', value: 'hello-call' }] }],
      }),
    ],
    catalog: { ...catalog, events: { ...catalog.events, 'task.resolved': { fields: { reason: 'string' } } } },
  },
  'owner-not-in-team': {
    ...withTeam({}),
    ...steps(email('hello', { when: { kind: 'attribute', name: 'owner', comparison: 'is', value: 'csm-3' } })),
    catalog: { ...catalog, accountAttributes: { ...catalog.accountAttributes, owner: 'string' } },
  },
  'unknown-segment': {
    ...steps(email('hello', { when: { kind: 'segment', name: 'lowTuoch', of: openRisk } })),
    catalog: { ...catalog, segments: { lowTouch: openRisk } },
  },
  'unknown-stage': {
    ...steps(email('hello', { when: { kind: 'stage', comparison: 'in', value: ['trial', 'trail'] } })),
    catalog: { ...catalog, stages: { version: 'v', rules: [{ name: 'trial', when: openRisk }] } },
  },
  'not-a-date': steps(email('hello', { at: daysBefore('timezone', 3) })),

  'invalid-duration': steps({ ...waitFor('reply', 'yes', 5), timeout: { unit: 'days', amount: 0 } }, email('hello')),
  'expiry-without-effect': steps(email('hello', { expires: { unit: 'days', amount: 30 } })),
  'invalid-day': steps(email('hello', { at: onDay(1.5) })),
  'dates-out-of-order': steps(email('second', { at: onDay(14) }), email('first', { at: onDay(7) })),
  'date-may-have-passed': steps(waitFor('reply', 'yes', 5), email('hello', { at: onDay(3) })),
  'due-before-enrollment': {
    journeys: [
      journeyOf([email('early', { at: daysBefore('renewalAt', 90) })], {
        enroll: { kind: 'date', attribute: 'renewalAt', days: 60 },
      }),
    ],
  },
  'round-too-long': steps({
    kind: 'every',
    id: 'tips',
    interval: { unit: 'days', amount: 3 },
    times: 2,
    steps: [email('hello'), email('more', { at: daysAfter(4) })],
  }),
  'path-too-long': steps(email('hello', { at: onDay(300) }), email('goodbye', { at: daysAfter(60) })),

  'no-recipient': steps(email('hello', { to: { roles: [] } })),
  'unknown-role': steps(email('hello', { to: { roles: ['admins'] } })),
  'nobody-asked': steps(email('hello', { to: { roles: 'everyone', who: 'asked' } })),
  'topic-without-confirmation': {
    ...steps(email('hello')),
    catalog: { ...catalog, topics: { ...catalog.topics, news: aTopic } },
  },
  'unknown-template': steps(email('hello', { template: 'welcom' })),
  'wrong-channel': steps(prompt('hello', { template: 'welcome' })),
  'missing-variable': steps(email('hello', { template: 'milestone' })),
  'variable-may-be-unknown': {
    ...steps(email('hello', { template: 'milestone', data: { tasks: { kind: 'triggerField', field: 'plan' } } })),
    templates: [{ ...someTemplate(), id: 'milestone', variables: ['tasks'], required: ['tasks'] }],
  },
  'superfluous-variable': steps(email('hello', { data: { tasks: { kind: 'literal', value: 3 } } })),
  'reserved-variable': steps(email('hello', { data: { links: { kind: 'literal', value: 'x' } } })),
  'untranslated-data': steps(
    email('hello', { template: 'translated', data: { line: { kind: 'literal', value: 'We miss you' } } }),
  ),
  'incomplete-locale': steps(email('hello'), email('goodbye', { template: 'translated' })),
  'template-without-english': { templates: [{ ...someTemplate(), locales: ['de'] }] },
  'template-without-topic': { templates: [{ ...someTemplate(), topic: undefined }] },

  'empty-branch': steps({
    kind: 'branch',
    id: 'split',
    cases: [{ name: 'then', condition: usedProjects, steps: [] }],
    otherwise: [],
  }),
  'unreachable-arm': steps({
    kind: 'branch',
    id: 'split',
    cases: [{ name: 'then', condition: tasksDone('below', 0), steps: [email('hello')] }],
    otherwise: [],
  }),
  'nothing-awaited': steps({ ...waitFor('reply', 'yes', 5), first: {} }, email('hello')),
  'unknown-arm': steps({ ...waitFor('reply', 'yes', 5), then: { no: [email('hello')] } }),
  'idle-wait': steps(email('hello'), waitFor('reply', 'yes', 5)),
  'awaited-event-exits': steps(
    { ...waitFor('reply', 'yes', 5), first: { yes: event('Account Deleted') } },
    email('hello'),
  ),
  'invalid-weights': steps(experiment({ holdout: 0, weights: [1, 0] })),
  'holdout-measured-early': {
    journeys: [journeyOf([experiment({ holdout: 10, weights: [45, 45] }, { at: onDay(3) })], { goal: usedProjects })],
  },
  'holdout-of-transactional': steps(experiment({ holdout: 10, weights: [45, 45], template: 'payment-failed' })),
  'unknown-outcome': steps(escalate('call', { then: { resolved: [email('hello')] } })),
  'empty-breach-arm': steps(escalate('call', { then: { breached: [] } })),
  'raised-not-higher': steps(escalate('call', { raised: { when: usedProjects, severity: 3 } })),
  'unknown-playbook': guided({}, { id: 'call-about-adoptoin' }),
  'playbook-out-of-date': guided({ minutes: 45 }),
  'playbook-of-another-task': guided({ for: { types: ['billing'] } }),
  'unused-playbook': { playbooks: [aPlaybook()] },
  'playbook-for-unknown-step': guided({ for: { types: ['onboarding'], reasons: ['cal'] } }),
  'unknown-pool': { ...steps(escalate('call', { to: 'grwoth' })), pools: [aPool()] },
  'pool-asks-for-usage': { pools: [aPool({ for: { when: usedProjects } })] },
  'pool-for-unknown-step': { ...steps(escalate('call')), pools: [aPool({ for: { reasons: ['cal'] } })] },
  'unused-pool': { pools: [aPool()] },
  'unbounded-loop': steps(every(1.5, [email('hello')])),
  'empty-loop': steps(every(2, [])),
  'no-such-round': steps(every(2, [email('hello', { rounds: [3] })])),
  'date-in-loop': steps(every(2, [email('hello', { at: onDay(0) })])),
  'unknown-journey': steps({ kind: 'enroll', id: 'next', journey: 'adoption' }),
  'enroll-cycle': {
    journeys: [
      journeyOf([{ kind: 'enroll', id: 'next', journey: 'second' }], { id: 'first' }),
      journeyOf([{ kind: 'enroll', id: 'back', journey: 'first' }], { id: 'second' }),
    ],
  },

  'unknown-excluded-journey': { journeys: [journeyOf([email('hello')], { excludes: ['survey'] })] },
  'journey-withholds-transactional': {
    journeys: [journeyOf([email('hello', { template: 'payment-failed' })], { holdout: 10, goal: usedProjects })],
  },
  'holdout-without-goal': { journeys: [journeyOf([email('hello')], { holdout: 10 })] },
  'excludes-itself': { journeys: [journeyOf([email('hello')], { excludes: ['welcome-series'] })] },

  'invalid-policy': withPolicy({ holdAtMostDays: -1 }),
  'send-time-in-quiet-hours': withPolicy({ sendAt: '07:30' }),
  'transactional-restrained': withPolicy({ heldByRiskTask: ['transactional'] }),
  'nobody-for-tasks': { journeys: [journeyOf([escalate('call')], { policy: { ...policy, taskPool: [] } })] },

  'unknown-colleague': withTeam({ delegate: 'csm-3' }),
  'unknown-owner': {
    ...withTeam({}),
    catalog: { ...catalog, crm: { hubspot: { fields: {}, owners: { 71: 'csm-3' } } } },
  },
  'own-colleague': withTeam({ lead: 'csm-1' }),
  'never-at-work': withTeam({ calendar: { opens: '18:00' } }),
  'no-digest': withTeam({}),

  'history-too-long': steps(...Array.from({ length: 8 }, (_, index) => hourly(`loop-${index}`))),
  'definition-too-large': { measure: () => ({ bytes: 1_200_000 }) },
};

const check = (example: Partial<CheckInput>) =>
  checkJourneys({ journeys: [journeyOf([email('hello')])], templates, catalog, ...example });

describe('the registry of diagnostics', () => {
  test('gives every code to one rule only', () => {
    const codes = [...rules, ...rulesOfSoundJourneys].flatMap(rule => Object.keys(rule.codes));
    expect(codes).toHaveLength(new Set(codes).size);
    expect(codes.toSorted()).toEqual(Object.keys(diagnosticKinds).toSorted());
  });

  test.each(Object.entries(diagnosticKinds))(
    'explains %s: what it is, why it matters, how it is fixed',
    (code, kind) => {
      expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(kind.title).not.toMatch(/\.$/);
      expect(kind.why).toMatch(/\.$/);
      expect(kind.fix).toMatch(/\.$/);
    },
  );

  test.each(Object.keys(examples) as DiagnosticCode[])(
    '%s is reported by its example, and nothing else is an error',
    code => {
      const diagnostics = check(examples[code]);
      const reported = diagnostics.filter(diagnostic => diagnostic.code === code);
      expect(reported.length).toBeGreaterThan(0);
      expect(diagnostics.filter(({ severity }) => severity === 'error').map(diagnostic => diagnostic.code)).toEqual(
        reported.filter(({ severity }) => severity === 'error').map(diagnostic => diagnostic.code),
      );
      for (const { message } of reported) expect(message).toMatch(/".+"|\d.*[.?] [A-Z].*[.?]$/);
    },
  );

  test('finds nothing in a project without a problem', () => {
    expect(check({})).toEqual([]);
  });
});

function steps(...steps: Step[]): Partial<CheckInput> {
  return { journeys: [journeyOf(steps)] };
}

/** A task by a playbook, as `playbooks/index.ts` knew it, and the playbook as it is. */
function guided(playbook: Partial<Playbook>, named: Partial<PlaybookUse> = {}): Partial<CheckInput> {
  const { play, id, minutes } = aPlaybook();
  return {
    ...steps(escalate('call', { play, playbook: { id, minutes, ...named } })),
    playbooks: [{ ...aPlaybook(), ...playbook }],
  };
}

function afterLeaving(step: string): JourneyPromise {
  return { kind: 'never', what: { does: 'touch', step }, after: event('Account Deleted') };
}

function withTeam(first: Partial<Csm>): Partial<CheckInput> {
  return {
    team: [
      { id: 'csm-1', email: 'one@example.com', ...first },
      { id: 'csm-2', email: 'two@example.com' },
    ],
  };
}

function withPolicy(changes: Partial<Policy>): Partial<CheckInput> {
  return { journeys: [journeyOf([email('hello')], { policy: { ...policy, ...changes } })] };
}

function experiment(
  { holdout, weights, template = 'welcome' }: { holdout: number; weights: number[]; template?: string },
  more: Pick<Step, 'at'> = {},
): Step {
  const variants = weights.map((weight, index) => ({
    name: `variant-${index}`,
    weight,
    steps: [email(`hello-${index}`, { template, ...more })],
  }));
  return { kind: 'experiment', id: 'wording', variants, holdout };
}

function every(times: number, steps: Step[]): Step {
  return { kind: 'every', id: 'weekly', interval: { unit: 'days', amount: 7 }, times, steps };
}

function hourly(id: string): Step {
  const touches = Array.from({ length: 7 }, (_, index) =>
    email(`${id}-${index}`, { at: { kind: 'after', duration: { unit: 'minutes', amount: 1 } } }),
  );
  return { kind: 'every', id, interval: { unit: 'minutes', amount: 1 }, times: 366, steps: touches };
}

function tasksDone(comparison: 'atLeast' | 'below', value: number): Condition {
  return { kind: 'count', event: 'Task Completed', window: { kind: 'sinceEnrollment' }, comparison, value };
}

function since(step: string): Condition {
  return { kind: 'used', feature: 'projects', event: 'Project Created', window: { kind: 'sinceStep', step } };
}

function someTemplate(): TemplateInfo {
  return {
    id: 'welcome',
    channel: 'email',
    class: 'lifecycle',
    topic: 'onboarding',
    locales: ['en'],
    variables: [],
    hash: 'test',
  };
}
