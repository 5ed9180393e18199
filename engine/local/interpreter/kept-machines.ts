import { type Execution, hasEnded, type Position, type Waiting } from './execution.ts';
import type { PublishedVersions, Runnable } from './versions.ts';

/** State machines and their executions in a form that JSON can hold. */
export interface KeptMachines {
  machines: { arn: string; definition: string; createdAt: number }[];
  versions: PublishedVersions;
  /** Definitions of the machines that executions run, without duplicates. */
  definitions: string[];
  /** Ended ones first, then the waiting ones in the order in which their waits were scheduled. */
  executions: KeptExecution[];
}

type KeptExecution = Omit<Execution, 'machine' | 'position'> & {
  /** Index in `definitions`. */
  runs: number;
  position: Omit<Position, 'waiting'>;
  waiting?: Omit<Waiting, 'due'>;
};

/** `undefined` while an execution is neither waiting nor ended: its position then exists only in running code. */
export const keepMachines = (
  machines: ReadonlyMap<string, Runnable & { createdAt: number }>,
  versions: PublishedVersions,
  executions: readonly Execution[],
): KeptMachines | undefined => {
  if (!executions.every(each => hasEnded(each) || each.position.waiting)) return undefined;
  const definitions: string[] = [];
  const places = new Map<string, number>();
  const placeOf = (definition: string): number => {
    const known = places.get(definition) ?? definitions.push(definition) - 1;
    places.set(definition, known);
    return known;
  };
  return {
    machines: [...machines].map(([arn, { definition, createdAt }]) => ({ arn, definition, createdAt })),
    versions,
    executions: executions.toSorted(byTurn).map(({ machine, position: { waiting, ...position }, ...execution }) => ({
      ...execution,
      runs: placeOf(machine.definition),
      position,
      ...(waiting && { waiting: { token: waiting.token, at: waiting.at, move: waiting.move } }),
    })),
    definitions,
  };
};

const byTurn = (a: Execution, b: Execution): number => turnOf(a) - turnOf(b);
const turnOf = ({ position: { waiting } }: Execution): number => waiting?.due.sequence ?? -1;

export function* restoredExecutions(
  { definitions, executions }: KeptMachines,
  runnable: (definition: string) => Runnable,
): Generator<{ execution: Execution; waiting?: Omit<Waiting, 'due'> | undefined }> {
  for (const { runs, position, waiting, ...execution } of executions)
    yield { execution: { ...execution, position, machine: runnable(definitions[runs] ?? '').machine }, waiting };
}
