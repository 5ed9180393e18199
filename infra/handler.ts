import { resolve } from 'node:path';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import type * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { NodejsFunction, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { bundling } from './bundling.ts';

interface HandlerProps {
  environment: Readonly<Record<string, string>>;
  /** Copied beside the code, for DAYMARK_BUILD to point at. */
  buildFolder: string;
  table: dynamodb.TableV2;
}

/** The Lambda function of `functions/<id>.ts`, with its own log group, role, and access to the table. */
export class Handler extends Construct {
  readonly function: NodejsFunction;

  constructor(scope: Construct, id: string, { environment, buildFolder, table }: HandlerProps) {
    super(scope, id);
    this.function = new NodejsFunction(this, 'Function', {
      entry: resolve('functions', `${id}.ts`),
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      memorySize: 256,
      timeout: Duration.minutes(1),
      environment: { ...environment, NODE_OPTIONS: '--enable-source-maps' },
      logGroup: new logs.LogGroup(this, 'Logs', {
        retention: logs.RetentionDays.ONE_MONTH,
        removalPolicy: RemovalPolicy.DESTROY,
      }),
      bundling: {
        ...bundling,
        format: OutputFormat.ESM,
        commandHooks: {
          beforeInstall: () => [],
          beforeBundling: () => [],
          afterBundling: (_, output) => [`cp -r ${resolve(buildFolder)} ${output}/build`],
        },
      },
    });
    table.grantReadWriteData(this.function);
  }

  allow(actions: string[], resource: string): void {
    this.function.addToRolePolicy(new iam.PolicyStatement({ actions, resources: [resource] }));
  }
}
