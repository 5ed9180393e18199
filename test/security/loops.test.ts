import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Enrollment } from '../../engine/account/enrollment.ts';
import type { JourneyDefinition, Reenroll } from '../../engine/definition/journey-definition.ts';
import { plusSeconds } from '../../engine/kernel/instant.ts';
import { decideEnrollment } from '../../engine/routing/enroll-decision.ts';
import { aJourney, anEvent, on } from '../support/journeys.ts';
import { aSnapshot } from '../support/routed.ts';
import { now } from '../support/touch.ts';

// That journeys enroll each other in a circle is an error of `daymark check`: enroll-cycle, in test/journey/diagnostics.test.ts.

/** A journey that ends at once, told of the same kind of event again and again: how often does it begin within a day? */
const beginnings = (
  journey: JourneyDefinition,
  event: (index: number) => Parameters<typeof decideEnrollment>[1],
  times = 50,
): number => {
  let enrollments: Enrollment[] = [];
  for (let index = 0; index < times; index++) {
    const at = plusSeconds(now, index * 60);
    const decided = decideEnrollment(journey, { ...event(index), occurredAt: at }, aSnapshot({ enrollments }), at);
    if (decided && 'enroll' in decided)
      enrollments = [...enrollments, { ...decided.enroll, status: 'completed', endedAt: plusSeconds(at, 1) }];
  }
  return enrollments.length;
};

const every: Reenroll[] = [
  { kind: 'never' },
  { kind: 'afterEnd' },
  { kind: 'keyed', field: 'invoice' },
  { kind: 'after', duration: { unit: 'hours', amount: 1 } },
];

describe('a journey that what it does begins again', () => {
  test('by a click on its own mail begins three times a day at most', () => {
    const journey = aJourney({ enroll: on('mail.clicked'), reenroll: { kind: 'afterEnd' }, exit: [] });
    const click = (index: number) => anEvent('mail.clicked', { source: 'ses', id: `ses:d${index}:mail.clicked` });
    expect(beginnings(journey, click)).toBe(3);
  });

  test('by another journey that enrolls it, or by a prompt of its own, no more often, whatever it says of reentry', () => {
    const own = fc.constantFrom(
      ['daymark', 'daymark.enroll'],
      ['prompt', 'prompt.clicked'],
      ['daymark', 'task.resolved'],
    );
    fc.assert(
      fc.property(own, fc.constantFrom(...every), ([source = '', name = ''], reenroll) => {
        const journey = aJourney({ enroll: on(name), reenroll, exit: [] });
        const event = (index: number) =>
          anEvent(name, { source: source as 'daymark', id: `${source}:${index}`, fields: { journey: journey.id } });
        expect(beginnings(journey, event)).toBeLessThanOrEqual(3);
      }),
    );
  });

  test('by what a customer does begins each time that it may', () => {
    const journey = aJourney({ enroll: on('Report Shared'), reenroll: { kind: 'afterEnd' }, exit: [] });
    expect(beginnings(journey, () => anEvent('Report Shared'))).toBe(50);
  });
});
