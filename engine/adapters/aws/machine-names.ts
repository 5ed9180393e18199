import type { Enrollment } from '../../account/enrollment.ts';
import type { ExecutionInput } from '../../definition/step-call.ts';

/** The alias that points at the deployed version of a journey's state machine. */
export const liveAlias = 'live';

/**
 * The alias of one version of a journey. Routing names the version, since it may be deployed minutes before the
 * machines.
 */
export const versionAlias = (version: string): string => `v-${version}`;

/**
 * The request that starts an enrollment's execution, in its own version or the live one. Names of executions are
 * unique, so repeating it starts nothing.
 */
export const executionRequest = (
  arnPrefix: string,
  { id, journey, version }: Pick<Enrollment, 'id' | 'journey' | 'version'>,
  input: ExecutionInput,
  fallBackToLive: boolean,
) => ({
  stateMachineArn: `${arnPrefix}${journey}:${fallBackToLive ? liveAlias : versionAlias(version)}`,
  name: `${id}-g${input.generation}`,
  // Sorted keys: a repeat with another input under the same name would be rejected.
  input: JSON.stringify(input, Object.keys(input).sort()),
});

/** Step Functions reports the token of an ended wait by one of three errors. */
export const isWaitOver = (errorName: string): boolean =>
  ['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken'].includes(errorName);
