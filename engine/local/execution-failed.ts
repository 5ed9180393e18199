import { awsAccount, region } from './arn.ts';
import type { Execution } from './interpreter/execution.ts';

/** EventBridge's event for an execution that ended FAILED, TIMED_OUT or ABORTED. */
export const executionFailed = (execution: Execution) => ({
  version: '0',
  id: `${execution.name}-${execution.status}`,
  'detail-type': 'Step Functions Execution Status Change',
  source: 'aws.states',
  account: awsAccount,
  time: `${new Date(execution.stoppedAt ?? execution.startedAt).toISOString().slice(0, 19)}Z`,
  region,
  resources: [execution.arn],
  detail: {
    executionArn: execution.arn,
    stateMachineArn: execution.machineArn,
    name: execution.name,
    status: execution.status,
    startDate: execution.startedAt,
    stopDate: execution.stoppedAt ?? null,
    input: execution.input,
    inputDetails: { included: true },
    output: null,
    outputDetails: null,
    error: execution.error ?? null,
    cause: execution.cause ?? null,
  },
});
