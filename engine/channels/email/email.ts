import { allTopics } from '../../account/consent.ts';
import { consentToken } from '../../contacts/consent-token.ts';
import { addressOf } from '../../contacts/resolve-recipients.ts';
import { surveyToken } from '../../contacts/survey-token.ts';
import { unsubscribeToken } from '../../contacts/unsubscribe-token.ts';
import type { SurveyKind } from '../../definition/prompt-look.ts';
import type { TemplateRef } from '../../definition/step-call.ts';
import type { Mail, Ports, PortsWith } from '../../ports/ports.ts';
import type { EmailStep } from '../../steps/email/step.ts';
import { renderTemplate, type StandardVariables } from '../../templates/render-template.ts';
import type { OutgoingTouch, PreparedTouch } from '../outgoing-touch.ts';
import type { ChannelSender } from '../sender.ts';
import { templateLocales } from '../template-locales.ts';
import { templateVariables } from '../template-variables.ts';
import { listHeaders, tagText, threadHeaders } from './mail-headers.ts';

/** A mail to one contact. The address is read only here, right before sending. */
const prepareEmail = async (touch: OutgoingTouch<EmailStep>, ports: PortsWith<'mailer'>): Promise<PreparedTouch> => {
  const mail = await compose(touch, templateOf(touch), ports);
  return { kind: 'outgoing', send: () => ports.mailer.send(mail) };
};

export const emailSender: ChannelSender<EmailStep> = {
  prepare: prepareEmail,
  isBusy: ({ mailer }, now) => mailer.isBusy(now),
};

/** The template of a touch. @throws Error for a call compiled without one */
export const templateOf = ({ call }: OutgoingTouch): TemplateRef => {
  if (call.template) return call.template;
  throw new Error(
    `The call of step "${call.step.id}" in journey "${call.journey.id}" names no template: compile the journey again.`,
  );
};

const compose = async (touch: OutgoingTouch<EmailStep>, template: TemplateRef, ports: Ports): Promise<Mail> => {
  const { call, snapshot, addressee } = touch;
  const { publicUrl, configurationSetPrefix } = ports.settings;
  const contact = addressee.contact;
  const to = contact && addressOf(contact);
  if (to === undefined) throw new Error(`Contact "${addressee.to}" has no email address; the gate let it pass.`);
  const locales = templateLocales(contact?.attributes, snapshot.profile?.attributes);
  const compiled = await ports.build.template(template.hash, locales);
  const links =
    call.class === 'transactional'
      ? undefined
      : { ...unsubscribeLinks(touch, template, ports), ...surveyLink(touch, compiled.survey, ports) };
  const { subject, html, text } = renderTemplate(
    compiled,
    templateVariables(touch, call.step.data, {
      links,
      confirmation: await confirmationOf(touch, compiled.locale, ports),
      locale: compiled.locale,
    }),
  );
  return {
    to,
    from: call.policy.from[call.class],
    subject,
    html: html ?? '',
    text,
    headers: {
      ...(links && listHeaders(call.class, template.topic ?? call.class, links.unsubscribe, publicUrl)),
      ...threadHeaders(call.step.thread, { account: call.account, journey: call.journey.id, publicUrl }),
    },
    configurationSet: `${configurationSetPrefix}-${call.class}`,
    tags: tagsOf(touch),
    // A payment link must stay as it is, and its token out of redirect logs.
    tracking: call.class !== 'transactional',
  };
};

/** Ids only: tags show in logs and metrics. */
const tagsOf = ({ call, addressee }: OutgoingTouch): Mail['tags'] => ({
  delivery: addressee.delivery,
  account: Buffer.from(call.account).toString('base64url'),
  journey: tagText(call.journey.id),
  step: tagText(call.step.id),
  enrollment: tagText(call.enrollment),
});

/** The link to the mail's survey, if it has one. */
const surveyLink = ({ call, addressee }: OutgoingTouch, survey: SurveyKind | undefined, { settings }: Ports) => {
  if (survey === undefined) return {};
  const claim = { account: call.account, contact: addressee.to, delivery: addressee.delivery, survey };
  return { answer: `${settings.publicUrl}/s/${surveyToken(claim, settings.tokenSecrets[0])}` };
};

/** For a mail that asks to confirm a topic: the link, and the topic. */
const confirmationOf = async (
  { call, snapshot, addressee }: OutgoingTouch<EmailStep>,
  locale: string,
  { build, settings }: Ports,
): Promise<StandardVariables['confirmation']> => {
  if (call.step.to.who !== 'asked') return undefined;
  const fields = snapshot.enrollments.find(({ id }) => id === call.enrollment)?.trigger.fields;
  const [name, askedAt] = [String(fields?.topic), String(fields?.askedAt)];
  const topic = (await build.catalog()).topics[name];
  if (topic === undefined) return undefined;
  const claim = { account: call.account, contact: addressee.to, topic: name, askedAt };
  const { title, description } = topic;
  return {
    url: `${settings.publicUrl}/u/${consentToken(claim, settings.tokenSecrets[0])}`,
    topic: title[locale] ?? title.en,
    description: description[locale] ?? description.en,
  };
};

/** Both lead to the contact's preferences page: the first for this topic, the second for all topics. */
const unsubscribeLinks = ({ call, addressee }: OutgoingTouch, { topic }: TemplateRef, { settings }: Ports) => {
  const link = (of: string): string => {
    const claim = { account: call.account, contact: addressee.to, topic: of, delivery: addressee.delivery };
    return `${settings.publicUrl}/u/${unsubscribeToken(claim, settings.tokenSecrets[0])}`;
  };
  return { unsubscribe: link(topic ?? allTopics), preferences: link(allTopics) };
};
