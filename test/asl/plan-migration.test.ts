import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Enrollment } from '../../engine/account/enrollment.ts';
import { compileJourney } from '../../engine/asl/compile-journey.ts';
import { planMigration } from '../../engine/asl/plan-migration.ts';
import { replay } from '../../engine/asl/replay.ts';
import { awaitsOf } from '../../engine/definition/enrollment-plan.ts';
import type { JourneyDefinition } from '../../engine/definition/journey-definition.ts';
import type { Step } from '../../engine/definition/step.ts';
import { type Instant, instant } from '../../engine/kernel/instant.ts';
import { firstUntil } from '../../engine/routing/enroll-decision.ts';
import type { AnyCall } from '../../engine/steps/step-frame.ts';
import { stepKey } from '../../engine/steps/step-frame.ts';
import { arbitraryJourney, arbitraryTemplates } from '../journey/arbitrary-journey.ts';
import { aSnapshot } from '../support/routed.ts';
import { anActiveEnrollment, someProfile } from '../support/touch.ts';

const began: Instant = '2026-03-02T10:00:00.000Z';
const snapshot = aSnapshot({ profile: someProfile({ name: 'Acme', renewalAt: '2026-06-01' }) });

const versionOf = (definition: JourneyDefinition) => ({
  definition,
  machine: compileJourney(definition, arbitraryTemplates),
});

/** An enrollment that went through the journey, taking arms as `choices` say, up to its `waits`th wait; nothing if it ended. */
const parkedIn = (
  definition: JourneyDefinition,
  waits: number,
  choices: readonly number[],
): { enrollment: Enrollment; now: Instant } | undefined => {
  const { machine } = versionOf(definition);
  const states = Object.values(machine.States).flatMap(state =>
    state.Type === 'Task' && 'Payload' in state.Arguments ? [state.Arguments.Payload as unknown as AnyCall] : [],
  );
  let now = began;
  let turns = 0;
  let seen = 0;
  let enrollment = anActiveEnrollment({
    journey: definition.id,
    version: definition.hash,
    anchoredAt: began,
    startedAt: began,
    awaits: awaitsOf(definition),
  });
  for (;;) {
    const until = firstUntil(definition, enrollment, snapshot, began);
    const end = replay(machine, { enrollment, snapshot, now, until });
    if (end.at === 'end') return undefined;
    if (end.at === 'step') {
      const call = states.find(each => each.step.id === end.step && enrollment.steps[stepKey(each)] === undefined);
      if (!call) throw new Error(`No turn of ${end.step} is left.`);
      const arms = typeof call.next.kind === 'string' ? [] : Object.keys(call.next);
      const arm = arms[(choices[turns++ % choices.length] ?? 0) % arms.length];
      const key = stepKey(call);
      enrollment = {
        ...enrollment,
        steps: { ...enrollment.steps, [key]: now },
        ...(arm !== undefined && { took: { ...enrollment.took, [key]: arm } }),
      };
      continue;
    }
    const { wait } = end;
    if (seen++ === waits || wait.listens.length > 0) {
      const latest = Object.values(enrollment.steps).sort().at(-1) ?? began;
      const parked = { ...wait, resumeToken: 't', until: end.until || '2026-03-02T10:00:00Z', anchoredAt: latest };
      return { enrollment: { ...enrollment, wait: parked }, now };
    }
    now = instant(end.until);
  }
};

const aCase = fc.record({
  definition: arbitraryJourney(),
  waits: fc.nat(5),
  choices: fc.array(fc.nat(3), { minLength: 1, maxLength: 5 }),
});

const forAnyParked = (
  holds: (parked: { definition: JourneyDefinition; enrollment: Enrollment; now: Instant }) => void,
) =>
  fc.assert(
    fc.property(aCase, ({ definition, waits, choices }) => {
      const parked = parkedIn(definition, waits, choices);
      if (parked) holds({ definition, ...parked });
    }),
    { numRuns: 150 },
  );

const anEmail = (id: string): Step => ({ kind: 'email', id, template: 'welcome', to: { roles: ['admin'] }, data: {} });

describe('a plan to migrate', () => {
  it('moves everybody into a version that says the same in other words, in the wait that they are in', () => {
    forAnyParked(({ definition, enrollment, now }) => {
      const plan = planMigration(versionOf({ ...definition, hash: 'v2' }), enrollment, snapshot, now);
      expect(plan).toEqual({ move: { step: enrollment.wait?.step, until: enrollment.wait?.until } });
    });
  });

  it('moves nobody to whom the new version would have to do something first', () => {
    forAnyParked(({ definition, enrollment, now }) => {
      const steps = [anEmail('brand-new'), ...definition.steps];
      const plan = planMigration(versionOf({ ...definition, steps, hash: 'v2' }), enrollment, snapshot, now);
      expect(plan).toEqual({ stay: expect.any(String) });
    });
  });

  it('lets nobody be touched on the way, and brings everybody it moves to a wait of the same step', () => {
    fc.assert(
      fc.property(aCase, arbitraryJourney(), ({ definition, waits, choices }, other) => {
        const parked = parkedIn(definition, waits, choices);
        if (!parked) return;
        const version = versionOf({ ...other, hash: 'v2' });
        const plan = planMigration(version, parked.enrollment, snapshot, parked.now);
        if (!('move' in plan)) return;
        const until = firstUntil(other, parked.enrollment, snapshot, parked.now);
        const end = replay(version.machine, { ...parked, snapshot, until });
        const step = end.at === 'wait' ? end.wait.step : end.at === 'step' ? end.step : undefined;
        expect(step).toBe(parked.enrollment.wait?.step);
      }),
      { numRuns: 150 },
    );
  });

  it('leaves alone who is over, in a step, or in the version already', () => {
    forAnyParked(({ definition, enrollment, now }) => {
      const of = (each: Enrollment) => planMigration(versionOf({ ...definition, hash: 'v2' }), each, snapshot, now);
      const { wait: _, ...walking } = enrollment;
      expect(of({ ...enrollment, exitReason: 'stopped' })).toEqual({ stay: 'it is over' });
      expect(of(walking)).toEqual({ stay: 'it is in a step at this moment' });
      expect(of({ ...enrollment, version: 'v2' })).toEqual({ stay: 'it is in this version already' });
    });
  });
});
