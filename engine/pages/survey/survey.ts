import { answerEvent } from '../../account/worded-answer.ts';
import { templateLocales } from '../../channels/template-locales.ts';
import { readSurveyToken, type SurveyClaim } from '../../contacts/survey-token.ts';
import { keepAnswer } from '../../contacts/use-cases/keep-answer.ts';
import type { CatalogData } from '../../definition/catalog.ts';
import type { SurveyKind } from '../../definition/prompt-look.ts';
import { answerWords } from '../../ingest/answer-words.ts';
import type { Ports, PortsWith } from '../../ports/ports.ts';

/** Data of a survey's page. */
export interface SurveyQuestion {
  survey: SurveyKind;
  isAnswered: boolean;
  /** Topics for a comment; if absent, the page doesn't ask for one. */
  topics?: CatalogData['surveyTopics'];
  sender: CatalogData['sender'];
  /** The reader's languages, the best first. */
  locales: readonly string[];
}

/** Read-only. `undefined` for an invalid token, or if the mail or contact no longer exists. */
export const readSurvey = async (
  token: string,
  ports: PortsWith<'contacts' | 'deliveries'>,
): Promise<SurveyQuestion | undefined> => {
  const claim = claimOf(token, ports);
  if (claim === undefined) return undefined;
  const [contact, profile, [delivery], { sender, surveyTopics }] = await Promise.all([
    ports.contacts.find(claim.account, claim.contact),
    ports.accounts.profile(claim.account),
    ports.deliveries.find(claim.account, [claim.delivery]),
    ports.build.catalog(),
  ]);
  if (contact === undefined || delivery === undefined) return undefined;
  return {
    survey: claim.survey,
    isAnswered: delivery.facts.answered !== undefined,
    ...(surveyTopics && { topics: surveyTopics }),
    sender,
    locales: templateLocales(contact.attributes, profile?.attributes),
  };
};

/**
 * Publishes the answer to journeys, once per mail: only the first counts. The event's id comes from the mail, and it is
 * published first, so that sending the form again repairs a crash in between.
 */
export const answerSurvey = async (
  token: string,
  { score, ...said }: { score: number; topic?: unknown; comment?: unknown },
  ports: PortsWith<'answers' | 'contacts' | 'deliveries' | 'queue'>,
): Promise<void> => {
  const claim = claimOf(token, ports);
  const question = claim && (await readSurvey(token, ports));
  if (!claim || !question || question.isAnswered) return;
  const at = ports.clock.now();
  const { topic, comment } = question.topics ? answerWords(said, question.topics).words : {};
  const event = {
    id: `survey:${claim.delivery}`,
    source: 'daymark',
    account: claim.account,
    user: claim.contact,
    name: answerEvent,
    occurredAt: at,
    receivedAt: at,
    fields: { survey: claim.survey, score, ...(topic !== undefined && { topic }) },
  } as const;
  if (topic !== undefined || comment !== undefined) await keepAnswer(event, comment, ports);
  await ports.queue.publish(event);
  await ports.deliveries.recordFact(claim.account, claim.delivery, 'answered', at);
};

const claimOf = (token: string, { settings }: Ports): SurveyClaim | undefined =>
  readSurveyToken(token, settings.tokenSecrets);
