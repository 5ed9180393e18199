import {
  ExecutionAlreadyExists,
  SendTaskFailureCommand,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
  StateMachineDoesNotExist,
} from '@aws-sdk/client-sfn';
import type { Machines } from '../../ports/ports.ts';
import { executionRequest, isWaitOver } from './machine-names.ts';

/** Step Functions: the state machine of a journey is `<arnPrefix><journey id>`. */
export const stepFunctions = (client: SFNClient, arnPrefix: string): Machines => ({
  start: async (enrollment, input, { whatever = false } = {}) => {
    const request = executionRequest(arnPrefix, enrollment, input, whatever);
    try {
      await client.send(new StartExecutionCommand(request));
    } catch (error) {
      if (error instanceof StateMachineDoesNotExist && !whatever) return 'missing';
      if (!(error instanceof ExecutionAlreadyExists)) throw error;
    }
    return 'started';
  },

  resume: resumeToken =>
    answered(() => client.send(new SendTaskSuccessCommand({ taskToken: resumeToken, output: '{}' }))),

  interrupt: (resumeToken, error, cause) =>
    answered(() =>
      client.send(new SendTaskFailureCommand({ taskToken: resumeToken, error, cause: JSON.stringify(cause) })),
    ),
});

const answered = async (answer: () => Promise<unknown>): Promise<boolean> => {
  try {
    await answer();
    return true;
  } catch (error) {
    const name = error instanceof Error ? error.name : 'UnknownError';
    if (isWaitOver(name)) return false;
    // Without the cause: messages of the SDK quote the token, which is a credential.
    throw new Error(`Step Functions did not take the end of a wait: ${name}`);
  }
};
