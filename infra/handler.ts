import { join } from 'node:path';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { callsItself, defaultTimeoutSeconds, memoryOf } from '../engine/wiring/functions.ts';
import { justify } from './justify.ts';

interface HandlerProps {
  /** Prefix of functions, roles and log groups: `<prefix>-<id>`. */
  prefix: string;
  environment: Readonly<Record<string, string>>;
  /** A folder for each function, with its code and its build. */
  functionsFolder: string;
  timeoutSeconds?: number;
  atOnce?: number;
  logDays: number;
}

/** The Lambda function of `functions/<id>.ts`, with its own log group, and its own role that may only log and trace. */
export class Handler extends Construct {
  readonly function: lambda.Function;
  readonly role: iam.Role;
  readonly timeout: Duration;

  constructor(scope: Construct, id: string, props: HandlerProps) {
    super(scope, id);
    const { prefix, environment, functionsFolder, timeoutSeconds = defaultTimeoutSeconds, atOnce, logDays } = props;
    const name = `${prefix}-${id}`;
    this.timeout = Duration.seconds(timeoutSeconds);
    const logGroup = new logs.LogGroup(this, 'Logs', {
      logGroupName: `/aws/lambda/${name}`,
      retention: logDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.role = new iam.Role(this, 'Role', {
      roleName: name,
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
      description: `What functions/${id}.ts may do`,
    });
    // Retained, because function versions used by enrollments in flight keep this role.
    this.role.applyRemovalPolicy(RemovalPolicy.RETAIN);
    this.function = new lambda.Function(this, 'Function', {
      functionName: name,
      code: lambda.Code.fromAsset(join(functionsFolder, id)),
      handler: 'index.handler',
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      memorySize: memoryOf(id),
      timeout: this.timeout,
      // Otherwise Lambda would treat it as a mistake, and stop it after 16 rounds.
      ...(callsItself(id) && { recursiveLoop: lambda.RecursiveLoop.ALLOW }),
      ...(atOnce !== undefined && { reservedConcurrentExecutions: atOnce }),
      environment: { ...environment, NODE_OPTIONS: '--enable-source-maps', POWERTOOLS_SERVICE_NAME: id },
      tracing: lambda.Tracing.ACTIVE,
      role: this.role,
      logGroup,
    });
    logGroup.grantWrite(this.role);
    justify(
      this.role,
      'AwsSolutions-IAM5[Resource::*]',
      'Traces and task tokens have no resource that a policy could name.',
    );
  }
}
