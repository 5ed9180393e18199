import { describe, expect, test } from 'vitest';
import type { Change } from '../../engine/account/change.ts';
import type { Enrollment } from '../../engine/account/enrollment.ts';
import type { Condition } from '../../engine/definition/condition.ts';
import type { BranchCall, CallOf, StepCall } from '../../engine/definition/step-call.ts';
import { assignTurn } from '../../engine/steps/assign/turn.ts';
import { branchTurn } from '../../engine/steps/branch/turn.ts';
import { enrollTurn } from '../../engine/steps/enroll/turn.ts';
import { exitTurn } from '../../engine/steps/exit/turn.ts';
import { experimentTurn } from '../../engine/steps/experiment/turn.ts';
import { machineTurns } from '../../engine/steps/machine-turns.ts';
import { moveGoalTurn } from '../../engine/steps/move-goal/turn.ts';
import { TouchHeld } from '../../engine/steps/step-errors.ts';
import { decideStep, decideTurn, type StepTurn } from '../../engine/steps/step-turn.ts';
import { branchTurns, stepTurns, taskTurns } from '../../engine/steps/turns.ts';
import { updateTurn } from '../../engine/steps/update/turn.ts';
import { aPrompt } from '../conformance/records.ts';
import { aSnapshot } from '../support/routed.ts';
import { aTask } from '../support/tasks.ts';
import { anActiveEnrollment, aTouch, now, someProfile } from '../support/touch.ts';

const { step: _, template: _t, class: _c, cause: _u, ...frame } = aTouch({ next: { kind: 'go' } });
const before = '2026-03-09T09:00:00.000Z';
const onDay = { kind: 'park', wake: { kind: 'day', day: 20, sendAt: '09:00' } } as const;
const day20 = '2026-03-21T09:00:00Z';

const seenBy = (enrollment?: Partial<Enrollment>, attributes: Record<string, string> = {}) => ({
  snapshot: aSnapshot({
    profile: someProfile(attributes),
    enrollments: enrollment === undefined ? [] : [anActiveEnrollment(enrollment)],
  }),
  now,
});
const advance = (step: string, more: object = {}) => ({
  kind: 'advance',
  enrollment: 'onboarding-1',
  step,
  at: now,
  ...more,
});
const kindsOf = (decided: object) =>
  'changes' in decided ? (decided.changes as Change[]).map(({ kind }) => kind) : [];
const answer = (took: string, more: object = {}) => ({ until: '', at: now, took, ...more });
const linesIn = (decided: object) =>
  'changes' in decided
    ? (decided.changes as Change[]).flatMap(each => (each.kind === 'line' ? [each.line.entry] : []))
    : [];

const update = (more: Partial<StepCall> = {}): CallOf<StepCall, 'update'> => ({
  ...frame,
  ...more,
  step: { kind: 'update', id: 'mark', attributes: { stage: 'activated' } },
});

const experiment = (weights: [number, number], holdout = 0): CallOf<BranchCall, 'experiment'> => ({
  ...frame,
  at: before,
  step: {
    kind: 'experiment',
    id: 'tone',
    holdout,
    variants: [
      { name: 'short', weight: weights[0], steps: [] },
      { name: 'long', weight: weights[1], steps: [] },
    ],
  },
  next: { short: { kind: 'go' }, long: { kind: 'go' }, holdout: { kind: 'go' }, '(skipped)': { kind: 'go' } },
});

describe('an account that is held out', () => {
  const heldOut = seenBy({ heldOut: 'journey' });

  test('passes a step that acts as if it had been done, and nothing is done', () => {
    expect(decideTurn(updateTurn, update(), heldOut)).toEqual({ changes: [advance('mark')], answer: answer('') });
  });

  test('takes the branches that the others would', () => {
    expect(linesIn(decideTurn(experimentTurn, experiment([1, 0]), heldOut))).toMatchObject([{ took: 'short' }]);
  });

  test('is kept from all that is not only a way through the journey', () => {
    const turns = { ...stepTurns, ...branchTurns, ...taskTurns };
    const ways = Object.entries(turns).flatMap(([kind, turn]) => ('acts' in turn ? [] : [kind]));
    expect(ways.sort()).toEqual(['branch', 'exit', 'experiment', 'handOver', 'plan', 'resolve']);
  });
});

