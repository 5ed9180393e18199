import { parkEnrollment } from '../asl/asl.ts';
import { flattenSteps } from '../journey/flatten-steps.ts';
import type { Moment, Move } from './moment.ts';
import { noCounts, type PathCounts } from './path-costs.ts';
import type { Proven } from './prove.ts';

/** Resource counts of one move: the states it enters, and the actions there. */
export const countsOf = ({ definition, machine }: Proven, moment: Moment, { happens, to }: Move): PathCounts => {
  const state = machine.States[moment.state];
  if (state === undefined || state.Type !== 'Task') return noCounts;
  const stays = to?.state === moment.state;
  const waits = state.Resource === parkEnrollment;
  const next = 'Next' in state && state.Next !== undefined ? machine.States[state.Next] : undefined;
  const chooses = !waits && next?.Type === 'Choice';
  const ends = endsInState(moment, { happens, ...(to && { to }) }, machine);
  const sends = happens.is === 'touch' && happens.outcome === 'sent';
  const opens = happens.is === 'task' && happens.outcome === 'opened';
  return {
    transitions: stays ? 0 : 1 + (chooses ? 1 : 0) + (ends ? 1 : 0),
    calls: stays || waits ? 0 : 1,
    waits: stays || !waits ? 0 : 1,
    mails: sends && happens.channel === 'email' ? 1 : 0,
    touches: sends ? 1 : 0,
    tasks: opens ? 1 : 0,
    minutes: opens ? minutesOf(definition.steps, happens.step) : 0,
  };
};

/** True if the move enters a separate end state, after an exit or an empty arm. */
const endsInState = ({ state: name }: Moment, { happens, to }: Move, { States }: Proven['machine']): boolean => {
  const state = States[name];
  if (state === undefined || state.Type !== 'Task') return false;
  if (happens.is === 'exited') return happens.event !== undefined && state.Resource === parkEnrollment;
  if (to?.state !== '') return false;
  const next = 'Next' in state && state.Next !== undefined ? States[state.Next] : undefined;
  return next !== undefined;
};

const minutesOf = (steps: Proven['definition']['steps'], id: string): number => {
  const step = flattenSteps(steps).find(place => place.step.id === id)?.step;
  return step && 'playbook' in step ? (step.playbook?.minutes ?? 0) : 0;
};
