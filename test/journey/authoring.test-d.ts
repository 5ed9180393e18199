/** Sentences about what an editor says to an author. `tsc` checks them: an error that fails to appear is an error. */

import { expectTypeOf, test } from 'vitest';
import * as z from 'zod';
import {
  always,
  atLeast,
  atMost,
  type CatalogSpec,
  type Condition,
  days,
  defineCatalog,
  type EventTrigger,
  hours,
  type JourneyDefinition,
  keyedBy,
  missing,
  never,
  oneOf,
  type Step,
  sameAsTrigger,
  task,
  touch,
  touches,
  within,
} from '#engine';
import type { StepKind } from '../../engine/definition/step.ts';
import type { Vocabulary } from '../../engine/journey/vocabulary.ts';
import * as shipped from '../../journeys/catalog.ts';
import { policy, smallCatalog } from './small-catalog.ts';

const { adoption, attribute, before, branch, count, day, email, enroll, escalate, every, everyone } = smallCatalog;
const { exit, experiment, journey, on, onDate, prompt, role, slack, trigger, update, used, wait, waitFor, webhook } =
  smallCatalog;
const admins = role('admin');

test('no word of the language is any', () => {
  expectTypeOf(smallCatalog).not.toBeAny();
  for (const word of [journey, on, email, branch, waitFor, used, attribute, trigger]) expectTypeOf(word).not.toBeAny();
  expectTypeOf(attribute('arr')).not.toBeAny();
  expectTypeOf(on('Signed Up')).not.toBeAny();
  expectTypeOf(email('welcome', { to: admins })).not.toBeAny();
  expectTypeOf(shipped.catalog).not.toBeAny();
  expectTypeOf(shipped.on('payment.failed').where).parameter(0).not.toBeAny();
});

test('each kind of step has a word', () => {
  expectTypeOf<Exclude<StepKind, keyof Vocabulary<CatalogSpec>>>().toBeNever();
});

test('words return the data of the domain', () => {
  expectTypeOf(journey('j', { enroll: on('Signed Up'), steps: [] })).toEqualTypeOf<JourneyDefinition>();
  expectTypeOf(email('welcome', { to: admins })).toExtend<Step>();
  expectTypeOf(used('projects')).toEqualTypeOf<Condition>();
  expectTypeOf(on('Signed Up').toJSON()).toEqualTypeOf<EventTrigger>();
});

test('events are those of the catalog and those that Daymark makes', () => {
  on('Signed Up');
  on('payment.failed');
  on('task.resolved');
  // @ts-expect-error the catalog has no event of that name
  on('Signed Upp');
  // @ts-expect-error the catalog has no event of that name to count
  count('Signed Upp');
});

test('a signal is a condition that begins to hold, and can clear', () => {
  const { signal, cleared } = smallCatalog;
  journey('j', { enroll: signal({ when: used('projects') }), exit: [cleared], steps: [] });
  journey('j', { enroll: signal({ when: used('projects'), period: 'week', guarded: true }), steps: [] });
  // @ts-expect-error an event is no condition
  signal({ when: on('Signed Up') });
  // @ts-expect-error weeks are the only period
  signal({ when: used('projects'), period: 'month' });
});

test('where knows the fields of the event, and what they hold', () => {
  on('Survey Responded').where({ survey: 'nps', score: atLeast(9), anonymous: true });
  on('Survey Responded').where({ survey: oneOf('nps', 'csat'), anonymous: missing });
  on('payment.failed').where({ invoice: sameAsTrigger, nextAttemptAt: missing, decline: 'fraud' });
  on('account.updated').where({ plan: 'team' });
  // @ts-expect-error the event has no field of that name
  on('Survey Responded').where({ scor: 9 });
  // @ts-expect-error the score is a number
  on('Survey Responded').where({ score: 'nine' });
  // @ts-expect-error the survey is none of these
  on('Survey Responded').where({ survey: oneOf('nps', 'ces') });
  // @ts-expect-error text has no order
  on('Survey Responded').where({ survey: atLeast(9) });
  // @ts-expect-error the event carries no fields
  on('Signed Up').where({ survey: 'nps' });
  // @ts-expect-error a plan is one of the catalog's
  on('account.updated').where({ plan: 'gold' });
});

test('features, attributes, roles and trigger fields are those of the catalog', () => {
  // @ts-expect-error there is no feature of that name
  used('project');
  // @ts-expect-error there is no attribute of that name
  attribute('ar');
  // @ts-expect-error there is no role of that name
  role('boss');
  // @ts-expect-error no event carries a field of that name
  trigger('invoic');
  // @ts-expect-error no event carries a field of that name
  journey('j', { enroll: on('payment.failed'), reenroll: keyedBy('invoic'), steps: [] });
});