describe('a step without arms', () => {
  const told = {
    id: 'daymark:onboarding-1.mark',
    source: 'daymark',
    account: 'acme',
    name: 'account.updated',
    occurredAt: now,
    receivedAt: now,
    fields: { stage: 'activated' },
  };

  test('does its part, and records that it did', () => {
    expect(decideTurn(updateTurn, update(), seenBy({}))).toEqual({
      before: [told],
      changes: [advance('mark')],
      answer: answer(''),
    });
  });

  test('says when what follows wakes up', () => {
    const decided = decideTurn(updateTurn, update({ next: onDay }), seenBy({}));
    expect(decided).toMatchObject({ answer: answer('', { until: day20 }) });
  });

  test('completes the enrollment as the last one, unless it exited meanwhile', () => {
    const decided = decideTurn(updateTurn, update({ next: { kind: 'end' } }), seenBy({}));
    expect(decided).toMatchObject({
      changes: [
        { kind: 'stillActive', enrollment: 'onboarding-1' },
        advance('mark', { ended: 'completed' }),
        { kind: 'line', line: { entry: { type: 'completed' } } },
      ],
    });
  });

  test('answers as before and writes nothing where it was done', () => {
    const done = seenBy({ steps: { mark: before } });
    expect(decideTurn(updateTurn, update(), done)).toEqual({ answer: answer('', { at: before }) });
  });

  test.each<[string, Partial<Enrollment> | undefined]>([
    ['gone', undefined],
    ['another one', { id: 'another' }],
  ])('only answers that it exited where the enrollment is %s', (_, enrollment) => {
    expect(decideTurn(updateTurn, update({ next: onDay }), seenBy(enrollment))).toEqual({
      answer: answer('exited', { until: '2026-03-10T09:00:00Z' }),
    });
  });

  test.each<[string, Partial<Enrollment>]>([
    ['over', { status: 'exited' }],
    ['about to exit', { exitReason: 'Paid' }],
  ])('does nothing where the enrollment is %s', (_, enrollment) => {
    expect(decideTurn(updateTurn, update(), seenBy(enrollment))).toEqual({ changes: [], answer: answer('exited') });
  });

  test('tells first what ended the wait before it, the breach of a task included', () => {
    const { snapshot } = seenBy({});
    const task = aTask({ enrollment: 'onboarding-1', reason: 'call', owner: 'maya', severity: 2 });
    const decided = decideTurn(updateTurn, update({ waited: 'call breached' }), {
      snapshot: { ...snapshot, tasks: [task] },
      now,
    });
    expect(linesIn(decided)).toEqual([
      { type: 'task', step: 'call', action: 'breached', reason: 'call', severity: 2, owner: 'maya' },
      { type: 'waited', step: 'call', for: 'breached' },
    ]);
    expect(kindsOf(decided)).toEqual(['line', 'line', 'advance']);
  });

  test('in a later round of a loop is another turn, with an event of its own', () => {
    const decided = decideTurn(updateTurn, update({ iteration: 2 }), seenBy({ steps: { mark: before } }));
    expect(decided).toMatchObject({
      before: [{ id: 'daymark:onboarding-1.mark (2)' }],
      changes: [advance('mark (2)')],
    });
  });
});

const isTeam: Condition = { kind: 'attribute', name: 'plan', comparison: 'is', value: 'team' };
const isBig: Condition = { kind: 'attribute', name: 'size', comparison: 'is', value: 'big' };

