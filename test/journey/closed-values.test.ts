import { expect, test } from 'vitest';
import { accountStatuses } from '../../engine/account/account-status.ts';
import type { CatalogData } from '../../engine/definition/catalog.ts';
import type { Condition } from '../../engine/definition/condition.ts';
import type { JourneyDefinition } from '../../engine/definition/journey-definition.ts';
import { checkJourneys } from '../../engine/journey/check-journeys.ts';
import type { Scalar } from '../../engine/kernel/scalar.ts';
import { catalog as shipped } from '../../journeys/catalog.ts';
import { email, escalate, event, journeyOf, catalog as plain, prompt, templates } from './plain-journey.ts';

const catalog: CatalogData = {
  ...plain,
  events: {
    ...plain.events,
    Rated: { fields: { survey: 'string', score: 'number' }, bounds: { survey: { oneOf: ['nps', 'csat'] } } },
    Answered: { fields: { survey: 'string' } },
  },
  accountAttributes: {
    ...plain.accountAttributes,
    name: 'string',
    locale: 'string',
    status: 'string',
    sponsored: 'boolean',
  },
  accountBounds: { touchModel: { oneOf: ['high', 'low', 'digital'] }, status: { oneOf: [...accountStatuses] } },
};

const told = (more: Partial<JourneyDefinition>, when?: Condition, data = {}): string[] =>
  checkJourneys({
    journeys: [journeyOf([email('hello', { ...(when && { when }), data })], more)],
    catalog,
    templates,
  })
    .filter(({ code }) => code === 'unknown-value')
    .map(({ message }) => message);

const rated = (value: string) => ({
  ...event('Rated'),
  where: [{ field: 'survey', comparison: 'is' as const, value }],
});
const touchModel = (comparison: 'is' | 'isNot' | 'in', value: string | string[]): Condition => ({
  kind: 'attribute',
  name: 'touchModel',
  comparison,
  value,
});
const attribute = (name: string, comparison: 'is' | 'isNot' | 'in' | 'below', value: Scalar | Scalar[]) =>
  ({ kind: 'attribute', name, comparison, value }) as Condition;
const task = (reason: string) => ({
  ...event('task.resolved'),
  where: [{ field: 'reason', comparison: 'is' as const, value: reason }],
});
const within = { kind: 'within', days: 30 } as const;
const ofTrigger: Condition = { kind: 'trigger', field: 'survey', comparison: 'is', value: 'npss' };

test.each<[string, string[], RegExp]>([
  [
    'an attribute',
    told({}, touchModel('is', 'hihg')),
    /^Value "hihg" in "when" of step "hello" .* Did you mean "high"\?$/,
  ],
  ['in its case', told({}, touchModel('isNot', 'Low')), /Did you mean "low"\?$/],
  ['one of several', told({}, touchModel('in', ['low', 'enterprise'])), /"enterprise".*Known are/],
  ['inside others', told({}, { kind: 'not', of: { kind: 'all', of: [touchModel('is', 'x')] } }), /Value "x"/],
  ['in the audience', told({ audience: touchModel('is', 'x') }), /in "audience" of journey "welcome-series"/],
  [
    'of the trigger',
    told({ enroll: event('Rated') }, ofTrigger),
    /not a value of field "survey" of the enrolling event/,
  ],
  [
    'in what enrolls',
    told({ enroll: rated('nsp') }),
    /in "enroll".* field "survey" of "Rated"\. Did you mean "nps"\?$/,
  ],
  ['in what exits', told({ exit: [rated('ces')] }), /in "exit"/],
  [
    'in what is counted',
    told(
      {},
      {
        kind: 'amount',
        quantity: { of: 'events', events: [rated('cast')] },
        window: within,
        comparison: 'is',
        value: 1,
      },
    ),
    /Did you mean "csat"\?$/,
  ],
  [
    'in what is read',
    told(
      {},
      {
        kind: 'reading',
        take: 'latest',
        event: rated('x'),
        field: 'score',
        window: within,
        comparison: 'is',
        value: 1,
      },
    ),
    /Value "x"/,
  ],
  [
    'in a table',
    told({}, undefined, { price: { kind: 'byAttribute', name: 'touchModel', table: { hgih: 1, low: 2 } } }),
    /"hgih"/,
  ],
  [
    'a number in quotes',
    told({}, attribute('arr', 'is', '1000')),
    /^Value "1000" .* is a number\. Write it without quotes: 1000\.$/,
  ],
  ['a number in words', told({}, attribute('arr', 'below', 'much')), /Give a number\.$/],
  [
    'a text without quotes',
    told({}, attribute('name', 'in', ['Acme', 7])),
    /^Value 7 .* is a string\. Write it in quotes: "7"\.$/,
  ],
  [
    'a truth in quotes',
    told({ audience: attribute('sponsored', 'is', 'true') }),
    /is a boolean\. Give true or false\.$/,
  ],
  [
    'a number of an event in quotes',
    told({ exit: [{ ...event('Rated'), where: [{ field: 'score', comparison: 'is', value: '9' }] }] }),
    /Value "9" .*field "score" of "Rated", which is a number/,
  ],
  ['a status by what it means', told({}, attribute('status', 'is', 'lapsed')), /Did you mean "canceled"\?$/],
  ['a town for a time zone', told({}, attribute('timezone', 'is', 'Berlin')), /Give an IANA name/],
  ['a language by its name', told({}, attribute('locale', 'isNot', 'german')), /Did you mean "de"\?$/],
])('a value that is none is told: %s', (_, messages, expected) => {
  expect(messages).toEqual([expect.stringMatching(expected)]);
});

