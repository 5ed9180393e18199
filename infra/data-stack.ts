import { RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as ses from 'aws-cdk-lib/aws-ses';
import * as sns from 'aws-cdk-lib/aws-sns';
import type { Construct } from 'constructs';
import { indexName, timeToLiveAttribute } from '../engine/adapters/aws/table/create-table.ts';
import { messageClasses } from '../engine/domain/policy.ts';

export const configurationSetPrefix = 'daymark';

/** What outlives every deploy: the table, and how mail of each class is sent and heard of. */
export class DataStack extends Stack {
  readonly table: dynamodb.TableV2;
  readonly mailEvents: sns.Topic;

  constructor(scope: Construct, id: string) {
    super(scope, id, { terminationProtection: true });
    const text = (name: string) => ({ name, type: dynamodb.AttributeType.STRING });
    this.table = new dynamodb.TableV2(this, 'Table', {
      partitionKey: text('pk'),
      sortKey: text('sk'),
      globalSecondaryIndexes: [{ indexName, partitionKey: text('ipk'), sortKey: text('isk') }],
      timeToLiveAttribute,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: true,
      removalPolicy: RemovalPolicy.RETAIN,
    });
    this.mailEvents = new sns.Topic(this, 'MailEvents', { enforceSSL: true });
    for (const messageClass of messageClasses) {
      const set = new ses.ConfigurationSet(this, `Mail-${messageClass}`, {
        configurationSetName: `${configurationSetPrefix}-${messageClass}`,
        tlsPolicy: ses.ConfigurationSetTlsPolicy.REQUIRE,
        // A complaint about a newsletter must not silence the mail about a failed payment.
        suppressionReasons:
          messageClass === 'transactional'
            ? ses.SuppressionReasons.BOUNCES_ONLY
            : ses.SuppressionReasons.BOUNCES_AND_COMPLAINTS,
      });
      set.addEventDestination('Feedback', { destination: ses.EventDestination.snsTopic(this.mailEvents) });
    }
  }
}
