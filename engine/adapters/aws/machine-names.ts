import type { Enrollment } from '../../account/enrollment.ts';
import type { ExecutionInput } from '../../definition/step-call.ts';

/** The alias that points at the deployed version of a journey's state machine. */
export const liveAlias = 'live';

/** The alias of one version of a journey: routing may be deployed minutes before the state machines are. */
export const versionAlias = (version: string): string => `v-${version}`;

/**
 * The request that starts an enrollment's execution, by its version or by the live one. Executions are unique by name, so that
 * repeating it starts nothing.
 */
export const executionRequest = (
  arnPrefix: string,
  { id, journey, version }: Pick<Enrollment, 'id' | 'journey' | 'version'>,
  input: ExecutionInput,
  fallBackToLive: boolean,
) => ({
  stateMachineArn: `${arnPrefix}${journey}:${fallBackToLive ? liveAlias : versionAlias(version)}`,
  name: `${id}-g${input.generation}`,
  // The same words in the same order: another input under the same name would be refused.
  input: JSON.stringify(input, Object.keys(input).sort()),
});

/** A token of a wait that is over is reported in one of three ways. */
export const isWaitOver = (errorName: string): boolean =>
  ['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken'].includes(errorName);
