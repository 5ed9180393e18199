import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import { CfnDeliveryStream } from 'aws-cdk-lib/aws-kinesisfirehose';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { archivePrefix } from '../engine/ports/event-archive.ts';
import { allow } from './allow.ts';
import type { Configuration } from './configuration.ts';
import { justify } from './justify.ts';
import type { Names } from './names.ts';

/** The archive of accepted events: a delivery stream with 15-minute batches, and a bucket with files by day. */
export class KeptEvents extends Construct {
  constructor(scope: Construct, id: string, { configuration, names }: { configuration: Configuration; names: Names }) {
    super(scope, id);
    const bucket = new s3.Bucket(this, 'Files', {
      bucketName: names.archive(Aws.ACCOUNT_ID, Aws.REGION),
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      encryption: s3.BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      lifecycleRules: [
        { expiration: Duration.days(configuration.eventDays), abortIncompleteMultipartUploadAfter: Duration.days(1) },
      ],
      removalPolicy: RemovalPolicy.RETAIN,
    });
    justify(
      bucket,
      'AwsSolutions-S1',
      'It holds no name and no address; only operators read it, whom CloudTrail tells.',
    );
    const role = new iam.Role(this, 'Role', {
      roleName: names.archiveStream,
      assumedBy: new iam.ServicePrincipal('firehose.amazonaws.com', {
        conditions: { StringEquals: { 'sts:ExternalId': Aws.ACCOUNT_ID } },
      }),
    });
    allow(role, ['s3:GetBucketLocation', 's3:ListBucket', 's3:ListBucketMultipartUploads'], [bucket.bucketArn]);
    role.addToPolicy(
      new iam.PolicyStatement({
        actions: ['s3:AbortMultipartUpload', 's3:PutObject'],
        resources: [bucket.arnForObjects('*')],
      }),
    );
    justify(role, `AwsSolutions-IAM5[Resource::<${fileBucketId(bucket)}.Arn>/*]`, 'Firehose names the files by time.');
    const stream = new CfnDeliveryStream(this, 'Stream', {
      deliveryStreamName: names.archiveStream,
      deliveryStreamType: 'DirectPut',
      deliveryStreamEncryptionConfigurationInput: { keyType: 'AWS_OWNED_CMK' },
      extendedS3DestinationConfiguration: {
        bucketArn: bucket.bucketArn,
        roleArn: role.roleArn,
        prefix: `${archivePrefix}!{timestamp:yyyy-MM-dd}/`,
        errorOutputPrefix: 'failed/!{firehose:error-output-type}/',
        compressionFormat: 'GZIP',
        bufferingHints: { intervalInSeconds: 900, sizeInMBs: 64 },
      },
    });
    stream.node.addDependency(role);
  }
}

const fileBucketId = (bucket: s3.Bucket): string => bucket.stack.getLogicalId(bucket.node.defaultChild as s3.CfnBucket);
