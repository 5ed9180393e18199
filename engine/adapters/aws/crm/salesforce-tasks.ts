import * as z from 'zod';
import { readJson } from '../../../kernel/read-json.ts';
import type { CrmTasks } from '../../../ports/crm.ts';
import { PostUnanswered, PostUnavailable } from '../../../ports/poster.ts';
import { newInSalesforce, salesforceFields } from '../../../sinks/salesforce/fields.ts';
import { attemptHttp, type HttpAnswer, type HttpAttempts, type HttpRequest, mustBeTaken } from '../http-attempts.ts';
import { httpsAddress } from '../https-address.ts';
import { validDestination } from './valid-destination.ts';

/** An external client app that uses the client credentials flow; its user may read and edit tasks. */
const salesforceDestination = z.strictObject({
  /** My Domain: `https://example.my.salesforce.com`. */
  domain: httpsAddress,
  clientId: z.string().min(1),
  clientSecret: z.string().min(1),
});

const them = 'Salesforce';
const api = '/services/data/v62.0';

/**
 * @see https://help.salesforce.com/s/articleView?id=xcloud.remoteaccess_oauth_client_credentials_flow.htm
 * @see https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_sobject_basic_info.htm
 */
export const salesforceTasks = (given: unknown, attempts: HttpAttempts): CrmTasks => {
  const { domain, clientId, clientSecret } = validDestination('salesforce', salesforceDestination, given);
  let session: Session | undefined;
  const logIn = async (): Promise<Session> => {
    const request = {
      url: `${domain}/services/oauth2/token`,
      method: 'POST' as const,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: clientId,
        client_secret: clientSecret,
      }).toString(),
    };
    const { data } = sessionAnswer.safeParse(
      readJson(mustBeTaken(await attemptHttp(() => request, true, attempts), them)),
    );
    if (data) return data;
    throw new PostUnavailable('Salesforce gave no session.');
  };
  const ask = async (method: HttpRequest['method'], path: string, body?: object): Promise<HttpAnswer> => {
    const send = async (by: Session) =>
      attemptHttp(
        () => ({
          url: `${by.instance_url}${api}${path}`,
          method,
          headers: { authorization: `Bearer ${by.access_token}`, 'content-type': 'application/json' },
          ...(body && { body: JSON.stringify(body) }),
        }),
        method !== 'POST',
        attempts,
      );
    session ??= await logIn();
    const answer = await send(session);
    if (answer.result !== 'refused' || answer.status !== 401) return answer;
    // The session has expired, and the request had no effect.
    session = await logIn();
    return send(session);
  };
  return {
    create: async task => {
      const body = { ...salesforceFields(task), ...newInSalesforce(task) };
      const { data } = created.safeParse(readJson(mustBeTaken(await ask('POST', '/sobjects/Task', body), them)));
      if (data) return data.id;
      throw new PostUnanswered('Salesforce took the task and did not say which it is.');
    },
    find: async ({ company, mark }) => {
      if (!salesforceId.test(company)) return undefined;
      // SOQL cannot filter by a task's description, so the loop below does.
      const query = `SELECT Id, Description FROM Task WHERE WhatId = '${company}' AND CreatedDate = LAST_N_DAYS:30 ORDER BY CreatedDate DESC LIMIT 200`;
      const answer = await ask('GET', `/query?q=${encodeURIComponent(query)}`);
      const { records } = found.parse(readJson(mustBeTaken(answer, them)));
      return records.find(({ Description }) => Description?.includes(mark) === true)?.Id;
    },
    update: async (id, task) => {
      const answer = await ask('PATCH', `/sobjects/Task/${encodeURIComponent(id)}`, salesforceFields(task));
      if (answer.result === 'refused' && answer.status === 404) return false;
      mustBeTaken(answer, them);
      return true;
    },
  };
};

type Session = z.output<typeof sessionAnswer>;
const sessionAnswer = z.object({ access_token: z.string().min(1), instance_url: httpsAddress });

const created = z.object({ id: z.string().min(1) });
const found = z.object({ records: z.array(z.object({ Id: z.string(), Description: z.string().nullish() })) });
const salesforceId = /^[A-Za-z0-9]{15,18}$/;
