import type { State } from './asl.ts';
import { CompileError } from './compile-error.ts';

/** Collects the states of one journey, which arrive last to first, and returns them in reading order. */
export const newMachine = (journey: string) => {
  const states = new Map<string, State>();
  const behind = new Map<string, State>();
  const endings = new Set<string>();
  /** @throws CompileError if the name is taken or too long */
  const add = (name: string, state: State): string => {
    if (states.has(name)) {
      throw new CompileError(journey, `two states would be named "${name}"`, 'Give every step an id of its own.');
    }
    if (name.length > longestName) {
      throw new CompileError(
        journey,
        `the state name "${name}" has ${name.length} characters, and Step Functions allows ${longestName}`,
        'Shorten the id of the step.',
      );
    }
    states.set(name, state);
    return name;
  };
  return {
    add,
    once: (name: string, state: () => State): string => (states.has(name) ? name : add(name, state())),
    last: (name: string, state: () => State): string => {
      if (!behind.has(name)) behind.set(name, state());
      return name;
    },
    ending: (name: 'exited' | 'completed'): string => {
      endings.add(name);
      return name;
    },
    states: (): Record<string, State> =>
      Object.fromEntries([
        ...[...states].reverse(),
        ...behind,
        ...[...endings].sort().map(name => [name, { Type: 'Succeed' }] as const),
      ]),
  };
};

const longestName = 80;
