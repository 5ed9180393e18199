import middy from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { coldStart } from '../engine/adapters/aws/cold-start.ts';
import { connectContacts, connectQueue } from '../engine/adapters/aws/connect.ts';
import { emptyAnswer, formBody, htmlAnswer } from '../engine/adapters/aws/html-answer.ts';
import { headerOf, httpDoor } from '../engine/adapters/aws/http-door.ts';
import { RefusedRequest } from '../engine/kernel/refused-request.ts';
import { acceptedLanguages } from '../engine/pages/page-language.ts';
import {
  changePreferences,
  confirmTopic,
  type PreferenceRequest,
  readConfirmation,
  readPreferences,
} from '../engine/pages/preferences/preferences.ts';
import { confirmationPage, lostPage, preferencesPage } from '../engine/pages/preferences/preferences-page.ts';
import type { PortsWith } from '../engine/ports/ports.ts';

/** GET and POST /u/{token}. GET is safe, as mail scanners fetch links; only a submitted form changes anything. */
export const createHandler = (ports: PortsWith<'contacts' | 'queue'>) =>
  middy()
    .use(httpDoor())
    .handler(async (event: APIGatewayProxyEventV2) => {
      const token = event.pathParameters?.token ?? '';
      const isPost = event.requestContext.http.method === 'POST';
      const form = isPost ? await formBody(event) : undefined;
      if (form?.get('choice') === 'confirm') await confirmTopic(token, event.requestContext.http.sourceIp, ports);
      const confirmation = await readConfirmation(token, ports);
      if (confirmation) return htmlAnswer(200, confirmationPage(confirmation));
      const done = form && (await changePreferences(token, askedIn(form), ports));
      if (done && form && isOneClick(form)) return emptyAnswer(200);
      const preferences = form && !done ? undefined : await readPreferences(token, ports);
      if (preferences) return htmlAnswer(200, preferencesPage(preferences, done));
      const { sender } = await ports.build.catalog();
      return htmlAnswer(404, lostPage(sender, acceptedLanguages(headerOf(event, 'accept-language'))));
    });

/** True for the one-click request of mail programs. @see RFC 8058, section 3.2 */
const isOneClick = (form: FormData): boolean => form.get('List-Unsubscribe') === 'One-Click';

/** The request in the page's form. @throws RefusedRequest */
const askedIn = (form: FormData): PreferenceRequest => {
  const choice = form.get('choice');
  if (isOneClick(form) || choice === 'without') return { kind: 'linked' };
  if (choice === 'none') return { kind: 'none' };
  if (choice === 'only') return { kind: 'only', topics: form.getAll('topic').map(String) };
  throw new RefusedRequest('invalid_form', 'Send List-Unsubscribe=One-Click, or the form of the page.');
};

export const handler = coldStart(ports =>
  createHandler({ ...ports, contacts: connectContacts(ports), queue: connectQueue(ports) }),
);
