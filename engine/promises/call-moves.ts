import type { FunctionPlaceholder, FunctionState } from '../asl/asl.ts';
import { countsBack, isDelay } from '../definition/anchor.ts';
import type { Condition } from '../definition/condition.ts';
import type { Step } from '../definition/step.ts';
import {
  type BranchCall,
  type StepCall,
  specialArms,
  type TaskCall,
  type TouchCall,
  type Wake,
} from '../definition/step-call.ts';
import { partsOf } from '../journey/parts-of.ts';
import { stepKinds } from '../steps/kind-of.ts';
import { armsOf } from './arms-of.ts';
import { allOf, type Turned } from './decided.ts';
import { dueDays } from './due-days.ts';
import { longestHold } from './longest-hold.ts';
import type { Moment, Move, PathPart } from './moment.ts';
import { momentsAt, stateAfter, type Walk } from './walk.ts';

/** The possible moves after the call of a function. */
export const callMoves = (walk: Walk, state: FunctionState, moment: Moment): Move[] => {
  const { FunctionName, Payload } = state.Arguments;
  // The payload can be read as it is: literals are only wrapped if they could be read as an expression.
  return byFunction[FunctionName]({ walk, call: Payload as never, moment });
};

interface Called<Call> {
  walk: Walk;
  call: Call;
  moment: Moment;
}

const touched = ({ walk, call, moment }: Called<TouchCall>): Move[] => {
  const { step } = call;
  const told = { is: 'touch', step: step.id, channel: step.kind, class: call.class } as const;
  const mayGo = timeliness(walk, call, moment);
  const ways = guardsOf(step, moment);
  const most = walk.detours.detours ? longestHold(call, walk.definition.policy, walk.detours.held) : 0;
  const held = { happens: { is: 'day', holds: step.id } as const, to: later(moment) };
  return [
    ...(mayGo.go ? on(walk, moment, ways.filter(isHolding), { ...told, outcome: 'sent' }) : []),
    ...on(walk, moment, ways, { ...told, outcome: 'skipped' }),
    ...(mayGo.go && moment.held < most && ways.some(isHolding) ? [held] : []),
  ];
};

const later = (moment: Moment): Moment => {
  const day = moment.day + 1;
  return { ...moment, day, due: day, held: moment.held + 1 };
};

const asked = ({ walk, call, moment }: Called<TaskCall>): Move[] => {
  const { step } = call;
  const told = { is: 'task', step: step.id } as const;
  const mayGo = timeliness(walk, call, moment);
  const ways = guardsOf(step, moment);
  const isOpen = moment.opened.includes(step.id);
  const done = { ...moment, opened: moment.opened.filter(id => id !== step.id) };
  return [
    ...(mayGo.go
      ? on(walk, done, ways.filter(isHolding), isOpen ? { is: 'went' } : { ...told, outcome: 'opened' })
      : []),
    ...on(
      walk,
      done,
      mayGo.miss ? ways : ways.filter(way => !isHolding(way)),
      { ...told, outcome: 'skipped' },
      specialArms.skipped,
    ),
  ];
};

const chose = ({ walk, call, moment }: Called<BranchCall>): Move[] =>
  armsOf(call, moment.facts).flatMap(({ arm, facts }) =>
    on(walk, moment, [{ holds: true, facts }], tookArm(call.step.id, arm), arm),
  );

const tookArm = (step: string, arm: string): PathPart =>
  arm === specialArms.skipped ? { is: 'went', past: step } : { is: 'arm', step, arm };

const took = ({ walk, call, moment }: Called<StepCall>): Move[] => {
  const { step } = call;
  const ways = isStep(step) ? guardsOf(step, moment) : [{ holds: true, facts: moment.facts }];
  if (!isStep(step) || !partsOf(step).ends) return on(walk, moment, ways, { is: 'went' });
  return [
    ...(ways.some(isHolding) ? [{ happens: { is: 'exited' } as const }] : []),
    ...on(
      walk,
      moment,
      ways.filter(way => !isHolding(way)),
      { is: 'went', past: step.id },
    ),
  ];
};

const byFunction: Readonly<Record<FunctionPlaceholder, (called: Called<never>) => Move[]>> = {
  '${DeliverTouch}': touched,
  '${OpenTask}': asked,
  '${EvaluateBranch}': chose,
  '${TakeStep}': took,
};

const isStep = (step: { kind: string }): step is Step => Object.hasOwn(stepKinds, step.kind);
const isHolding = ({ holds }: Turned): boolean => holds;

const on = (walk: Walk, moment: Moment, ways: readonly Turned[], happens: PathPart, took?: string): Move[] => {
  const { state, day } = moment;
  const notes = walk.noted.has(state) ? { ...moment.notes, [state]: day } : moment.notes;
  return [...new Set(ways.map(({ facts }) => facts))].flatMap(facts =>
    momentsAt(walk, stateAfter(walk, state, took), { ...moment, facts, notes }).map(to => ({ happens, to })),
  );
};

/** Cached, because it is evaluated at many moments, and depends only on the step and the facts. */
const guardsOf = (step: Guarded, { facts }: Moment): Turned[] => {
  const known = guards.get(step) ?? new WeakMap<Moment['facts'], Turned[]>();
  guards.set(step, known);
  const found = known.get(facts) ?? guardWays(step, facts);
  known.set(facts, found);
  return found;
};

interface Guarded {
  when?: Condition;
  unless?: Condition;
}

const guards = new WeakMap<Guarded, WeakMap<Moment['facts'], Turned[]>>();

const guardWays = ({ when, unless }: Guarded, facts: Moment['facts']): Turned[] =>
  allOf([...(when ? [when] : []), ...(unless ? [{ kind: 'not', of: unless } as const] : [])], facts);

/** Whether the step may run on this day, and whether it may be missed. On its own day, both are possible. */
const timeliness = (walk: Walk, call: TouchCall | TaskCall, moment: Moment): { go: boolean; miss: boolean } => {
  const days = (wake: Wake) => dueDays(wake, moment, walk.definition.policy.businessCalendar);
  const ends = 'roundEnds' in call && call.roundEnds ? days(call.roundEnds)[0] : undefined;
  if (ends !== undefined && moment.day > ends) return { go: false, miss: true };
  const { due, supersededBy, step } = call;
  if (due === undefined || isDelay(due)) return { go: true, miss: false };
  const [on] = days(due);
  if (on === undefined) return { go: false, miss: true };
  const since = countsBack(due) ? (moment.movedOn ?? 0) : 0;
  const isLate = moment.lateBy > 0 || moment.movedOn !== undefined || countsBack(due);
  const missed = on < since;
  const maybe = on === since && isLate;
  if (!missed && !maybe) return { go: true, miss: false };
  const sends = (step.missed ?? walk.definition.policy.missed) === 'send';
  const next = supersededBy ? days(supersededBy)[0] : undefined;
  const isSuperseded = next !== undefined && next < since;
  return { go: maybe || (sends && !isSuperseded), miss: !sends || (next !== undefined && next <= since) };
};
