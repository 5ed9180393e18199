import { edgesFrom, reachableStates } from '../edges.ts';
import { type AslCheck, statesOf } from './rule.ts';

export const nextExists: AslCheck = function* (machine) {
  const states = new Set(Object.keys(machine.States));
  if (!states.has(machine.StartAt))
    yield { message: `StartAt names "${machine.StartAt}", which is not a state. Add it.` };
  for (const [name, state] of Object.entries(machine.States)) {
    for (const { to } of edgesFrom(state)) {
      if (!states.has(to)) yield { state: name, message: `"${name}" leads to "${to}", which is not a state. Add it.` };
    }
  }
};

export const reachable: AslCheck = function* (machine) {
  const reached = reachableStates(machine);
  for (const name of Object.keys(machine.States)) {
    if (!reached.has(name)) yield { state: name, message: `Nothing leads to "${name}". Leave it out.` };
  }
};

export const nextOrEnd: AslCheck = function* (machine) {
  for (const [name, state] of statesOf(machine)) {
    if (state.Type === 'Choice' || state.Type === 'Succeed' || state.Type === 'Fail') continue;
    if ((state.Next === undefined) !== (state.End === true)) {
      yield { state: name, message: `"${name}" must have either Next or End: true, and not both.` };
    }
  }
};
