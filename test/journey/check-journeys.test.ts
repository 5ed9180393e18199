import { describe, expect, test } from 'vitest';
import { compileJourney } from '../../engine/asl/compile-journey.ts';
import { measure as measureMachine } from '../../engine/asl/measure.ts';
import { readPlaybooks } from '../../engine/build/playbooks/read-playbooks.ts';
import type { Step } from '../../engine/definition/step.ts';
import { type CheckInput, checkJourneys } from '../../engine/journey/check-journeys.ts';
import { compileTemplates } from '../../engine/templates/compile-templates.ts';
import { catalog as shippedCatalog } from '../../journeys/catalog.ts';
import { pools, team } from '../../journeys/team.ts';
import { shippedJourneys } from '../asl/shipped-journeys.ts';
import {
  catalog,
  after as daysAfter,
  before as daysBefore,
  email,
  escalate,
  event,
  journeyOf,
  day as onDay,
  templates,
  usedProjects,
  waitFor,
} from './plain-journey.ts';

const check = (input: Partial<CheckInput>) => checkJourneys({ journeys: [], templates, catalog, ...input });
const codesOf = (steps: readonly Step[], changes = {}) =>
  check({ journeys: [journeyOf(steps, changes)] }).map(({ code, step }) => `${code} ${step ?? ''}`.trim());

describe('the list of diagnostics', () => {
  const broken = [
    email('goodbye', { template: 'nothing', to: { roles: [] } }),
    email('hello', { template: 'nothing' }),
  ];

  test('is ordered by journey, then as the steps are written, whatever the order of the journeys', () => {
    const [first, second] = [journeyOf(broken, { id: 'a-journey' }), journeyOf(broken, { id: 'b-journey' })];
    const diagnostics = check({ journeys: [second, first] });
    expect(diagnostics.map(({ journey, step, code }) => `${journey} ${step} ${code}`)).toEqual([
      'a-journey goodbye no-recipient',
      'a-journey goodbye unknown-template',
      'a-journey hello unknown-template',
      'b-journey goodbye no-recipient',
      'b-journey goodbye unknown-template',
      'b-journey hello unknown-template',
    ]);
    expect(check({ journeys: [first, second] })).toEqual(diagnostics);
  });

  test('names the file of the journey where it is known', () => {
    const [diagnostic] = check({
      journeys: [journeyOf(broken)],
      files: { 'welcome-series': 'journeys/welcome-series.ts' },
    });
    expect(diagnostic).toMatchObject({
      file: 'journeys/welcome-series.ts',
      journey: 'welcome-series',
      severity: 'error',
    });
  });

  test('measures only journeys that can be compiled', () => {
    const measured: string[] = [];
    const measure: CheckInput['measure'] = ({ id }) => {
      measured.push(id);
      return { bytes: 1 };
    };
    check({ journeys: [journeyOf(broken, { id: 'broken' }), journeyOf([email('hello')], { id: 'sound' })], measure });
    expect(measured).toEqual(['sound']);
  });

  test('trusts the history that the compiler counted more than its own estimate', () => {
    const journeys = [journeyOf([email('hello')])];
    expect(check({ journeys, measure: () => ({ bytes: 1, historyEvents: 25_000 }) })).toEqual([]);
    expect(check({ journeys, measure: () => ({ bytes: 1, historyEvents: 25_001 }) })).toMatchObject([
      { code: 'history-too-long' },
    ]);
  });
});

describe('dates', () => {
  const renewal = { enroll: { kind: 'date', attribute: 'renewalAt', days: 91 }, reenroll: { kind: 'term' } } as const;

  test('may repeat a day, and go on after it', () => {
    expect(
      codesOf([
        email('a', { at: onDay(0) }),
        email('b', { at: onDay(0) }),
        email('c', { at: onDay(7) }),
        email('d', { at: onDay(7) }),
      ]),
    ).toEqual([]);
  });

  test('count down towards a date', () => {
    const [t90, t60] = [
      email('t90', { at: daysBefore('renewalAt', 90) }),
      email('t60', { at: daysBefore('renewalAt', 60) }),
    ];
    expect(codesOf([t90, t60], renewal)).toEqual([]);
    expect(codesOf([t60, t90], renewal)).toEqual(['dates-out-of-order t90']);
    expect(codesOf([t60, t90])).toEqual(['dates-out-of-order t90']);
  });

  test('may be dates and lengths that the enrolling event says, and only those', () => {
    const share = (field: string) => email('a', { at: { kind: 'share', field, points: [{ length: 14, day: 10 }] } });
    const invoiced = { enroll: event('payment.failed') };
    expect(codesOf([share('decline'), email('b', { at: daysBefore('trigger.invoice', 3) })], invoiced)).toEqual([]);
    expect(codesOf([share('days'), email('b', { at: daysBefore('trigger.expiresAt', 3) })], invoiced)).toEqual([
      'unknown-field a',
      'unknown-field b',
    ]);
  });

  test('are compared across both kinds of anchor when the date enrolls', () => {
    const t60 = email('t60', { at: daysBefore('renewalAt', 60) });
    expect(codesOf([t60, email('day-31', { at: onDay(31) })], renewal)).toEqual([]);
    expect(codesOf([t60, email('day-30', { at: onDay(30) })], renewal)).toEqual(['dates-out-of-order day-30']);
  });

  test('pass while a wait before them lasts', () => {
    expect(codesOf([email('a', { at: daysAfter(10) }), email('b', { at: onDay(7) })])).toEqual([
      'dates-out-of-order b',
    ]);
    expect(codesOf([waitFor('reply', 'yes', 10), email('b', { at: onDay(7) })])).toEqual(['date-may-have-passed b']);
    expect(codesOf([waitFor('reply', 'yes', 7), email('b', { at: onDay(7) })])).toEqual([]);
  });

  test('of one arm do not count for the other, and only what all arms reach counts after them', () => {
    const split = (then: Step[], otherwise: Step[]): Step => ({
      kind: 'branch',
      id: 'split',
      cases: [{ name: 'then', condition: usedProjects, steps: then }],
      otherwise,
    });
    expect(
      codesOf([split([email('a', { at: onDay(10) })], [email('b', { at: onDay(5) })]), email('c', { at: onDay(10) })]),
    ).toEqual([]);
    expect(
      codesOf([split([email('a', { at: onDay(10) })], [email('b', { at: onDay(5) })]), email('c', { at: onDay(7) })]),
    ).toEqual(['date-may-have-passed c']);
    expect(
      codesOf([split([email('a', { at: onDay(10) })], [email('b', { at: onDay(9) })]), email('c', { at: onDay(7) })]),
    ).toEqual(['dates-out-of-order c']);
  });
});

