import { describe, expect, test } from 'vitest';
import { businessDays, days, months } from '#engine';
import { smallCatalog } from './small-catalog.ts';

const {
  after,
  attribute,
  before: beforeDate,
  branch,
  dayOf,
  email,
  enroll,
  escalate,
  every,
  everyone,
  exit,
  experiment,
  featuresTotal,
  featuresUsed,
  next,
  on,
  prompt,
  role,
  slack,
  trigger,
  update,
  used,
  wait,
  waitFor,
  webhook,
} = smallCatalog;
const admins = role('admin');
const enrolled = { kind: 'sinceEnrollment' };

describe('days that the enrolling event says', () => {
  test('count back from a date of it, or are a share of a length in it', () => {
    const card = beforeDate(trigger('expiresAt'), days(30), email('welcome', { to: admins }), { missed: 'send' });
    expect(card).toMatchObject({ at: { kind: 'before', attribute: 'trigger.expiresAt', days: 30 }, missed: 'send' });
    expect(dayOf(trigger('amount'), { 30: 14, 14: 10 }, email('welcome', { to: admins })).at).toStrictEqual({
      kind: 'share',
      field: 'amount',
      points: [
        { length: 14, day: 10 },
        { length: 30, day: 14 },
      ],
    });
  });

  test('are refused where they cannot be', () => {
    const welcome = email('welcome', { to: admins });
    expect(() => beforeDate(attribute('arr'), days(30), welcome)).toThrow(
      "counts back from a date attribute, goal('...').dueAt or trigger('...')",
    );
    expect(() => dayOf(attribute('arr'), { 14: 10 }, welcome)).toThrow("Write trigger('days')");
    expect(() => dayOf(trigger('amount'), {}, welcome)).toThrow('it has no share');
    expect(() => dayOf(trigger('amount'), { 14: 15 }, welcome)).toThrow('day 15 of 14 is out of order');
    expect(() => dayOf(trigger('amount'), { 14: 10, 30: 9 }, welcome)).toThrow('day 9 of 30 is out of order');
    expect(() => dayOf(trigger('amount'), { 14: 1.5 }, welcome)).toThrow('the day');
  });
});

describe('a step with rules but no time of its own', () => {
  test('comes after the one before it', () => {
    const tip = next(email('welcome', { to: admins }), { unless: used('projects'), rounds: [2, 3] });
    expect(tip).toMatchObject({ unless: { kind: 'used' }, rounds: [2, 3] });
    expect(tip).not.toHaveProperty('at');
    expect(() => next(after(days(1), email('welcome', { to: admins })), {})).toThrow('has its place already');
  });
});

