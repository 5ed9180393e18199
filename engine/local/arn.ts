/** Where the local cloud pretends to be. */
export const region = 'us-east-1';
export const awsAccount = '000000000000';

export const stateMachineArn = (name: string): string => `arn:aws:states:${region}:${awsAccount}:stateMachine:${name}`;

export const executionArn = (machine: string, name: string): string =>
  `${machine.replace(':stateMachine:', ':execution:')}:${name}`;

export const functionArn = (name: string): string => `arn:aws:lambda:${region}:${awsAccount}:function:${name}`;

/** Of an ARN, with or without a version, or of a bare name. */
export const functionName = (arn: string): string => /:function:([^:]+)/.exec(arn)?.[1] ?? arn;

export const queueArn = (name: string): string => `arn:aws:sqs:${region}:${awsAccount}:${name}`;
