import {
  ExecutionAlreadyExists,
  SendTaskFailureCommand,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
  StateMachineDoesNotExist,
} from '@aws-sdk/client-sfn';
import type { ExecutionInput } from '../../definition/step-call.ts';
import type { Machines } from '../../ports/ports.ts';
import { liveAlias, versionAlias } from './machine-names.ts';

/** Step Functions: the state machine of a journey is `<arnPrefix><journey id>`. */
export const stepFunctions = (client: SFNClient, arnPrefix: string): Machines => ({
  start: async ({ id, journey, version }, input, { whatever = false } = {}) => {
    const name = `${id}-g${input.generation}`;
    const stateMachineArn = `${arnPrefix}${journey}:${whatever ? liveAlias : versionAlias(version)}`;
    try {
      await client.send(new StartExecutionCommand({ stateMachineArn, name, input: canonical(input) }));
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

/** The same words in the same order: another input under the same name would be refused. */
const canonical = (input: ExecutionInput): string => JSON.stringify(input, Object.keys(input).sort());

/** A token of a wait that is over is reported in one of three ways. */
const overErrors: readonly string[] = ['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken'];

const answered = async (answer: () => Promise<unknown>): Promise<boolean> => {
  try {
    await answer();
    return true;
  } catch (error) {
    const name = error instanceof Error ? error.name : 'UnknownError';
    if (overErrors.includes(name)) return false;
    // Without the cause: messages of the SDK quote the token, which is a credential.
    throw new Error(`Step Functions did not take the end of a wait: ${name}`);
  }
};
