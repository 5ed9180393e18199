import { expect, test } from 'vitest';
import type { CatalogData } from '../../engine/definition/catalog.ts';
import type { Condition } from '../../engine/definition/condition.ts';
import type { JourneyDefinition } from '../../engine/definition/journey-definition.ts';
import { checkJourneys } from '../../engine/journey/check-journeys.ts';
import { catalog as shipped } from '../../journeys/catalog.ts';
import { email, event, journeyOf, catalog as plain, templates } from './plain-journey.ts';

const catalog: CatalogData = {
  ...plain,
  events: {
    ...plain.events,
    Rated: { fields: { survey: 'string', score: 'number' }, bounds: { survey: { oneOf: ['nps', 'csat'] } } },
    Answered: { fields: { survey: 'string' } },
  },
  accountBounds: { touchModel: { oneOf: ['high', 'low', 'digital'] } },
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
  expect(told({}, { kind: 'attribute', name: 'timezone', comparison: 'is', value: 'anything' })).toEqual([]);
  expect(told({}, { kind: 'attribute', name: 'touchModel', comparison: 'exists', value: null })).toEqual([]);
});

test('an update writes only values that the catalog lists', () => {
  expect(() => shipped.update('mark', { touchModel: 'Low' as 'low' })).toThrow(
    /unknown value of touchModel "Low"\. Did you mean "low"\?/,
  );
  expect(shipped.update('mark', { touchModel: 'low' }).attributes).toEqual({ touchModel: 'low' });
});
