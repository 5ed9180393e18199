import { Fn, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import * as apigateway from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import * as origins from 'aws-cdk-lib/aws-cloudfront-origins';
import * as logs from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { publicRoutes } from '../engine/access/public-routes.ts';
import type { Configuration } from './configuration.ts';
import type { DataStack } from './data-stack.ts';
import type { EngineStack } from './engine-stack.ts';
import { justify } from './justify.ts';
import type { Names } from './names.ts';

interface EdgeStackProps extends StackProps {
  configuration: Configuration;
  names: Names;
  data: DataStack;
  engine: EngineStack;
}

/** The public routes, throttled, and their domain names. */
export class EdgeStack extends Stack {
  constructor(scope: Construct, id: string, { configuration, names, data, engine, ...props }: EdgeStackProps) {
    super(scope, id, props);
    const routes: apigateway.HttpRoute[] = [];
    for (const { method, path, function: name } of publicRoutes) {
      const handler = engine.handlers.get(name);
      if (!handler)
        throw new Error(`${method} ${path} needs the function ${name}: add it to engine/wiring/functions.ts.`);
      const route = new apigateway.HttpRoute(this, `${method} ${path}`, {
        httpApi: data.api,
        routeKey: apigateway.HttpRouteKey.with(path, apigateway.HttpMethod[method]),
        integration: new HttpLambdaIntegration('Integration', handler.function),
      });
      routes.push(route);
      justify(
        route,
        'AwsSolutions-APIG4',
        'The handler checks the caller: a write key, a signature, or a token (engine/access/public-routes.ts).',
      );
    }
    const stage = new apigateway.HttpStage(this, 'Stage', {
      httpApi: data.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: configuration.requestsPerSecond, burstLimit: configuration.requestsAtOnce },
      detailedMetricsEnabled: true,
      accessLogSettings: {
        destination: new apigateway.LogGroupLogDestination(
          new logs.LogGroup(this, 'AccessLogs', {
            logGroupName: `/aws/vendedlogs/api/${names.prefix}`,
            retention: configuration.logDays,
            removalPolicy: RemovalPolicy.DESTROY,
          }),
        ),
        // Logs the route, not the path, because paths contain tokens. No IP addresses.
        format: AccessLogFormat.custom(
          JSON.stringify({
            at: '$context.requestTimeEpoch',
            request: '$context.requestId',
            route: '$context.routeKey',
            status: '$context.status',
            milliseconds: '$context.responseLatency',
            error: '$context.integrationErrorMessage',
          }),
        ),
      },
    });
    // Public routes are throttled first, so that they can't use up the capacity for servers.
    const { browserRequestsPerSecond: rate } = configuration;
    (stage.node.defaultChild as apigateway.CfnStage).routeSettings = Object.fromEntries(
      publicRoutes
        .filter(({ auth }) => auth === 'browserKey')
        .map(({ method, path }) => [
          `${method} ${path}`,
          { ThrottlingRateLimit: rate, ThrottlingBurstLimit: 2 * rate },
        ]),
    );
    stage.node.addDependency(...routes);
    if (configuration.webAclArn) this.behindFirewall(configuration.webAclArn, configuration, data);
    else if (configuration.domain) this.named(configuration.domain, stage, data);
  }

  private named(
    { name, certificateArn }: NonNullable<Configuration['domain']>,
    stage: apigateway.HttpStage,
    data: DataStack,
  ): void {
    const domainName = new apigateway.DomainName(this, 'Name', {
      domainName: name,
      certificate: acm.Certificate.fromCertificateArn(this, 'Certificate', certificateArn),
    });
    new apigateway.ApiMapping(this, 'Mapping', { api: data.api, domainName, stage });
  }

  /** WAF can't protect an HTTP API, only a CloudFront distribution before it. The API's own URL stays reachable. */
  private behindFirewall(webAclArn: string, { domain }: Configuration, data: DataStack): void {
    const distribution = new cloudfront.Distribution(this, 'Distribution', {
      webAclId: webAclArn,
      minimumProtocolVersion: cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
      ...(domain && {
        domainNames: [domain.name],
        certificate: acm.Certificate.fromCertificateArn(this, 'Certificate', domain.certificateArn),
      }),
      defaultBehavior: {
        origin: new origins.HttpOrigin(Fn.select(2, Fn.split('/', data.api.apiEndpoint))),
        allowedMethods: cloudfront.AllowedMethods.ALLOW_ALL,
        cachePolicy: cloudfront.CachePolicy.CACHING_DISABLED,
        originRequestPolicy: cloudfront.OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
        viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      },
    });
    justify(distribution, 'AwsSolutions-CFR1', 'Links in mails must open wherever their reader is.');
    justify(distribution, 'AwsSolutions-CFR3', 'The API logs every request, by route and without tokens.');
    justify(
      distribution,
      'AwsSolutions-CFR4',
      'Without a domain of its own CloudFront’s certificate fixes the protocol.',
    );
  }
}
