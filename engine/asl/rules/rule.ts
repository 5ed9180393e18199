import type { StateMachineDefinition } from '../asl.ts';

export interface Breach {
  state?: string;
  message: string;
}

export type AslCheck = (machine: StateMachineDefinition) => Iterable<Breach>;

/** A state from any source, or from a faulty compiler: the rules check what the types forbid. */
export interface AnyState {
  Type: string;
  Resource?: string;
  Next?: string;
  End?: boolean;
  Default?: string;
  Choices?: readonly {
    Condition?: unknown;
    Next?: string;
    Output?: unknown;
    Assign?: Readonly<Record<string, unknown>>;
  }[];
  Arguments?: unknown;
  Output?: unknown;
  Assign?: Readonly<Record<string, unknown>>;
  Retry?: readonly { ErrorEquals: readonly string[] }[];
  Catch?: readonly {
    ErrorEquals: readonly string[];
    Next: string;
    Output?: unknown;
    Assign?: Readonly<Record<string, unknown>>;
  }[];
  TimeoutSeconds?: unknown;
  HeartbeatSeconds?: unknown;
  Seconds?: unknown;
  Timestamp?: unknown;
}

export const statesOf = (machine: StateMachineDefinition): [name: string, state: AnyState][] =>
  Object.entries(machine.States as Readonly<Record<string, AnyState>>);
