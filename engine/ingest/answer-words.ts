import { longestComment } from '../account/worded-answer.ts';
import type { CatalogData } from '../definition/catalog.ts';
import { didYouMean } from '../kernel/did-you-mean.ts';
import { bareName } from '../kernel/same-word.ts';
import { wholeStart } from '../kernel/shortened.ts';
import type { AllowedValues } from './allowed-values.ts';

/** The topic and comment of a survey answer. */
export interface AnswerWords {
  topic?: string;
  comment?: string;
}

/**
 * Reads the comment and topic of an answer as they are stored. `warnings`: the parts left out. `where`: prefix of the
 * fields' names in warnings, such as `properties.`
 */
export const answerWords = (
  { topic, comment }: Readonly<Record<string, unknown>>,
  topics: NonNullable<CatalogData['surveyTopics']>,
  where = '',
): { words: AnswerWords; warnings: AllowedValues['warnings'] } => {
  const warnings: AllowedValues['warnings'][number][] = [];
  const words: AnswerWords = {};
  const known = Object.keys(topics);
  if (isSaid(topic)) {
    const named = typeof topic === 'string' ? topic.slice(0, 64) : '';
    const meant = known.find(each => bareName(each) === bareName(named));
    if (meant !== undefined) words.topic = meant;
    // The value may be a customer's words, so it is not repeated.
    else
      warnings.push({
        field: `${where}topic`,
        message: `is not in the catalog, and left out. ${didYouMean(named, known)}`,
      });
  }
  if (isSaid(comment)) {
    const said = typeof comment === 'string' ? comment.toWellFormed().trim() : '';
    if (said !== '') words.comment = wholeStart(said, longestComment);
    if (typeof comment !== 'string') warnings.push({ field: `${where}comment`, message: 'is not text, and left out' });
    if (said.length > longestComment)
      warnings.push({
        field: `${where}comment`,
        message: `has more than ${longestComment.toLocaleString('en-US')} characters: the rest is left out`,
      });
  }
  return { words, warnings };
};

const isSaid = (value: unknown): boolean => value !== undefined && value !== null && value !== '';
