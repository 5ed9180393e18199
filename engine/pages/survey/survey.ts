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
  /** Topics of a comment; without them none is asked for. */
  topics?: CatalogData['surveyTopics'];
  sender: CatalogData['sender'];
  /** The reader's languages, the best first. */
  locales: readonly string[];
}

/** Looks, and changes nothing. Nothing for a token that is not ours, or of a mail or contact that is no longer known. */
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
 * Tells journeys the answer, once for each mail: the first counts, whatever is sent after it. The event is named after
 * the mail and published first, so that a process that dies in between is repaired by sending the form again.
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
