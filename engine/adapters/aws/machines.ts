import {
  DescribeStateMachineCommand,
  ExecutionAlreadyExists,
  ListStateMachineVersionsCommand,
  SendTaskFailureCommand,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
  StateMachineDoesNotExist,
} from '@aws-sdk/client-sfn';
import type { Enrollment } from '../../account/enrollment.ts';
import { versionIn } from '../../definition/version-in.ts';
import type { Machines } from '../../ports/ports.ts';
import { executionRequest, isWaitOver } from './machine-names.ts';

/** Step Functions: the state machine of a journey is `<arnPrefix><journey id>`. */
export const stepFunctions = (client: SFNClient, arnPrefix: string): Machines => {
  const published = publishedVersions(client, arnPrefix);
  return {
    start: async (enrollment, input, { fallBackToLive = false } = {}) => {
      const request = executionRequest(arnPrefix, enrollment, input, fallBackToLive);
      const stateMachineArn = (fallBackToLive && (await published(enrollment))) || request.stateMachineArn;
      try {
        await client.send(new StartExecutionCommand({ ...request, stateMachineArn }));
      } catch (error) {
        if (error instanceof StateMachineDoesNotExist && !fallBackToLive) return 'missing';
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
  };
};

/**
 * Finds earlier versions of state machines, which no longer have an alias, by the version in their definition. Cached.
 */
const publishedVersions = (client: SFNClient, arnPrefix: string) => {
  const known = new Map<string, string>();
  return async ({ journey, version }: Pick<Enrollment, 'journey' | 'version'>): Promise<string | undefined> => {
    const name = `${journey} ${version}`;
    if (known.has(name)) return known.get(name);
    const listed = await client.send(new ListStateMachineVersionsCommand({ stateMachineArn: arnPrefix + journey }));
    for (const { stateMachineVersionArn } of listed.stateMachineVersions ?? []) {
      const described = await client.send(new DescribeStateMachineCommand({ stateMachineArn: stateMachineVersionArn }));
      const of = versionIn(described.definition ?? '{}');
      if (of !== undefined && stateMachineVersionArn !== undefined)
        known.set(`${journey} ${of}`, stateMachineVersionArn);
      if (of === version) return stateMachineVersionArn;
    }
    return undefined;
  };
};

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