test('the case of a branch is quoted once', () => {
  const branch = {
    kind: 'branch',
    id: 'size',
    cases: [{ name: 'then', condition: touchModel('is', 'hihg'), steps: [email('hello')] }],
    otherwise: [],
  } as const;
  expect(told({ steps: [branch] })[0]).toMatch(/^Value "hihg" in case "then" of step "size" /);
});

test('nothing is told of known values, of fields that take any text, and of what compares with no value', () => {
  expect(told({ exit: [rated('nps')] }, touchModel('in', ['low', 'high']))).toEqual([]);
  expect(told({ enroll: { ...rated('nps'), alternatives: [event('Answered')] } }, ofTrigger)).toEqual([]);
  expect(told({}, { kind: 'attribute', name: 'timezone', comparison: 'is', value: 'Asia/Tokyo' })).toEqual([]);
  expect(told({}, attribute('name', 'isNot', 'anything'))).toEqual([]);
  expect(told({}, attribute('locale', 'in', ['de', 'pt-BR']))).toEqual([]);
  expect(told({}, attribute('arr', 'is', 1000))).toEqual([]);
  expect(told({}, attribute('sponsored', 'isNot', false))).toEqual([]);
  expect(told({}, undefined, { price: { kind: 'byAttribute', name: 'arr', table: { 1000: 'a' } } })).toEqual([]);
  expect(told({ exit: [task('resolve')] })).toEqual([]);
  expect(told({ exit: [{ ...event('Rated'), where: [{ field: 'score', comparison: 'is', value: 9 }] }] })).toEqual([]);
  expect(told({}, { kind: 'attribute', name: 'touchModel', comparison: 'exists', value: null })).toEqual([]);
});

test.each([
  [
    'a task',
    task('helo-call'),
    /^Value "helo-call" in "exit" .* is no task of any journey\. Did you mean "hello-call"\?$/,
  ],
  [
    'a prompt',
    { ...event('prompt.clicked'), where: [{ field: 'prompt', comparison: 'is' as const, value: 'tuor' }] },
    /^Value "tuor" .* is no template of a prompt\. Did you mean "tour"\?$/,
  ],
])('an event about %s that no journey has is warned of', (_, about, expected) => {
  const journeys = [journeyOf([email('hello'), escalate('hello-call'), prompt('guide')], { exit: [about] })];
  const own = {
    'task.resolved': { fields: { reason: 'string' } },
    'prompt.clicked': { fields: { prompt: 'string' } },
  } as const;
  const found = (value?: string) =>
    checkJourneys({
      journeys:
        value === undefined
          ? journeys
          : journeys.map(each => ({
              ...each,
              exit: [{ ...about, where: about.where.map(test => ({ ...test, value })) }],
            })),
      catalog: { ...catalog, events: { ...catalog.events, ...own } },
      templates,
    }).filter(({ code }) => code === 'unknown-name-in-event');
  expect(found()).toMatchObject([{ severity: 'warning', message: expect.stringMatching(expected) }]);
  expect(found(about.event === 'task.resolved' ? 'hello-call' : 'tour')).toEqual([]);
});

test('an update writes only values that the catalog lists', () => {
  expect(() => shipped.update('mark', { touchModel: 'Low' as 'low' })).toThrow(
    /unknown value of touchModel "Low"\. Did you mean "low"\?/,
  );
  expect(shipped.update('mark', { touchModel: 'low' }).attributes).toEqual({ touchModel: 'low' });
});
