import { Aws, CfnOutput, Duration, Fn, RemovalPolicy, Stack } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import * as acm from 'aws-cdk-lib/aws-certificatemanager';
import * as cloudfront from 'aws-cdk-lib/aws-cloudfront';
import * as origins from 'aws-cdk-lib/aws-cloudfront-origins';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { contentSecurityPolicy } from '../engine/access/console-policy.ts';
import { viewerRoles } from '../engine/views/viewer.ts';
import type { Configuration } from './configuration.ts';
import { justify } from './justify.ts';
import type { Names } from './names.ts';

interface ConsolePagesProps {
  configuration: Configuration;
  names: Names;
  api: HttpApi;
  /** The users who may sign in. */
  team: cognito.UserPool;
}

/**
 * Hosting and sign-in of the console: files in a private bucket behind CloudFront, which forwards `/v1/` to the API, so
 * that pages and API share an origin. Without visitors it costs a few cents of storage.
 */
export class ConsolePages extends Construct {
  readonly bucketName: string;
  readonly distribution: cloudfront.Distribution;
  readonly client: cognito.UserPoolClient;
  /** Host of the hosted sign-in. */
  readonly signIn: string;
  /** `https://…` */
  readonly origin: string;

  constructor(scope: Construct, id: string, { configuration, names, api, team }: ConsolePagesProps) {
    super(scope, id);
    const { consoleDomain } = configuration;
    this.bucketName = `${names.prefix}-console-${Aws.ACCOUNT_ID}`;
    const files = new s3.Bucket(this, 'Files', {
      bucketName: this.bucketName,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      encryption: s3.BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    justify(files, 'AwsSolutions-S1', 'It holds the pages, which are public code, and only CloudFront may read it.');
    // Unique among all customers of AWS in the region.
    const prefix = `${names.prefix}-${Aws.ACCOUNT_ID}`;
    team.addDomain('SignIn', { cognitoDomain: { domainPrefix: prefix } });
    this.signIn = `${prefix}.auth.${Stack.of(this).region}.amazoncognito.com`;
    this.distribution = new cloudfront.Distribution(this, 'Distribution', {
      comment: `${names.prefix} console`,
      defaultRootObject: 'index.html',
      minimumProtocolVersion: cloudfront.SecurityPolicyProtocol.TLS_V1_2_2021,
      ...(consoleDomain && {
        domainNames: [consoleDomain.name],
        certificate: acm.Certificate.fromCertificateArn(this, 'Certificate', consoleDomain.certificateArn),
      }),
      defaultBehavior: {
        origin: origins.S3BucketOrigin.withOriginAccessControl(files),
        cachePolicy: cloudfront.CachePolicy.CACHING_OPTIMIZED,
        responseHeadersPolicy: this.headers(names),
        viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
        compress: true,
        functionAssociations: [
          {
            eventType: cloudfront.FunctionEventType.VIEWER_REQUEST,
            function: new cloudfront.Function(this, 'Paths', {
              comment: 'A path without a file name is a page of the console.',
              runtime: cloudfront.FunctionRuntime.JS_2_0,
              code: cloudfront.FunctionCode.fromInline(pageOfPath),
            }),
          },
        ],
      },
      additionalBehaviors: {
        '/v1/*': {
          origin: new origins.HttpOrigin(Fn.select(2, Fn.split('/', api.apiEndpoint))),
          allowedMethods: cloudfront.AllowedMethods.ALLOW_ALL,
          cachePolicy: cloudfront.CachePolicy.CACHING_DISABLED,
          originRequestPolicy: cloudfront.OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
          viewerProtocolPolicy: cloudfront.ViewerProtocolPolicy.HTTPS_ONLY,
        },
      },
    });
    justify(this.distribution, 'AwsSolutions-CFR1', 'CSMs travel; who they are is asked at the sign-in.');
    justify(this.distribution, 'AwsSolutions-CFR2', 'Pages are static, and the API refuses who has no token.');
    justify(this.distribution, 'AwsSolutions-CFR3', 'The API logs every request, by route and without tokens.');
    justify(
      this.distribution,
      'AwsSolutions-CFR4',
      'Without a domain of its own CloudFront’s certificate fixes the protocol.',
    );
    this.origin = `https://${consoleDomain?.name ?? this.distribution.distributionDomainName}`;
    this.client = team.addClient('Console', {
      userPoolClientName: `${names.prefix}-console`,
      authFlows: { userSrp: true },
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [cognito.OAuthScope.OPENID, cognito.OAuthScope.EMAIL],
        callbackUrls: [`${this.origin}/`],
        logoutUrls: [`${this.origin}/`],
      },
      supportedIdentityProviders: [cognito.UserPoolClientIdentityProvider.COGNITO],
      idTokenValidity: Duration.hours(1),
      accessTokenValidity: Duration.hours(1),
      refreshTokenValidity: Duration.days(1),
      preventUserExistenceErrors: true,
    });
    for (const role of viewerRoles) {
      new cognito.CfnUserPoolGroup(this, `Group-${role}`, {
        userPoolId: team.userPoolId,
        groupName: role,
        description: `Daymark's console shows its members what is for a ${role}.`,
      });
    }
    new CfnOutput(Stack.of(this), 'ConsoleAddress', { value: this.origin });
  }

  /** Security headers: no foreign content, no inline scripts, no framing. */
  private headers(names: Names): cloudfront.ResponseHeadersPolicy {
    return new cloudfront.ResponseHeadersPolicy(this, 'Headers', {
      responseHeadersPolicyName: `${names.prefix}-console`,
      securityHeadersBehavior: {
        contentSecurityPolicy: {
          contentSecurityPolicy: contentSecurityPolicy([`https://${this.signIn}`]),
          override: true,
        },
        contentTypeOptions: { override: true },
        frameOptions: { frameOption: cloudfront.HeadersFrameOption.DENY, override: true },
        referrerPolicy: { referrerPolicy: cloudfront.HeadersReferrerPolicy.NO_REFERRER, override: true },
        strictTransportSecurity: { accessControlMaxAge: Duration.days(365), includeSubdomains: true, override: true },
      },
    });
  }
}

/** A CloudFront function: a JavaScript dialect that isn't compiled. */
const pageOfPath = `function handler(event) {
  var request = event.request;
  if (!/\\.[a-z]+$/.test(request.uri)) request.uri = '/index.html';
  return request;
}`;
