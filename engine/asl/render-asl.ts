import type { StateMachineDefinition } from './asl.ts';

/** The state machine as text: the same machine is the same bytes. Ends with a newline. */
export const renderAsl = (machine: StateMachineDefinition): string => `${JSON.stringify(machine, null, 2)}\n`;