const branch = (more: Partial<CallOf<BranchCall, 'branch'>['step']> = {}): CallOf<BranchCall, 'branch'> => ({
  ...frame,
  at: before,
  step: {
    kind: 'branch',
    id: 'by-plan',
    cases: [
      { name: 'team', condition: isTeam, steps: [] },
      { name: 'big', condition: isBig, steps: [] },
    ],
    otherwise: [],
    ...more,
  },
  next: { team: { kind: 'go' }, big: onDay, otherwise: { kind: 'end' }, '(skipped)': { kind: 'go' } },
});

describe('a step with arms', () => {
  test.each<[string, Record<string, string>, string, object]>([
    ['the first case that holds', { plan: 'team', size: 'big' }, 'team', { until: '' }],
    ['the only case that holds', { size: 'big' }, 'big', { until: day20 }],
    ['otherwise the last one', {}, 'otherwise', { until: '' }],
  ])('takes %s, and remembers it with its record', (_, attributes, took, more) => {
    const decided = decideTurn(branchTurn, branch(), seenBy({ took: { earlier: 'yes' } }, attributes));
    expect(decided).toMatchObject({ answer: answer(took, more) });
    expect(linesIn(decided)[0]).toEqual({ type: 'branch', step: 'by-plan', took });
    expect(decided).toHaveProperty(
      'changes',
      expect.arrayContaining([
        expect.objectContaining(advance('by-plan', { took: { earlier: 'yes', 'by-plan': took } })),
      ]),
    );
  });

  test('takes the same arm again, whatever holds by now', () => {
    const enrollment = { steps: { 'by-plan': before }, took: { 'by-plan': 'big' } };
    expect(decideTurn(branchTurn, branch(), seenBy(enrollment, { plan: 'team' }))).toEqual({
      answer: answer('big', { at: before, until: day20 }),
    });
  });

  test('that was recorded without its arm chooses one now', () => {
    const decided = decideTurn(branchTurn, branch(), seenBy({ steps: { 'by-plan': before } }, { plan: 'team' }));
    expect(decided).toMatchObject({ answer: { took: 'team' } });
  });

  test('passes by where its own condition does not hold, and remembers that', () => {
    const decided = decideTurn(branchTurn, branch({ when: isTeam }), seenBy({}, { size: 'big' }));
    expect(decided).toEqual({
      changes: [advance('by-plan', { took: { 'by-plan': '(skipped)' } })],
      answer: answer('(skipped)'),
    });
  });

  test('answers with its last arm where the enrollment is over', () => {
    expect(decideTurn(branchTurn, branch(), seenBy({ status: 'exited' }, { plan: 'team' }))).toEqual({
      changes: [],
      answer: answer('otherwise'),
    });
  });

  test('that the machine knows no way on from fails, and names the arm', () => {
    const { team: _, ...next } = branch().next;
    expect(() => decideTurn(branchTurn, { ...branch(), next }, seenBy({}, { plan: 'team' }))).toThrow(
      'Step "by-plan" of journey "onboarding" took "team", but nothing follows it: compile the journey again.',
    );
  });
});

describe('an experiment', () => {
  test.each([
    ['short', experiment([1, 0])],
    ['long', experiment([0, 1])],
    ['holdout', experiment([0, 0], 1)],
  ])('with all of its weight on %s takes that, over or not', (took, call) => {
    const decided = decideTurn(experimentTurn, call, seenBy({}));
    expect(decided).toMatchObject({
      changes: [{ line: { entry: { took } } }, advance('tone', { took: { tone: took } })],
    });
    expect(decided).toMatchObject({ answer: { took } });
    expect(decideTurn(experimentTurn, call, seenBy({ status: 'completed' }))).toMatchObject({ answer: { took } });
  });

  test('passes by where its own condition does not hold', () => {
    const call = experiment([1, 1]);
    const decided = decideTurn(experimentTurn, { ...call, step: { ...call.step, when: isTeam } }, seenBy({}));
    expect(decided).toMatchObject({ answer: { took: '(skipped)' } });
  });
});