describe('the length of a path', () => {
  const reported = 'path-too-long';

  test('may be 350 days', () => {
    expect(codesOf([email('last', { at: onDay(350) })])).toEqual([]);
    expect(codesOf([email('last', { at: onDay(351) })])).toEqual([`${reported} last`]);
  });

  test('counts every round of a loop', () => {
    const loop = (times: number): Step => ({
      kind: 'every',
      id: 'monthly',
      interval: { unit: 'days', amount: 30 },
      times,
      steps: [email('tip')],
    });
    expect(codesOf([loop(12)])).toEqual([]);
    expect(codesOf([loop(13)])).toEqual([`${reported} monthly`]);
  });

  test('counts waits to their end, and the longest arm', () => {
    const task = escalate('call', {
      sla: { unit: 'weeks', amount: 30 },
      then: { plan_agreed: [waitFor('reply', 'yes', 200)] },
    });
    expect(codesOf([task, email('bye')])).toEqual([`${reported} reply`]);
  });

  test('ends where a follow-up journey takes over', () => {
    const next = journeyOf([email('hello')], { id: 'second-year' });
    const first = journeyOf([email('a', { at: onDay(340) }), { kind: 'enroll', id: 'go-on', journey: 'second-year' }]);
    expect(check({ journeys: [first, next] })).toEqual([]);
  });
});

describe('reachability', () => {
  const leave: Step = { kind: 'exit', id: 'leave', reason: 'done' };
  const split = (then: Step[], otherwise: Step[]): Step => ({
    kind: 'branch',
    id: 'split',
    cases: [{ name: 'then', condition: usedProjects, steps: then }],
    otherwise,
  });

  test('ends at an exit that every arm has', () => {
    const other: Step = { kind: 'exit', id: 'leave-too', reason: 'done' };
    expect(codesOf([split([leave], [other]), email('hello')])).toEqual(['unreachable-step hello']);
    expect(codesOf([split([leave], []), email('hello')])).toEqual([]);
  });

  test('goes on after an exit that is taken only under a condition', () => {
    expect(codesOf([{ ...leave, when: usedProjects }, email('hello')])).toEqual([]);
  });

  test('finds an arm whose case an earlier one takes', () => {
    const cases = [
      { name: 'active', condition: usedProjects, steps: [email('a')] },
      { name: 'busy', condition: usedProjects, steps: [email('b')] },
    ];
    expect(codesOf([{ kind: 'branch', id: 'split', cases, otherwise: [] }])).toEqual(['unreachable-arm split']);
  });
});

describe('names', () => {
  test('are looked for wherever an event can stand', () => {
    const nowhere = event('Project Deleted');
    const diagnostics = check({
      journeys: [
        journeyOf(
          [
            { ...waitFor('reply', 'yes', 3), first: { yes: nowhere } },
            escalate('call', { early: [nowhere] }),
            email('hello', {
              when: { kind: 'count', event: nowhere.event, window: { kind: 'ever' }, comparison: 'atLeast', value: 1 },
            }),
          ],
          { enroll: { ...event('Account Created'), alternatives: [nowhere] }, exit: [nowhere] },
        ),
      ],
    });
    const unknown = diagnostics.filter(({ code }) => code === 'unknown-event');
    expect(unknown.map(({ step }) => step)).toEqual([undefined, undefined, 'reply', 'call', 'hello']);
    expect(unknown[0]?.message).toBe(
      'Event "Project Deleted" in "enroll" of journey "welcome-series" is not known. Did you mean "Project Created"?',
    );
  });

  test('of fields are those of the event itself, and of the enrolling one where the two are compared', () => {
    const sameInvoice = { field: 'invoice', comparison: 'matchesTrigger', value: null } as const;
    const exit = [event('payment.recovered', [sameInvoice])];
    expect(codesOf([email('hello')], { enroll: event('payment.failed'), exit })).toEqual([]);
    expect(codesOf([email('hello')], { enroll: event('Account Created'), exit })).toEqual(['unknown-field']);
  });
});

describe('the journeys that ship', () => {
  test('have no error, with the templates and the catalog that ship', async () => {
    const { infos, problems } = await compileTemplates('templates');
    const journeys = shippedJourneys;
    const measure: CheckInput['measure'] = definition => measureMachine(compileJourney(definition, infos));
    const { playbooks } = await readPlaybooks('playbooks');
    const catalog = shippedCatalog.data;
    const diagnostics = checkJourneys({ journeys, templates: infos, catalog, team, pools, playbooks, measure });
    expect(problems).toEqual([]);
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  });
});