test('attributes and fields are compared with what they hold', () => {
  attribute('plan').in('team', 'business');
  attribute('arr').above(15_000);
  attribute('cancelScheduled').is(true);
  trigger('decline').is('fraud');
  // @ts-expect-error the catalog narrows plans to two
  attribute('plan').is('gold');
  // @ts-expect-error revenue is a number
  attribute('arr').above('15000');
  // @ts-expect-error text has no order
  attribute('region').above(3);
  // @ts-expect-error declines have other categories
  trigger('decline').is('frod');
  // @ts-expect-error a number is no condition until it is compared
  journey('j', { enroll: on('Signed Up'), audience: count('Project Created'), steps: [] });
  // @ts-expect-error a share is no condition until it is compared
  journey('j', { enroll: on('Signed Up'), goal: adoption(), steps: [] });
});

test('dates come from attributes that hold one', () => {
  onDate('goLiveAt', { before: days(91) });
  before('renewalAt', days(30), email('welcome', { to: admins }));
  // @ts-expect-error a plan is no date
  onDate('plan', { before: days(91) });
  // @ts-expect-error revenue is no date
  before('arr', days(30), email('welcome', { to: admins }));
});

test('a touch names a template of its channel and somebody to get it', () => {
  prompt('tour', { to: everyone });
  // @ts-expect-error there is no template of that name
  email('welcom', { to: admins });
  // @ts-expect-error that template is a prompt
  email('tour', { to: admins });
  // @ts-expect-error that template is an email
  prompt('welcome', { to: admins });
  // @ts-expect-error it would reach no contact
  email('welcome', {});
  // @ts-expect-error a prompt belongs to no thread of mails
  prompt('tour', { to: everyone, thread: 'account' });
});

test('a step provides the variables of its template, no fewer and no more', () => {
  email('invoice', { to: admins, data: { amount: trigger('amount'), link: 'https://pay.example' } });
  // @ts-expect-error the template needs data
  email('invoice', { to: admins });
  // @ts-expect-error the template needs a link as well
  email('invoice', { to: admins, data: { amount: 3 } });
  // @ts-expect-error the template has no variable of that name
  email('invoice', { to: admins, data: { amount: 3, link: '', currency: 'usd' } });
  // @ts-expect-error the template has no variables
  email('welcome', { to: admins, data: { amount: 3 } });
  // @ts-expect-error a condition is no value
  email('invoice', { to: admins, data: { amount: used('projects'), link: '' } });
});

test('a step may leave out what the catalog provides', () => {
  email('milestone', { to: admins });
  email('milestone', { to: admins, data: { projects: 3 } });
  email('recap', { to: admins, data: { month: 'May' } });
  // @ts-expect-error the catalog provides no month
  email('recap', { to: admins, data: { projects: 3 } });
});

test('a branch says what happens otherwise', () => {
  branch('b', { when: used('projects'), then: [], otherwise: [] });
  // @ts-expect-error everybody else must go somewhere, be it nowhere: otherwise: []
  branch('b', { when: used('projects'), then: [] });
  // @ts-expect-error the same holds for several cases
  branch.among('b', { cases: { big: { when: attribute('arr').above(1), then: [] } } });
});

test('waitFor ends some day, by one of its events or its timeout', () => {
  waitFor('w', { first: { paid: on('payment.recovered') }, timeout: days(3), then: { paid: [], timeout: [] } });
  // @ts-expect-error it could wait forever
  waitFor('w', { first: { paid: on('payment.recovered') } });
  // @ts-expect-error none of the events is called that
  waitFor('w', { first: { paid: on('payment.recovered') }, timeout: days(3), then: { payd: [] } });
});

test('a task has a severity, a service level, and outcomes of the closed list', () => {
  escalate('t', { severity: 1, sla: hours(4), play: 'call', then: { breached: [], false_positive: [] } });
  // @ts-expect-error the task would not say what to do
  escalate('t', { severity: 1, sla: hours(4) });
  // @ts-expect-error the task would not say until when
  escalate('t', { severity: 1, play: 'call' });
  // @ts-expect-error severities are 1, 2 and 3
  escalate('t', { severity: 4, sla: hours(4), play: 'call' });
  // @ts-expect-error there is no task type of that name
  escalate('t', { type: 'churn', severity: 1, sla: hours(4), play: 'call' });
  // @ts-expect-error there is no outcome of that name
  escalate('t', { severity: 1, sla: hours(4), play: 'call', then: { lost: [] } });
});

test('a task is done by a phrase, or by a playbook that there is', () => {
  escalate('t', { severity: 1, sla: hours(4), playbook: 'call-about-adoption' });
  // @ts-expect-error there is no playbook of that name
  escalate('t', { severity: 1, sla: hours(4), playbook: 'call-about-adoptoin' });
  // @ts-expect-error the playbook says what to do
  escalate('t', { severity: 1, sla: hours(4), playbook: 'call-about-adoption', play: 'call' });
});

