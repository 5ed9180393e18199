import { describe, expect, test, vi } from 'vitest';
import { compileJourney } from '../../engine/asl/compile-journey.ts';
import { stepCall } from '../../engine/definition/call-schema.ts';
import { stepsIn } from '../../engine/definition/enrollment-plan.ts';
import { checkJourneys } from '../../engine/journey/check-journeys.ts';
import { explainJourney } from '../../engine/journey/explain/explain-journey.ts';
import { drawMermaid } from '../../engine/journey/graph/mermaid.ts';
import { catalog, email, journeyOf, templates } from '../journey/plain-journey.ts';
import { smallCatalog } from '../journey/small-catalog.ts';
import { asStep, type GiftStep } from './gift/step.ts';

// The lines that `npm run kinds` writes for its folder, which is `gift/`.
vi.mock('../../engine/steps/kinds.ts', async original => ({
  ...(await original<object>()),
  gift: (await import('./gift/kind.ts')).giftKind,
}));
vi.mock('../../engine/steps/outlines.ts', async original => ({
  ...(await original<object>()),
  gift: (await import('./gift/outline.ts')).giftOutline,
}));

const words = smallCatalog as unknown as {
  gift(id: string, options: Pick<GiftStep, 'gift' | 'then'>): GiftStep;
};
const journey = (gift = 'a mug') =>
  journeyOf([asStep(words.gift('thanks', { gift, then: [email('on-its-way')] })), email('later')]);
const problems = (gift?: string) => checkJourneys({ journeys: [journey(gift)], templates, catalog });

describe('a kind of step that is a folder', () => {
  test('is a word of every catalog, and plain data', () => {
    expect(journey().steps[0]).toMatchObject({ kind: 'gift', id: 'thanks', gift: 'a mug' });
    expect(Object.isFrozen(journey().steps[0])).toBe(true);
  });

  test('is checked by its own rule, and what is inside of it by all others', () => {
    expect(problems().map(({ code }) => code)).toEqual([]);
    expect(problems('')).toMatchObject([{ code: 'empty-parcel', severity: 'error', step: 'thanks' }]);
    const twice = journeyOf([asStep(words.gift('thanks', { gift: 'a mug', then: [email('thanks')] }))]);
    const [found] = checkJourneys({ journeys: [twice], templates, catalog });
    expect(found).toMatchObject({ code: 'duplicate-step-id', step: 'thanks' });
  });

  test('is told and drawn', () => {
    expect(explainJourney(journey())).toContain('the account gets a mug');
    expect(explainJourney(journey())).toContain('Once it is on its way:');
    expect(drawMermaid(journey())).toContain('GIFT');
  });

  test('compiles to its own call, which its function takes, and to the steps inside of it', () => {
    const { States } = compileJourney(journey(), templates);
    expect(Object.keys(States)).toEqual(expect.arrayContaining(['thanks', 'on-its-way', 'later']));
    expect(States.thanks).toMatchObject({ Arguments: { FunctionName: '${TakeStep}' }, Next: 'on-its-way' });
    expect(stepCall.safeParse(callOf({ kind: 'gift', id: 'thanks' })).success).toBe(true);
    expect(stepCall.safeParse(callOf({ kind: 'parcel', id: 'thanks' })).success).toBe(false);
  });

  test('is counted where journeys are read at run time', () => {
    expect(stepsIn(journey().steps).map(({ id }) => id)).toEqual(['thanks', 'on-its-way', 'later']);
  });
});

const callOf = (step: { kind: string; id: string }) => ({
  account: 'a',
  enrollment: 'e',
  generation: 1,
  anchoredAt: '2026-03-01T10:00:00.000Z',
  waited: '',
  journey: { id: 'welcome-series', version: 'test', title: 'Welcome series' },
  order: 1,
  iteration: 1,
  policy: { businessCalendar: {} },
  step,
  next: { kind: 'end' },
});
