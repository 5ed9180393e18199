import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Enrollment, enrollmentId } from '../../engine/account/enrollment.ts';
import { plusSeconds } from '../../engine/kernel/instant.ts';
import { decideEnrollment } from '../../engine/routing/enroll-decision.ts';
import { retireEnded } from '../../engine/routing/retire-ended.ts';
import { aTask } from '../conformance/records.ts';
import { aJourney, anEvent, on } from '../support/journeys.ts';
import { aSnapshot } from '../support/routed.ts';
import { anActiveEnrollment, now } from '../support/touch.ts';

const day = 86_400;

/** Ended `daysAgo`, having begun a day before. */
const ended = (journey: string, key: string, daysAgo: number) =>
  anActiveEnrollment({
    id: enrollmentId(journey, 'acme', key),
    journey,
    key,
    status: 'completed',
    anchoredAt: plusSeconds(now, -(daysAgo + 1) * day),
    startedAt: plusSeconds(now, -(daysAgo + 1) * day),
    endedAt: plusSeconds(now, -daysAgo * day),
  });

const many = (count: number, daysAgo: number, journey = 'onboarding') =>
  Array.from({ length: count }, (_, n) => ended(journey, `p${n}`, daysAgo + n));

const retired = (enrollments: Enrollment[], tasks: ReturnType<typeof aTask>[] = []) =>
  retireEnded(aSnapshot({ enrollments, tasks }), now).map(change => change.kind === 'retire' && change.enrollment.key);

describe('enrollments that ended', () => {
  it('stay for 30 days, and while they are few', () => {
    expect(retired(many(300, 0)).length).toBe(300 - 31);
    expect(retired(many(49, 31))).toEqual([]);
    expect(retired(many(400, 31).map(({ endedAt: _, ...each }) => ({ ...each, status: 'active' })))).toEqual([]);
  });

  it('stay where they are the last of their journey, or have a task that is open', () => {
    const [last, second] = many(100, 40) as [ReturnType<typeof ended>, ReturnType<typeof ended>];
    const keys = retired(many(100, 40), [aTask('acme', 't1', { enrollment: second.id })]);

    expect(keys).toHaveLength(98);
    expect(keys).not.toContain(last.key);
    expect(keys).not.toContain(second.key);
  });

  it('go 500 at a time', () => {
    expect(retired(many(5_000, 31))).toHaveLength(500);
  });

  const reenrolls = [
    { kind: 'never' },
    { kind: 'term' },
    { kind: 'keyed', field: 'project' },
    { kind: 'afterEnd' },
    { kind: 'after', duration: { unit: 'days', amount: 45 } },
  ] as const;

  it('decide the same about the next one, whether they were retired or not', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...reenrolls),
        fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 55, maxLength: 80 }),
        fc.nat(90),
        fc.nat(120),
        (reenroll, ages, project, daysLate) => {
          const journey = aJourney({ reenroll, enroll: on('Project Created') });
          const event = anEvent('Project Created', {
            fields: { project: `p${project}` },
            occurredAt: plusSeconds(now, -daysLate * day),
          });
          const enrollments = ages.map((age, n) => ended('onboarding', `p${n}`, age));
          const gone = new Set(
            retireEnded(aSnapshot({ enrollments }), now).map(each => each.kind === 'retire' && each.enrollment.id),
          );
          const whole = decideEnrollment(journey, event, aSnapshot({ enrollments }), now);
          const rest = aSnapshot({ enrollments: enrollments.filter(({ id }) => !gone.has(id)) });
          const first = decideEnrollment(journey, event, rest, now);
          // The commit is refused where the name is among those that are retired, and it is decided again.
          const refused = first && 'enroll' in first && gone.has(first.enroll.id);
          const after = refused
            ? decideEnrollment(journey, event, rest, now, { enrolledBefore: new Set([first.enroll.id]) })
            : first;
          expect(after).toEqual(whole);
        },
      ),
    );
  });
});