test('updates set what the attribute may hold', () => {
  update('u', { plan: 'business' });
  // @ts-expect-error the catalog has no such plan
  update('u', { plan: 'gold' });
  // @ts-expect-error the catalog has no such attribute
  update('u', { plann: 'team' });
});

test('loops end', () => {
  // @ts-expect-error it would go on forever
  every('e', { interval: days(30), steps: [] });
});

test('ids are literals', () => {
  const computed: string = 'w';
  // @ts-expect-error an id must be found by searching for it
  wait(computed, days(1));
  // @ts-expect-error a template literal is computed too
  wait(`wait-${computed}`, days(1));
  // @ts-expect-error so is a journey's
  journey(computed, { enroll: on('Signed Up'), steps: [] });
  // @ts-expect-error and an id that replaces the template's
  email('welcome', { id: computed, to: admins });
});

test('an id occurs once in a journey', () => {
  const one = wait('one', days(1));
  const two = wait('two', days(1));
  const inBranch = branch('b', { when: used('projects'), then: [one], otherwise: [two] });
  journey('j', { enroll: on('Signed Up'), steps: [day(1, one), day(2, two)] });
  journey('j', { enroll: on('Signed Up'), steps: [inBranch, email('welcome', { to: admins })] });
  // @ts-expect-error "one" occurs twice
  journey('j', { enroll: on('Signed Up'), steps: [day(1, one), day(2, one)] });
  // @ts-expect-error "one" occurs in the branch as well
  journey('j', { enroll: on('Signed Up'), steps: [inBranch, one] });
  // @ts-expect-error "one" occurs on both sides
  branch('b', { when: used('projects'), then: [one], otherwise: [one] });
  const cases = { x: { when: used('projects'), then: [one] }, y: { when: used('surveys'), then: [one] } } as const;
  // @ts-expect-error "one" occurs in two cases
  branch.among('b', { cases, otherwise: [] });
  // @ts-expect-error "one" occurs after both
  waitFor('w', { first: { paid: on('payment.recovered') }, timeout: days(3), then: { paid: [one], timeout: [one] } });
  // @ts-expect-error "one" occurs in both variants
  experiment('x', { variants: { a: { weight: 1, steps: [one] }, b: { weight: 1, steps: [one] } } });
  // @ts-expect-error "one" occurs twice in the loop
  every('e', { interval: days(1), times: 2, steps: [one, one] });
  const [first, second] = [email('welcome', { to: admins }), email('welcome', { to: everyone })];
  // @ts-expect-error "welcome" is the id of both, for neither says otherwise
  journey('j', { enroll: on('Signed Up'), steps: [first, second] });
  // @ts-expect-error the template is not known
  const misspelled = email('welcom', { to: admins });
  // So the misspelling is the one thing that is wrong, not an id of some other template.
  journey('j', { enroll: on('Signed Up'), steps: [first, misspelled] });
  experiment('x', { variants: { a: { weight: 1, steps: [first] }, b: { weight: 1, steps: [misspelled] } } });
  const renamed = email('welcome', { id: 'welcome-2', to: everyone });
  journey('j', { enroll: on('Signed Up'), steps: [first, renamed] });
});

test('a journey says who is enrolled and what happens', () => {
  // @ts-expect-error nothing happens
  journey('j', { enroll: on('Signed Up') });
  // @ts-expect-error no account is enrolled
  journey('j', { steps: [] });
  // @ts-expect-error a name is no trigger
  journey('j', { enroll: 'Signed Up', steps: [] });
  // @ts-expect-error there is no such option
  journey('j', { enroll: on('Signed Up'), goals: used('projects'), steps: [] });
  // @ts-expect-error there is no such rule
  journey('j', { enroll: on('Signed Up'), reenroll: 'always', steps: [] });
});

test('steps without a template read the same', () => {
  slack('tell', { channel: 'cs', text: 'hello' });
  webhook('crm', { endpoint: 'crm', data: { projects: count('Project Created') } });
  enroll('renewal');
  exit('done', { reason: 'reached the end' });
  // @ts-expect-error Slack needs a text
  slack('tell', { channel: 'cs' });
});

test('a catalog does not contradict itself', () => {
  const rest = { accountAttributes: {}, contactAttributes: {}, roles: [], templates: {}, policy } as const;
  const events = { 'Project Created': z.object({ size: z.int() }) };
  defineCatalog({ events, features: { projects: 'Project Created' }, ...rest });
  // @ts-expect-error no event of that name uses the feature
  defineCatalog({ events, features: { projects: 'Project Create' }, ...rest });
  const said = { nps: { event: 'Project Created', where: {}, score: 'size' } } as const;
  const health = <const Event extends string>(event: Event) =>
    ({
      version: '1',
      championRole: 'admin',
      events: {
        ...{ reviewAttended: [], trainingCompleted: [], responded: [], ticketCreated: [event], championLeft: [] },
        ...{ nps: said.nps, csat: said.nps },
      },
    }) as const;
  const all = { ...rest, roles: ['admin'], features: {} } as const;
  defineCatalog({ events, ...all, health: health('Project Created') });
  // @ts-expect-error the health score names an event that is not there
  defineCatalog({ events, ...all, health: health('Ticket Created') });
});

