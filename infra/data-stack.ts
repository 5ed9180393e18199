import { CfnOutput, Duration, RemovalPolicy, SecretValue, Stack, type StackProps } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigatewayv2';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { indexName, streamSchema, timeToLiveAttribute } from '../engine/adapters/aws/table/create-table.ts';
import type { Connector } from '../engine/connectors/connector.ts';
import { connectors } from '../engine/connectors/connectors.ts';
import { type SecretVariable, secrets } from '../engine/wiring/secrets.ts';
import type { Configuration } from './configuration.ts';
import { ConsolePages } from './console-pages.ts';
import { KeptEvents } from './event-archive.ts';
import { justify } from './justify.ts';
import { MailSetup } from './mail-setup.ts';
import type { Names } from './names.ts';

interface DataStackProps extends StackProps {
  configuration: Configuration;
  names: Names;
}

/**
 * Resources that outlive every deployment: the table, secrets, the CSMs' user pool, mail identity and feedback, and the
 * API's and the console's URLs, which links in sent mail use for years.
 */
export class DataStack extends Stack {
  readonly table: dynamodb.TableV2;
  readonly mail: MailSetup;
  readonly team: cognito.UserPool;
  readonly console: ConsolePages;
  readonly api: apigateway.HttpApi;

  constructor(scope: Construct, id: string, { configuration, names, ...props }: DataStackProps) {
    super(scope, id, { ...props, terminationProtection: true });
    this.table = tableOf(this, names);
    for (const variable of Object.keys(secrets) as SecretVariable[]) secretOf(this, variable, names);
    new KeptEvents(this, 'Events', { configuration, names });
    this.mail = new MailSetup(this, 'Mail', { configuration, names });
    this.team = new cognito.UserPool(this, 'Team', {
      userPoolName: `${names.prefix}-team`,
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      passwordPolicy: {
        minLength: 12,
        requireDigits: true,
        requireLowercase: true,
        requireUppercase: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(3),
      },
      mfa: cognito.Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      accountRecovery: cognito.AccountRecovery.EMAIL_ONLY,
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    justify(this.team, 'AwsSolutions-COG3', 'Threat protection is a paid plan; sign-in needs a second factor anyway.');
    justify(
      this.team,
      'AwsSolutions-COG8',
      'The paid plan adds nothing that a closed team with a second factor needs.',
    );
    this.api = new apigateway.HttpApi(this, 'Api', { apiName: names.prefix, createDefaultStage: false });
    this.api.applyRemovalPolicy(RemovalPolicy.RETAIN);
    new CfnOutput(this, 'ApiAddress', { value: this.api.apiEndpoint });
    this.console = new ConsolePages(this, 'Console', { configuration, names, api: this.api, team: this.team });
  }
}

const tableOf = (scope: Construct, names: Names): dynamodb.TableV2 => {
  const text = (name: string) => ({ name, type: dynamodb.AttributeType.STRING });
  return new dynamodb.TableV2(scope, 'Table', {
    tableName: names.table,
    partitionKey: text('pk'),
    sortKey: text('sk'),
    globalSecondaryIndexes: [{ indexName, partitionKey: text('ipk'), sortKey: text('isk') }],
    timeToLiveAttribute,
    dynamoStream: dynamodb.StreamViewType[streamSchema.StreamViewType],
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
    deletionProtection: true,
    removalPolicy: RemovalPolicy.RETAIN,
  });
};

/**
 * Initial values of secrets: until they are set, every token is refused and nothing is posted. A connector's basic
 * authentication is a list of `user:password`, and `,` is an empty one.
 */
export const initialSecrets: Partial<Readonly<Record<string, string>>> = {
  DAYMARK_DESTINATIONS: '{}',
  DAYMARK_USER_TOKENS: 'null',
  ...Object.fromEntries(
    Object.values<Connector>(connectors).flatMap(({ auth, secrets }) =>
      auth === 'basic' && secrets ? [[secrets, ',']] : [],
    ),
  ),
};

const secretOf = (scope: Construct, variable: SecretVariable, names: Names): void => {
  const initial = initialSecrets[variable];
  const secret = new secretsmanager.Secret(scope, `Secret-${secrets[variable]}`, {
    secretName: names.secret(secrets[variable]),
    // Otherwise a random value.
    ...(initial
      ? { secretStringValue: SecretValue.unsafePlainText(initial) }
      : { generateSecretString: { passwordLength: 48, excludePunctuation: true } }),
    removalPolicy: RemovalPolicy.RETAIN,
  });
  justify(
    secret,
    'AwsSolutions-SMG4',
    'Each secret is shared with another system: docs/deploy.md says how to rotate it.',
  );
};
