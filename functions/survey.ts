import middy from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { coldStart } from '../engine/adapters/aws/cold-start.ts';
import { connectAnswers, connectContacts, connectDeliveries, connectQueue } from '../engine/adapters/aws/connect.ts';
import { formBody, htmlAnswer } from '../engine/adapters/aws/html-answer.ts';
import { headerOf, httpDoor } from '../engine/adapters/aws/http-door.ts';
import { scoreIn } from '../engine/contacts/survey-token.ts';
import { acceptedLanguages } from '../engine/pages/page-language.ts';
import { lostPage } from '../engine/pages/preferences/preferences-page.ts';
import { answerSurvey, readSurvey } from '../engine/pages/survey/survey.ts';
import { surveyPage } from '../engine/pages/survey/survey-page.ts';
import type { PortsWith } from '../engine/ports/ports.ts';

/** GET and POST /s/{token}. The link in a mail only shows the question; submitting the form answers it. */
export const createHandler = (ports: PortsWith<'answers' | 'contacts' | 'deliveries' | 'queue'>) =>
  middy()
    .use(httpDoor())
    .handler(async (event: APIGatewayProxyEventV2) => {
      const token = event.pathParameters?.token ?? '';
      const question = await readSurvey(token, ports);
      if (question === undefined) {
        const { sender } = await ports.build.catalog();
        return htmlAnswer(404, lostPage(sender, acceptedLanguages(headerOf(event, 'accept-language'))));
      }
      if (event.requestContext.http.method !== 'POST') {
        const score = scoreIn(question.survey, event.queryStringParameters?.score);
        return htmlAnswer(200, surveyPage(question, { score }));
      }
      const form = await formBody(event);
      const score = scoreIn(question.survey, String(form.get('score')));
      if (score === undefined) return htmlAnswer(400, surveyPage(question, { isMissing: true }));
      await answerSurvey(token, { score, topic: form.get('topic'), comment: form.get('comment') }, ports);
      return htmlAnswer(200, surveyPage({ ...question, isAnswered: true }));
    });

export const handler = coldStart(ports =>
  createHandler({
    ...ports,
    answers: connectAnswers(ports),
    contacts: connectContacts(ports),
    deliveries: connectDeliveries(ports),
    queue: connectQueue(ports),
  }),
);
