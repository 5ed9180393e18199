import type { Surroundings } from './fill-in.ts';
import type { Resource } from './read-assembly.ts';

/** The assumed target of a deployment, and addresses that AWS would assign. */
export interface DeployTarget {
  region: string;
  account: string;
  /** URL of an SQS queue. */
  queueUrl(name: string): string;
  apiEndpoint: string;
  /** Issuer of the CSMs' user pool. */
  issuer: string;
}

/** The identifiers of the app's resources once deployed; they are known in advance because names are fixed. */
export const surroundingsOf = (place: DeployTarget): Surroundings => {
  const { region, account } = place;
  const arn = (service: string, resource: string) => `arn:aws:${service}:${region}:${account}:${resource}`;
  const known: Readonly<Record<string, (name: string, attribute: string) => string | undefined>> = {
    'AWS::SQS::Queue': (name, attribute) =>
      ({ Ref: place.queueUrl(name), Arn: arn('sqs', name), QueueName: name })[attribute],
    'AWS::Lambda::Function': (name, attribute) => ({ Ref: name, Arn: arn('lambda', `function:${name}`) })[attribute],
    // The first of a new deployment.
    'AWS::Lambda::Version': name => arn('lambda', `function:${name}:1`),
    'AWS::IAM::Role': (name, attribute) => ({ Ref: name, Arn: `arn:aws:iam::${account}:role/${name}` })[attribute],
    'AWS::Logs::LogGroup': (name, attribute) => ({ Ref: name, Arn: arn('logs', `log-group:${name}:*`) })[attribute],
    'AWS::S3::Bucket': (name, attribute) => ({ Ref: name, Arn: `arn:aws:s3:::${name}` })[attribute],
    'AWS::KinesisFirehose::DeliveryStream': (name, attribute) =>
      ({ Ref: name, Arn: arn('firehose', `deliverystream/${name}`) })[attribute],
    'AWS::SNS::Topic': name => arn('sns', name),
    'AWS::Events::EventBus': (name, attribute) => ({ Ref: name, Arn: arn('events', `event-bus/${name}`) })[attribute],
    'AWS::StepFunctions::StateMachine': (name, attribute) =>
      ({ Ref: arn('states', `stateMachine:${name}`), Arn: arn('states', `stateMachine:${name}`), Name: name })[
        attribute
      ],
    'AWS::ApiGatewayV2::Api': (_, attribute) => ({ Ref: 'api', ApiEndpoint: place.apiEndpoint })[attribute],
    // The console's distribution: CloudFront assigns its domain name.
    'AWS::CloudFront::Distribution': (_, attribute) =>
      ({ Ref: 'console', DomainName: 'console.cloudfront.example' })[attribute],
    'AWS::DynamoDB::GlobalTable': (name, attribute) =>
      ({ Ref: name, Arn: arn('dynamodb', `table/${name}`), StreamArn: arn('dynamodb', `table/${name}/stream/local`) })[
        attribute
      ],
    'AWS::Cognito::UserPool': (name, attribute) =>
      ({ Ref: name, Arn: arn('cognito-idp', `userpool/${name}`), ProviderURL: place.issuer })[attribute],
    'AWS::Cognito::UserPoolClient': name => name,
  };
  return {
    pseudo: {
      'AWS::Partition': 'aws',
      'AWS::Region': region,
      'AWS::AccountId': account,
      'AWS::URLSuffix': 'amazonaws.com',
    },
    attribute: (resource, attribute) => known[resource.Type]?.(nameOf(resource), attribute),
  };
};

/** The resource's name: `QueueName`, `FunctionName` and so on, depending on its type. */
export const nameOf = ({ Type, Properties }: Resource): string => {
  const kind = Type.split('::').at(-1) ?? '';
  const candidates = [`${kind}Name`, 'Name', 'TopicName', 'EventBusName', 'ClientName', 'FunctionName', 'TableName'];
  return String(candidates.map(each => Properties[each]).find(each => each !== undefined) ?? '');
};
