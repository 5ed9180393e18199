import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { messageClasses } from '../../engine/definition/policy.ts';
import { closedJourneys, isPaused } from '../../engine/sending/kill-switches.ts';

const messageClass = fc.constantFrom(...messageClasses);
const journey = fc.constantFrom('onboarding', 'renewal', 'trial');
const switches = fc.record({
  everything: fc.boolean(),
  classes: fc.uniqueArray(messageClass).map(each => new Set(each)),
  journeys: fc.uniqueArray(journey).map(each => new Set(each)),
  closed: fc.uniqueArray(journey).map(each => new Set(each)),
});

describe('a kill switch', () => {
  it('lets only transactional touches go while nobody knows how it stands', () => {
    expect(messageClasses.filter(each => !isPaused('unknown', each, 'onboarding'))).toEqual(['transactional']);
  });

  it('holds what it names, and nothing else', () => {
    fc.assert(
      fc.property(switches, messageClass, journey, (known, ofClass, inJourney) => {
        const named = known.everything || known.classes.has(ofClass) || known.journeys.has(inJourney);
        expect(isPaused(known, ofClass, inJourney)).toBe(named);
      }),
    );
  });

  it('that is added never lets a touch go that was held', () => {
    fc.assert(
      fc.property(switches, messageClass, journey, journey, (known, ofClass, inJourney, added) => {
        const more = { ...known, journeys: new Set([...known.journeys, added]) };
        if (isPaused(known, ofClass, inJourney)) expect(isPaused(more, ofClass, inJourney)).toBe(true);
      }),
    );
  });

  it('closes the journeys that it names, and none while nobody knows how it stands', () => {
    const closed = new Set(['trial']);
    const known = { everything: false, classes: new Set<never>(), journeys: new Set(['onboarding']), closed };
    expect(closedJourneys(known)).toEqual(closed);
    expect(closedJourneys('unknown')).toEqual(new Set());
  });

  it('of a journey holds nothing that is of no journey', () => {
    const known = {
      everything: false,
      classes: new Set<never>(),
      journeys: new Set(['trial']),
      closed: new Set<never>(),
    };
    expect(isPaused(known, 'lifecycle')).toBe(false);
  });
});
