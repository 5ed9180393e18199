import { join } from 'node:path';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

interface HandlerProps {
  environment: Readonly<Record<string, string>>;
  /** A folder for each function, with its code and its build. */
  functionsFolder: string;
  table: dynamodb.TableV2;
}

/** The Lambda function of `functions/<id>.ts`, with its own log group, role, and access to the table. */
export class Handler extends Construct {
  readonly function: lambda.Function;

  constructor(scope: Construct, id: string, { environment, functionsFolder, table }: HandlerProps) {
    super(scope, id);
    this.function = new lambda.Function(this, 'Function', {
      code: lambda.Code.fromAsset(join(functionsFolder, id)),
      handler: 'index.handler',
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      memorySize: 256,
      timeout: Duration.minutes(1),
      environment: { ...environment, NODE_OPTIONS: '--enable-source-maps' },
      logGroup: new logs.LogGroup(this, 'Logs', {
        retention: logs.RetentionDays.ONE_MONTH,
        removalPolicy: RemovalPolicy.DESTROY,
      }),
    });
    table.grantReadWriteData(this.function);
  }

  allow(actions: string[], resource: string): void {
    this.function.addToRolePolicy(new iam.PolicyStatement({ actions, resources: [resource] }));
  }
}
