import type { StateMachineDefinition } from '../asl.ts';
import { expressionIn } from './expression-uses.ts';
import { type AnyState, statesOf } from './rule.ts';

/** What holds on every path to a state. */
export interface Known {
  /** Fields of the state's input. */
  fields: ReadonlySet<string>;
  variables: ReadonlySet<string>;
}

/** The fields and variables that each reachable state can rely on, given the fields of the execution's input. */
export const knownAtEntry = (machine: StateMachineDefinition, input: readonly string[]): ReadonlyMap<string, Known> => {
  const states = new Map(statesOf(machine));
  const known = new Map<string, Known>([[machine.StartAt, { fields: new Set(input), variables: new Set() }]]);
  const changed = [machine.StartAt];
  for (let name = changed.pop(); name !== undefined; name = changed.pop()) {
    const state = states.get(name);
    const entry = known.get(name);
    if (!state || !entry) continue;
    for (const exit of exitsOf(state)) {
      const before = known.get(exit.to);
      const now = meet(before, afterExit(entry, exit));
      if (before && before.fields.size === now.fields.size && before.variables.size === now.variables.size) continue;
      known.set(exit.to, now);
      changed.push(exit.to);
    }
  }
  return known;
};

interface Exit {
  to: string;
  output?: unknown;
  assign?: Readonly<Record<string, unknown>> | undefined;
  /** False for a task: without an Output it passes on its result, whose fields are unknown. */
  passesInput: boolean;
}

const exitsOf = (state: AnyState): Exit[] => {
  const own = { output: state.Output, assign: state.Assign, passesInput: state.Type !== 'Task' };
  return [
    ...(state.Next === undefined ? [] : [{ ...own, to: state.Next }]),
    ...(state.Default === undefined ? [] : [{ ...own, to: state.Default }]),
    ...(state.Choices ?? []).flatMap(({ Next, Output = state.Output, Assign = state.Assign }) =>
      Next === undefined ? [] : [{ to: Next, output: Output, assign: Assign, passesInput: true }],
    ),
    ...(state.Catch ?? []).map(({ Next, Output, Assign }) => ({
      to: Next,
      output: Output,
      assign: Assign,
      passesInput: false,
    })),
  ];
};

const afterExit = (entry: Known, { output, assign = {}, passesInput }: Exit): Known => ({
  fields: fieldsOf(output, passesInput, entry),
  variables: new Set([...entry.variables, ...Object.keys(assign)]),
});

const fieldsOf = (output: unknown, passesInput: boolean, { fields }: Known): ReadonlySet<string> => {
  if (output === undefined) return passesInput ? fields : new Set();
  if (typeof output === 'string') return expressionIn(output) === '$states.input' ? fields : new Set();
  return new Set(typeof output === 'object' && output !== null ? Object.keys(output) : []);
};

const meet = (one: Known | undefined, other: Known): Known =>
  one
    ? {
        fields: new Set([...one.fields].filter(field => other.fields.has(field))),
        variables: new Set([...one.variables].filter(name => other.variables.has(name))),
      }
    : other;