describe('an exit', () => {
  const call: CallOf<StepCall, 'exit'> = {
    ...frame,
    next: { kind: 'end' },
    waited: 'survey answered',
    step: { kind: 'exit', id: 'leave', reason: 'Answered' },
  };
  const shown = aPrompt('acme', 'p1', { enrollment: 'onboarding-1' });
  const prompts = [
    shown,
    aPrompt('acme', 'p2', { enrollment: 'another' }),
    aPrompt('acme', 'p3', { enrollment: 'onboarding-1', retiredAt: before }),
  ];

  test('asks for the prompts first', () => {
    expect(decideTurn(exitTurn, call, seenBy({}))).toEqual({ ask: 'prompts' });
  });

  test('ends the enrollment and its own prompts, and records no step', () => {
    const decided = decideTurn(exitTurn, call, { ...seenBy({}), prompts });
    expect(decided).toMatchObject({
      changes: [
        { kind: 'line', line: { entry: { type: 'waited', step: 'survey', for: 'answered' } } },
        { kind: 'exit', enrollment: 'onboarding-1', reason: 'Answered', at: now },
        { kind: 'line', line: { entry: { type: 'exited', reason: 'Answered' } } },
        { kind: 'prompt', prompt: { ...shown, retiredAt: now } },
      ],
      answer: answer('exited'),
    });
    expect(kindsOf(decided)).toEqual(['line', 'exit', 'line', 'prompt']);
  });

  test('says of an enrollment that is compared whether it had reached its goal', () => {
    const goal: Condition = { kind: 'attribute', name: 'plan', comparison: 'is', value: 'team' };
    const exitOf = (plan: string) => decideTurn(exitTurn, call, { ...seenBy({ goal }, { plan }), prompts: [] });
    expect(exitOf('team')).toMatchObject({
      changes: [
        {},
        { kind: 'exit', reached: true },
        { line: { entry: { type: 'exited', reason: 'Answered', goal: 'reached' } } },
      ],
    });
    expect(exitOf('free')).toMatchObject({
      changes: [{}, { reached: false }, { line: { entry: { goal: 'missed' } } }],
    });
  });

  test('of an enrollment that is over writes nothing', () => {
    expect(decideTurn(exitTurn, call, seenBy({ status: 'exited' }))).toEqual({ changes: [], answer: answer('exited') });
  });
});

describe('other steps', () => {
  test('that enroll in another journey tell so, once', () => {
    const call: CallOf<StepCall, 'enroll'> = { ...frame, step: { kind: 'enroll', id: 'go-on', journey: 'renewal' } };
    expect(decideTurn(enrollTurn, call, seenBy({}))).toMatchObject({
      before: [{ id: 'daymark:onboarding-1.go-on', name: 'daymark.enroll', fields: { journey: 'renewal' } }],
      changes: [advance('go-on')],
    });
    expect(decideTurn(enrollTurn, call, seenBy({ exitReason: 'Paid' }))).toEqual({
      changes: [],
      answer: answer('exited'),
    });
  });

  test('that only plan say when the next one wakes up', () => {
    const call: CallOf<StepCall, 'plan'> = { ...frame, next: onDay, step: { kind: 'plan', id: 'pause' } };
    expect(decideTurn(machineTurns.plan, call, seenBy({}))).toEqual({
      changes: [advance('pause')],
      answer: answer('', { until: day20 }),
    });
    expect(decideTurn(machineTurns.plan, call, seenBy())).toMatchObject({ answer: { took: 'exited' } });
  });

  test('that hand over to another version say so for their generation, and write nothing', () => {
    const call: CallOf<StepCall, 'handOver'> = { ...frame, generation: 3, step: { kind: 'handOver', id: 'move' } };
    expect(machineTurns.handOver.decide(call, { now })).toMatchObject({
      before: [
        { id: expect.stringMatching(/:onboarding-1\.3$/), fields: { enrollment: 'onboarding-1', generation: 3 } },
      ],
      answer: answer(''),
    });
    expect(machineTurns.handOver.decide(call, { now })).not.toHaveProperty('changes');
  });

  test('are found by the kind of their call', () => {
    expect(stepTurns).toMatchObject({
      assign: assignTurn,
      update: updateTurn,
      moveGoal: moveGoalTurn,
      enroll: enrollTurn,
      exit: exitTurn,
      plan: machineTurns.plan,
      handOver: machineTurns.handOver,
    });
    expect(branchTurns).toMatchObject({ branch: branchTurn, experiment: experimentTurn });
  });
});

