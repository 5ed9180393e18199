/** Where the local cloud pretends to be. */
export const region = 'us-east-1';
export const awsAccount = '000000000000';

export const stateMachineArn = (name: string): string => `arn:aws:states:${region}:${awsAccount}:stateMachine:${name}`;

export const executionArn = (machine: string, name: string): string =>
  `${machine.replace(':stateMachine:', ':execution:')}:${name}`;

export const functionArn = (name: string): string => `arn:aws:lambda:${region}:${awsAccount}:function:${name}`;

/** The function's name in an ARN, with or without a version; a bare name as it is. */
export const functionName = (arn: string): string => /:function:([^:]+)/.exec(arn)?.[1] ?? arn;

/** The version that an ARN names; `undefined` if it names none, which means `$LATEST`. */
export const functionVersion = (arn: string): number | undefined => {
  const version = /:function:[^:]+:(\d+)$/.exec(arn)?.[1];
  return version === undefined ? undefined : Number(version);
};

export const queueArn = (name: string): string => `arn:aws:sqs:${region}:${awsAccount}:${name}`;