describe('touches', () => {
  test('have the id of their template unless they say otherwise', () => {
    expect(email('welcome', { to: everyone })).toStrictEqual({
      kind: 'email',
      id: 'welcome',
      template: 'welcome',
      to: { roles: 'everyone' },
      data: {},
    });
    expect(prompt('tour', { id: 'second-tour', to: admins, expires: days(7) })).toStrictEqual({
      kind: 'prompt',
      id: 'second-tour',
      template: 'tour',
      to: { roles: ['admin'] },
      data: {},
      expires: { unit: 'days', amount: 7 },
    });
  });

  test('hand literals and values to their template', () => {
    const touch = email('invoice', {
      to: admins,
      thread: 'account',
      data: { amount: trigger('amount'), link: 'https://pay.example' },
    });
    expect(touch.thread).toBe('account');
    expect(touch.data).toStrictEqual({
      amount: { kind: 'triggerField', field: 'amount' },
      link: { kind: 'literal', value: 'https://pay.example' },
    });
  });

  test('get what the catalog provides when the template asks for it and the step does not say it', () => {
    const provided = { kind: 'eventCount', event: 'Project Created', window: enrolled };
    expect(email('milestone', { to: admins }).data).toStrictEqual({ projects: provided });
    expect(email('recap', { to: admins, data: { month: 'May' } }).data).toEqual({
      projects: provided,
      month: { kind: 'literal', value: 'May' },
    });
    expect(email('milestone', { to: admins, data: { projects: 3 } }).data).toEqual({
      projects: { kind: 'literal', value: 3 },
    });
    expect(email('welcome', { to: admins }).data).toEqual({});
  });

  test('go to roles, to several, or to others when there is nobody', () => {
    const billing = role('billing');
    expect(admins.and(billing).and(admins)).toEqual({ roles: ['admin', 'billing'] });
    expect(billing.orElse(admins)).toEqual({ roles: ['billing'], otherwise: ['admin'] });
    expect(() => billing.orElse(admins).and(admins)).toThrow('Write a.and(b).orElse(c).');
    expect(() => billing.orElse(admins).orElse(admins)).toThrow('there is one "else" only');
  });

  test('name the nearest template when an author outside of an editor mistypes', () => {
    expect(() => email('welcom' as 'welcome', { to: admins })).toThrow(
      'email: unknown email template "welcom". Did you mean "welcome"?',
    );
    expect(() => prompt('welcome' as 'tour', { to: admins })).toThrow('prompt: unknown prompt template "welcome".');
  });

  test('that need no template are plain too', () => {
    expect(slack('tell', { channel: 'cs', text: 'hello' })).toStrictEqual({
      kind: 'slack',
      id: 'tell',
      channel: 'cs',
      text: 'hello',
    });
    expect(webhook('crm', { endpoint: 'crm', data: { used: featuresUsed(), of: featuresTotal } })).toStrictEqual({
      kind: 'webhook',
      id: 'crm',
      endpoint: 'crm',
      data: {
        used: { kind: 'featuresUsed', features: smallCatalog.data.features, window: enrolled },
        of: { kind: 'literal', value: 2 },
      },
    });
  });
});

