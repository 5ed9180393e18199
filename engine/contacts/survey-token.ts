import { type SurveyKind, surveyScales } from '../definition/prompt-look.ts';
import { readToken, signToken } from './signed-token.ts';

/** The contact and the mail that a survey link answers for. Ids only. */
export interface SurveyClaim {
  account: string;
  contact: string;
  delivery: string;
  survey: SurveyKind;
}

const shape = { kind: 2, fields: 4 };

export const surveyToken = ({ account, contact, delivery, survey }: SurveyClaim, secret: string): string =>
  signToken(shape.kind, [account, contact, delivery, survey], secret);

/** The claim of a token signed with one of the secrets; undefined for any other text. */
export const readSurveyToken = (token: string, secrets: readonly string[]): SurveyClaim | undefined => {
  const [account, contact, delivery, survey = ''] = readToken(token, shape, secrets) ?? [];
  if (account === undefined || contact === undefined || delivery === undefined || !isSurvey(survey)) return undefined;
  return { account, contact, delivery, survey };
};

/** A whole number within the survey's scale; undefined for any other text. */
export const scoreIn = (survey: SurveyKind, text: string | undefined): number | undefined => {
  const [from, to] = surveyScales[survey];
  const score = /^\d{1,2}$/.test(text ?? '') ? Number(text) : undefined;
  return score !== undefined && score >= from && score <= to ? score : undefined;
};

const isSurvey = (text: string): text is SurveyKind => Object.hasOwn(surveyScales, text);
