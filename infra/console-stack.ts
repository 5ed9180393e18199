import { Aws, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as s3deploy from 'aws-cdk-lib/aws-s3-deployment';
import type { Construct } from 'constructs';
import type { ConsolePages } from './console-pages.ts';
import { justify } from './justify.ts';

interface ConsoleStackProps extends StackProps {
  pages: ConsolePages;
  /** Folder of its files, from `engine/build/build-console.ts`. */
  folder: string;
}

/** Deploys the console's files to the bucket behind CloudFront. */
export class ConsoleStack extends Stack {
  constructor(scope: Construct, id: string, { pages, folder, ...props }: ConsoleStackProps) {
    super(scope, id, props);
    new s3deploy.BucketDeployment(this, 'Pages', {
      // By name, so that the function's permissions don't refer to another stack's output.
      destinationBucket: s3.Bucket.fromBucketName(this, 'Files', pages.bucketName),
      sources: [
        s3deploy.Source.asset(folder),
        s3deploy.Source.jsonData('console.json', {
          mode: 'cognito',
          domain: pages.signIn,
          clientId: pages.client.userPoolClientId,
        }),
      ],
      distribution: pages.distribution,
      distributionPaths: ['/*'],
      // Browsers revalidate each file; CloudFront caches it until the next deployment.
      cacheControl: [s3deploy.CacheControl.fromString('no-cache'), s3deploy.CacheControl.sMaxAge(Duration.days(365))],
      memoryLimit: 256,
    });
    const reason = 'CDK’s own function, which copies files at a deployment and runs at no other time.';
    for (const rule of copyingNeeds(pages.bucketName)) justify(this, rule, reason);
  }
}

/** cdk-nag findings for CDK's copying function: it reads its assets, and writes the bucket's files. */
const copyingNeeds = (bucketName: string): string[] => [
  'AwsSolutions-L1',
  'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
  ...['GetObject*', 'GetBucket*', 'List*', 'DeleteObject*', 'Abort*'].map(
    action => `AwsSolutions-IAM5[Action::s3:${action}]`,
  ),
  ...[
    `arn:<AWS::Partition>:s3:::cdk-hnb659fds-assets-<AWS::AccountId>-<AWS::Region>/*`,
    `arn:<AWS::Partition>:s3:::${bucketName.replace(Aws.ACCOUNT_ID, '<AWS::AccountId>')}/*`,
    '*',
  ].map(resource => `AwsSolutions-IAM5[Resource::${resource}]`),
];
