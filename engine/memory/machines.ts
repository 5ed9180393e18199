import { executionRequest, isWaitOver } from '../adapters/aws/machine-names.ts';
import { versionIn } from '../definition/version-in.ts';
import type { StateMachines } from '../local/interpreter/state-machines.ts';
import { ServiceError } from '../local/service-error.ts';
import type { Machines } from '../ports/ports.ts';

/** The interpreter's state machines, under the names that they have on AWS. */
export const memoryMachines = (machines: StateMachines, arnPrefix: string): Machines => ({
  start: async (enrollment, input, { fallBackToLive = false } = {}) => {
    const request = executionRequest(arnPrefix, enrollment, input, fallBackToLive);
    const earlier = fallBackToLive
      ? published(machines, arnPrefix + enrollment.journey, enrollment.version)
      : undefined;
    try {
      machines.startExecution(earlier ?? request.stateMachineArn, request.name, request.input);
    } catch (error) {
      const code = codeOf(error);
      if (code === 'StateMachineDoesNotExist' && !fallBackToLive) return 'missing';
      if (code !== 'ExecutionAlreadyExists') throw error;
    }
    return 'started';
  },
  resume: async token => ignoringEndedWait(() => machines.sendTaskSuccess(token, '{}')),
  interrupt: async (token, error, cause) =>
    ignoringEndedWait(() => machines.sendTaskFailure(token, error, JSON.stringify(cause))),
});

const published = (machines: StateMachines, machineArn: string, version: string): string | undefined =>
  machines.versions(machineArn).find(arn => versionIn(machines.describeStateMachine(arn).definition) === version);

const ignoringEndedWait = (end: () => void): boolean => {
  try {
    end();
    return true;
  } catch (error) {
    if (isWaitOver(codeOf(error))) return false;
    throw error;
  }
};

const codeOf = (error: unknown): string => (error instanceof ServiceError ? error.code : '');
