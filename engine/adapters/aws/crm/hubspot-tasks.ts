import * as z from 'zod';
import { plusSeconds } from '../../../kernel/instant.ts';
import { readJson } from '../../../kernel/read-json.ts';
import type { CrmTasks } from '../../../ports/crm.ts';
import { PostUnanswered } from '../../../ports/poster.ts';
import type { CrmTask } from '../../../sinks/crm-task.ts';
import { hubspotFields, hubspotTaskToCompany, newInHubspot } from '../../../sinks/hubspot/fields.ts';
import { attemptHttp, type HttpAttempts, type HttpRequest, mustBeTaken } from '../http-attempts.ts';
import { httpsAddress } from '../https-address.ts';
import { validDestination } from './valid-destination.ts';

/**
 * A private app's token with `crm.objects.contacts.read` and `.write`, which tasks require, and
 * `crm.objects.companies.read`.
 */
const hubspotDestination = z.strictObject({
  token: z.string().min(1),
  /** HubSpot's address; tests use another one. */
  api: httpsAddress.default('https://api.hubapi.com'),
});

const them = 'HubSpot';

/** @see https://developers.hubspot.com/docs/api-reference/2026-03/crm/activities/tasks/guide */
export const hubspotTasks = (destination: unknown, attempts: HttpAttempts): CrmTasks => {
  const { token, api } = validDestination('hubspot', hubspotDestination, destination);
  const ask = (method: HttpRequest['method'], path: string, body: object, repeats: boolean) =>
    attemptHttp(
      () => ({
        url: `${api}/crm/objects/2026-03/tasks${path}`,
        method,
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
      repeats,
      attempts,
    );
  return {
    create: async task => {
      const body = {
        properties: { ...hubspotFields(task), ...newInHubspot },
        associations: [
          {
            to: { id: task.company },
            types: [{ associationCategory: 'HUBSPOT_DEFINED', associationTypeId: hubspotTaskToCompany }],
          },
        ],
      };
      const { data } = created.safeParse(readJson(mustBeTaken(await ask('POST', '', body, false), them)));
      if (data) return data.id;
      throw new PostUnanswered('HubSpot took the task and did not say which it is.');
    },
    find: async task => {
      const since = Date.parse(plusSeconds(attempts.clock.now(), -30 * 86_400));
      const body = {
        filterGroups: [
          {
            filters: [
              { propertyName: 'associations.company', operator: 'EQ', value: task.company },
              { propertyName: 'hs_createdate', operator: 'GTE', value: String(since) },
            ],
          },
        ],
        sorts: [{ propertyName: 'hs_createdate', direction: 'DESCENDING' }],
        properties: ['hs_task_body'],
        limit: 100,
      };
      const { results } = found.parse(readJson(mustBeTaken(await ask('POST', '/search', body, true), them)));
      return results.find(({ properties }) => bears(properties.hs_task_body, task))?.id;
    },
    update: async (id, task) => {
      const answer = await ask('PATCH', `/${encodeURIComponent(id)}`, { properties: hubspotFields(task) }, true);
      if (answer.result === 'refused' && answer.status === 404) return false;
      mustBeTaken(answer, them);
      return true;
    },
  };
};

const created = z.object({ id: z.string().min(1) });
const found = z.object({
  results: z.array(z.object({ id: z.string(), properties: z.object({ hs_task_body: z.string().nullish() }) })),
});

const bears = (text: string | null | undefined, { mark }: CrmTask): boolean => text?.includes(mark) === true;