describe('a turn of any kind', () => {
  const moved = { ...aTouch({ due: { kind: 'before', attribute: 'renewalAt', days: 60, sendAt: '09:00' } }) };
  const later = seenBy({}, { renewalAt: '2026-06-09' });
  const plain: StepTurn<typeof moved> = { go: () => ({}) };

  test('is held until its date where the date moved later', () => {
    const turn = () => decideStep(plain, moved, later);
    expect(turn).toThrow(TouchHeld);
    expect(turn).toThrow('2026-04-10T09:00:00Z');
  });

  test('is skipped where its day is past, and takes no arm unless it names one', () => {
    expect(decideStep(plain, moved, seenBy({}))).toMatchObject({ answer: answer('') });
    expect(decideStep({ ...plain, skippedArm: '(skipped)' }, { ...moved, next: { kind: 'go' } }, seenBy({}))).toEqual({
      changes: [advance('welcome', { took: { welcome: '(skipped)' } })],
      answer: answer('(skipped)'),
    });
  });

  test('says for itself what it does where it may not go, and is recorded even for an enrollment that is over', () => {
    const blocked: StepTurn<typeof moved>['blocked'] = (_, { entry }) => ({
      answer: { took: '' },
      changes: [{ kind: 'exit', enrollment: 'onboarding-1', reason: JSON.stringify(entry), at: now }],
    });
    const reasonOf = (enrollment: Partial<Enrollment>) => decideStep({ ...plain, blocked }, moved, seenBy(enrollment));
    expect(reasonOf({})).toMatchObject({ changes: [{ reason: '{"skip":"past-date"}' }, {}, {}, {}] });
    expect(reasonOf({ status: 'exited' })).toEqual({
      changes: [{ kind: 'exit', enrollment: 'onboarding-1', reason: '"exited"', at: now }, advance('welcome')],
      answer: answer(''),
    });
  });

  test('may need something read or written first: nothing else is decided then', () => {
    const asks: StepTurn<CallOf<StepCall, 'update'>, never, string> = { go: () => ({ ask: 'more' }) };
    expect(decideStep(asks, update(), seenBy({}))).toEqual({ ask: 'more' });
    const prepares: StepTurn<CallOf<StepCall, 'update'>> = { go: () => ({ prepare: [] }) };
    expect(decideStep(prepares, update(), seenBy({}))).toEqual({ prepare: [] });
  });

  test('adds to the answer, with the tasks as they are once its own is open', () => {
    const task = aTask();
    const opens: StepTurn<CallOf<StepCall, 'update'>, string> = {
      go: () => ({ changes: [{ kind: 'task', task }], effects: ['announce'], answer: { at: before } }),
      dueWith: (_, tasks) => ({ until: tasks.length === 1 ? '2026-03-12T09:00:00Z' : '' }),
    };
    expect(decideStep(opens, update(), seenBy({}))).toEqual({
      effects: ['announce'],
      changes: [{ kind: 'task', task }, advance('mark')],
      answer: { until: '2026-03-12T09:00:00Z', at: before, took: '' },
    });
  });
});
