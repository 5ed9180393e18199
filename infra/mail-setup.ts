import { Duration } from 'aws-cdk-lib';
import * as events from 'aws-cdk-lib/aws-events';
import * as ses from 'aws-cdk-lib/aws-ses';
import * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { type MessageClass, messageClasses } from '../engine/definition/policy.ts';
import type { Configuration } from './configuration.ts';
import type { Names } from './names.ts';

/** Sender identities, a configuration set for each message class, and the topic of SES feedback. */
export class MailSetup extends Construct {
  readonly events: sns.Topic;
  /** Domains and addresses that SES must have verified. */
  readonly senders: readonly string[];

  constructor(scope: Construct, id: string, { configuration, names }: { configuration: Configuration; names: Names }) {
    super(scope, id);
    this.events = new sns.Topic(this, 'Events', { topicName: `${names.prefix}-mail-events`, enforceSSL: true });
    const { domain, testInbox } = configuration.mail;
    // In test mode, mail is sent from the test inbox to itself.
    const isOwnDomain = domain !== undefined && testInbox?.endsWith(`@${domain}`) === true;
    this.senders = [domain, isOwnDomain ? undefined : testInbox].filter(sender => sender !== undefined);
    if (domain !== undefined)
      new ses.EmailIdentity(this, 'Sender', {
        identity: ses.Identity.domain(domain),
        dkimSigning: true,
        mailFromDomain: `bounces.${domain}`,
        feedbackForwarding: false,
      });
    if (testInbox !== undefined && !isOwnDomain)
      new ses.EmailIdentity(this, 'TestInbox', { identity: ses.Identity.email(testInbox) });
    for (const messageClass of messageClasses) this.configurationSet(messageClass, names);
  }

  private configurationSet(messageClass: MessageClass, names: Names): void {
    const isTransactional = messageClass === 'transactional';
    const set = new ses.ConfigurationSet(this, messageClass, {
      configurationSetName: `${names.prefix}-${messageClass}`,
      tlsPolicy: ses.ConfigurationSetTlsPolicy.REQUIRE,
      reputationMetrics: true,
      maxDeliveryDuration: Duration.hours(4),
      // A complaint about a newsletter must not silence the mail about a failed payment.
      suppressionReasons: isTransactional
        ? ses.SuppressionReasons.BOUNCES_ONLY
        : ses.SuppressionReasons.BOUNCES_AND_COMPLAINTS,
    });
    // Without these two events SES neither wraps links nor adds a pixel: a payment link stays as it is.
    const seen = isTransactional ? [] : [ses.EmailSendingEvent.OPEN, ses.EmailSendingEvent.CLICK];
    const told = [...always, ...seen];
    // Feedback relies on the queue behind SNS; EventBridge is best effort, for other consumers.
    set.addEventDestination('Feedback', { destination: ses.EventDestination.snsTopic(this.events), events: told });
    set.addEventDestination('Bus', {
      destination: ses.EventDestination.eventBus(
        events.EventBus.fromEventBusName(this, `Bus-${messageClass}`, 'default'),
      ),
      events: told,
    });
  }

  /** Resources that sending needs: the senders' identities, and the configuration sets. */
  resources(names: Names): string[] {
    return [
      ...this.senders.map(sender => `identity/${sender}`),
      ...messageClasses.map(messageClass => `configuration-set/${names.prefix}-${messageClass}`),
    ];
  }
}

const always = [
  ses.EmailSendingEvent.SEND,
  ses.EmailSendingEvent.REJECT,
  ses.EmailSendingEvent.BOUNCE,
  ses.EmailSendingEvent.COMPLAINT,
  ses.EmailSendingEvent.DELIVERY,
  ses.EmailSendingEvent.RENDERING_FAILURE,
  ses.EmailSendingEvent.DELIVERY_DELAY,
];
