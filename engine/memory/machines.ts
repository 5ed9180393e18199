import { executionRequest, isWaitOver } from '../adapters/aws/machine-names.ts';
import { versionIn } from '../definition/version-in.ts';
import type { StateMachines } from '../local/interpreter/state-machines.ts';
import { ServiceError } from '../local/service-error.ts';
import type { Machines } from '../ports/ports.ts';

/** The interpreter's state machines, under the names that they have on AWS. */
export const memoryMachines = (machines: StateMachines, arnPrefix: string): Machines => ({
  start: async (enrollment, input, { whatever = false } = {}) => {
    const request = executionRequest(arnPrefix, enrollment, input, whatever);
    const earlier = whatever ? published(machines, arnPrefix + enrollment.journey, enrollment.version) : undefined;
    try {
      machines.startExecution(earlier ?? request.stateMachineArn, request.name, request.input);
    } catch (error) {
      const code = codeOf(error);
      if (code === 'StateMachineDoesNotExist' && !whatever) return 'missing';
      if (code !== 'ExecutionAlreadyExists') throw error;
    }
    return 'started';
  },
  resume: async token => unlessOver(() => machines.sendTaskSuccess(token, '{}')),
  interrupt: async (token, error, cause) =>
    unlessOver(() => machines.sendTaskFailure(token, error, JSON.stringify(cause))),
});

const published = (machines: StateMachines, machineArn: string, version: string): string | undefined =>
  machines.versions(machineArn).find(arn => versionIn(machines.describeStateMachine(arn).definition) === version);

const unlessOver = (end: () => void): boolean => {
  try {
    end();
    return true;
  } catch (error) {
    if (isWaitOver(codeOf(error))) return false;
    throw error;
  }
};

const codeOf = (error: unknown): string => (error instanceof ServiceError ? error.code : '');