test('usage, logins and surveys are of events and fields of the catalog', () => {
  const { activeUsers, featureUse, latest, logins, mean, silence, soleFeature, users } = smallCatalog;
  const month = within(days(30));
  for (const word of [users, activeUsers, featureUse, latest, logins, silence]) expectTypeOf(word).not.toBeAny();
  expectTypeOf(count(on('Survey Responded').where({ survey: 'nps' }), month).rose()).toEqualTypeOf<Condition>();
  expectTypeOf(users('Project Created', month).is(1)).toEqualTypeOf<Condition>();
  expectTypeOf(featureUse(month).fellBelow(0.6)).toEqualTypeOf<Condition>();
  expectTypeOf(
    latest(on('Survey Responded').where({ survey: 'nps' }), 'score', month).atMost(6),
  ).toEqualTypeOf<Condition>();
  expectTypeOf(silence(days(14))).toEqualTypeOf<Condition>();
  expectTypeOf(soleFeature(days(30)).exists()).toEqualTypeOf<Condition>();
  // @ts-expect-error the catalog has no event of that name
  users('Project Create', month);
  // @ts-expect-error the survey is none of these
  count(on('Survey Responded').where({ survey: 'ces' }), month);
  // @ts-expect-error the event has no field of that name
  latest(on('Survey Responded'), 'scor', month);
  // @ts-expect-error a survey is no number
  mean(on('Survey Responded'), 'survey', month);
  // @ts-expect-error a reading is of a window
  latest(on('Survey Responded'), 'score');
  // @ts-expect-error what anybody ever did says nothing of now
  activeUsers();
  // @ts-expect-error the number of weeks is missing
  logins().consecutiveDrops({ by: 0.4 });
  // @ts-expect-error a baseline has a minimum
  logins().sustainedBelowBaseline({ weeks: 3, share: 0.6, baselineWeeks: 4 });
});

test('goals are those of the catalog, and their dates are attributes', () => {
  const { goal, seats } = smallCatalog;
  expectTypeOf(goal('launch').overdue()).toEqualTypeOf<Condition>();
  expectTypeOf(seats().atLeast(0.8)).toEqualTypeOf<Condition>();
  before('launchGoalAt', days(7), email('welcome', { to: admins }));
  attribute('launchReachedAt').exists();
  attribute('plan').unchangedFor(days(60));
  // @ts-expect-error the catalog has no goal of that name
  goal('lunch');
  // @ts-expect-error that is when it was reached, and no date to count back from
  before('launchReachedAt', days(7), email('welcome', { to: admins }));
  const rest = {
    accountAttributes: {},
    contactAttributes: {},
    roles: [],
    templates: {},
    policy,
    features: {},
  } as const;
  const events = { 'Project Created': z.object({}) };
  defineCatalog({ events, ...rest, login: 'Project Created', goals: { launch: { reachedBy: 'Project Created' } } });
  // @ts-expect-error no event of that name reaches the goal
  defineCatalog({ events, ...rest, goals: { launch: { reachedBy: 'Project Create' } } });
  // @ts-expect-error no event of that name is a login
  defineCatalog({ events, ...rest, login: 'Signed In' });
  // @ts-expect-error a seat that is given may be taken away
  defineCatalog({ events, ...rest, seats: { assigned: 'Project Created' } });
});

test('a journey may hold what others send, but not what must be said', () => {
  journey('j', { enroll: on('Signed Up'), holds: ['marketing'], excludes: ['survey'], steps: [] });
  // @ts-expect-error nothing holds a transactional message
  journey('j', { enroll: on('Signed Up'), holds: ['transactional'], steps: [] });
});

test('a promise names steps of its own journey', () => {
  const enroll = on('Signed Up');
  const steps = [email('welcome', { to: admins })] as const;
  const gone = on('subscription.canceled');
  journey('j', { enroll, promises: [never(touch('welcome')).after(gone)], steps });
  journey('j', { enroll, promises: [atMost(3, touches('email')).within(days(7))], steps });
  // @ts-expect-error no step has that id
  journey('j', { enroll, promises: [never(touch('welcom')).after(gone)], steps });
  // @ts-expect-error no step has that id
  journey('j', { enroll, promises: [always(gone).leadsTo(task('call')).unless(enroll)], steps });
  // @ts-expect-error there is no such channel
  touches('letter');
});
