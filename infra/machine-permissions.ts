import { invokeFunction, parkEnrollment, type StateMachineDefinition } from '../engine/asl/asl.ts';

/** What the states of definitions call: functions by their placeholder, and actions on the table. */
export interface MachinePermissions {
  functions: readonly string[];
  tableActions: readonly string[];
}

/** Read from the very definitions, so that a role can neither lack nor hold more than they need. @throws RangeError for a resource it does not know */
export const machinePermissions = (machines: readonly StateMachineDefinition[]): MachinePermissions => {
  const functions = new Set<string>();
  const tableActions = new Set<string>();
  for (const state of machines.flatMap(({ States }) => Object.values(States))) {
    if (state.Type !== 'Task') continue;
    if (state.Resource === invokeFunction) functions.add(state.Arguments.FunctionName.replace(/^\$\{(\w+)\}$/, '$1'));
    else if (state.Resource === parkEnrollment) tableActions.add('dynamodb:UpdateItem');
    else throw new RangeError(`No permission is known for ${String((state as { Resource: unknown }).Resource)}.`);
  }
  return { functions: [...functions].sort(), tableActions: [...tableActions].sort() };
};
