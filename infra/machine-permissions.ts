import { invokeFunction, parkEnrollment, type StateMachineDefinition } from '../engine/asl/asl.ts';

/** Functions (by placeholder) and table actions that definitions use. */
export interface MachinePermissions {
  functions: readonly string[];
  tableActions: readonly string[];
}

/** Derived from the definitions, so that the role has just what they need. @throws RangeError for unknown resources */
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
