/** A call of an AWS API, as the endpoint got it. */
export interface AwsCall {
  /** The access key that signed it: every function has its own where its environment gives it one. */
  caller: string;
  /** As IAM spells it, such as `dynamodb`. */
  service: string;
  operation: string;
  /** The body. */
  input: unknown;
}

interface Sent {
  method?: string | undefined;
  path: string;
  /** `x-amz-target` of the JSON protocols. */
  target: string;
  authorization: string | undefined;
  input: unknown;
}

/** The call that a request makes. Operations missing from the tables below are named by method and path. */
export const awsCall = ({ method = 'POST', path, target, authorization = '', input }: Sent): AwsCall => {
  const caller = /Credential=([^/]+)\//.exec(authorization)?.[1] ?? '';
  const [prefix = '', named] = target.split('.');
  const service = services[prefix.replace(/_\d+$/, '')];
  if (service && named) return { caller, service, operation: named, input };
  const route = `${method} ${path}`;
  const known = sesOperations[route];
  return known
    ? { caller, service: 'ses', operation: known, input }
    : { caller, service: prefix, operation: named ?? route, input };
};

/** By the first part of `x-amz-target`. */
const services: Readonly<Record<string, string>> = {
  DynamoDB: 'dynamodb',
  AWSStepFunctions: 'states',
  AmazonSQS: 'sqs',
  AmazonSSM: 'ssm',
  AWSEvents: 'events',
  Firehose: 'firehose',
  secretsmanager: 'secretsmanager',
};

const sesOperations: Readonly<Record<string, string>> = {
  'GET /v2/email/suppression/addresses': 'ListSuppressedDestinations',
  'POST /v2/email/outbound-emails': 'SendEmail',
};
