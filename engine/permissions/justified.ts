import type { Justification } from './check-permissions.ts';

/** What no playback does, and AWS or a rare day does need. Reasons are for whoever reviews the roles. */
export const justified: readonly Justification[] = [
  // By AWS itself, in the role's name.
  ...['xray:PutTraceSegments', 'xray:PutTelemetryRecords', 'logs:CreateLogStream', 'logs:PutLogEvents'].map(action => ({
    roles: /./,
    action,
    reason: 'The Lambda runtime and Step Functions write traces and logs with it.',
  })),
];