describe('steps that decide', () => {
  test('branch has one case and the rest, or several cases in order', () => {
    const [one, two] = [wait('one', days(1)), wait('two', days(1))];
    expect(branch('b', { when: used('projects'), then: [one], otherwise: [two] })).toStrictEqual({
      kind: 'branch',
      id: 'b',
      cases: [{ name: 'then', condition: used('projects'), steps: [one] }],
      otherwise: [two],
    });
    const among = branch.among('b', {
      cases: {
        big: { when: attribute('arr').above(9), then: [one] },
        small: { when: attribute('arr').above(1), then: [two] },
      },
      otherwise: [],
    });
    expect(among.cases.map(({ name }) => name)).toEqual(['big', 'small']);
    expect(() => branch.among('b', { cases: { '1': { when: used('projects'), then: [] } }, otherwise: [] })).toThrow(
      '"1" is not a valid name',
    );
  });

  test('waitFor has steps for each event and for the timeout, be they none', () => {
    const waiting = waitFor('w', {
      first: { paid: on('payment.recovered') },
      timeout: days(3),
      then: { paid: [wait('one', days(1))] },
    });
    expect(waiting).toStrictEqual({
      kind: 'waitFor',
      id: 'w',
      first: { paid: { kind: 'event', event: 'payment.recovered', where: [] } },
      timeout: { unit: 'days', amount: 3 },
      then: { paid: [wait('one', days(1))], timeout: [] },
    });
    expect(() => waitFor('w', { first: {}, timeout: days(3) })).toThrow('it waits for no event');
    expect(() => waitFor('w', { first: { timeout: on('Signed Up') }, timeout: days(3) })).toThrow(
      '"timeout" has a meaning of its own here',
    );
  });

  test('experiment has whole weights and a holdout of none', () => {
    expect(experiment('x', { variants: { a: { weight: 1, steps: [] }, b: { weight: 3, steps: [] } } })).toStrictEqual({
      kind: 'experiment',
      id: 'x',
      variants: [
        { name: 'a', weight: 1, steps: [] },
        { name: 'b', weight: 3, steps: [] },
      ],
      holdout: 0,
    });
    expect(() => experiment('x', { variants: { a: { weight: 0.5, steps: [] } } })).toThrow(
      'experiment "x": the weight of "a" is 0.5.',
    );
    expect(() => experiment('x', { variants: { a: { weight: 0, steps: [] } } })).toThrow('no variant has a weight');
  });

  test('escalate tells what a fact was compared with, and the time that it is about', () => {
    const evidence = { logins: { value: 41, threshold: 40, window: '3 weeks' }, plan: 'pro' };
    expect(escalate('e', { severity: 2, sla: businessDays(2), play: 'call', evidence })).toMatchObject({
      evidence: { logins: { kind: 'literal', value: 41 }, plan: { kind: 'literal', value: 'pro' } },
      measures: { logins: { threshold: 40, window: '3 weeks' } },
    });
  });

  test('escalate opens a risk task unless told otherwise, and waits only for outcomes that matter', () => {
    expect(escalate('e', { severity: 2, sla: businessDays(2), play: 'call' })).toStrictEqual({
      kind: 'escalate',
      id: 'e',
      type: 'risk',
      severity: 2,
      sla: { unit: 'businessDays', amount: 2 },
      play: 'call',
      evidence: {},
      early: [],
      then: {},
    });
    const full = escalate('e', {
      type: 'billing',
      severity: 2,
      raised: { when: attribute('arr').above(9), severity: 1 },
      sla: businessDays(2),
      play: 'call',
      evidence: { revenue: attribute('arr') },
      early: [on('payment.failed')],
      then: { breached: [wait('one', days(1))] },
    });
    expect(full).toMatchObject({
      raised: { severity: 1 },
      evidence: { revenue: { kind: 'accountAttribute', name: 'arr' } },
      early: [{ kind: 'event', event: 'payment.failed', where: [] }],
      then: { breached: [{ id: 'one' }] },
    });
    expect(() => escalate('e', { severity: 5 as 1, sla: days(1), play: 'call' })).toThrow('severity 5 does not exist');
  });

  test('escalate by a playbook says its phrase and its minutes', () => {
    const step = escalate('e', { severity: 2, sla: businessDays(2), playbook: 'call-about-adoption' });
    expect(step).toMatchObject({
      play: 'call about adoption',
      playbook: { id: 'call-about-adoption', minutes: 30 },
    });
    const said = (options: object) => () => escalate('e', { severity: 2, sla: businessDays(2), ...options } as never);
    expect(said({})).toThrow('escalate "e": it does not say what to do. Give `playbook`, or `play` with a phrase.');
    expect(said({ playbook: 'call-about-adoptoin' })).toThrow(
      'escalate "e": unknown playbook "call-about-adoptoin". Did you mean "call-about-adoption"?',
    );
    expect(said({ play: 'call', playbook: 'call-about-adoption' })).toThrow('Remove `play`.');
  });

  test('loops, updates, enrollments and exits', () => {
    expect(every('e', { interval: months(1), times: 3, steps: [] })).toStrictEqual({
      kind: 'every',
      id: 'e',
      interval: { unit: 'months', amount: 1 },
      times: 3,
      steps: [],
    });
    expect(() => every('e', { interval: months(1), times: 0, steps: [] })).toThrow('every "e": "times" is 0.');
    expect(update('u', { plan: 'team' })).toStrictEqual({ kind: 'update', id: 'u', attributes: { plan: 'team' } });
    expect(() => update('u', { plann: 'team' } as object)).toThrow(
      'unknown account attribute "plann". Did you mean "plan"?',
    );
    expect(enroll('renewal')).toStrictEqual({ kind: 'enroll', id: 'renewal', journey: 'renewal' });
    expect(exit('lost')).toStrictEqual({ kind: 'exit', id: 'lost', reason: 'lost' });
  });
});
