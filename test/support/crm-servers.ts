import type { ServerResponse } from 'node:http';
import type { CrmName } from '../../engine/connectors/crms.ts';
import { type Received, startTestServer, type TestServer } from './http-server.ts';

/** A task as the CRM has it: its own fields, and the company that it is at. */
export interface KeptTask {
  company: string;
  fields: Record<string, string>;
}

/** A CRM that answers as the documentation of its API shows it. */
export interface CrmServer {
  server: TestServer;
  tasks: Map<string, KeptTask>;
  /** The destination of the secret. */
  destination: object;
  /** Replaces answers from now on, by method and path; the request is still carried out. */
  fails: (what: string) => Answer | undefined;
}

const json = (response: ServerResponse, status: number, body: object) =>
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));

type Answer = (response: ServerResponse) => unknown;

const serve = async (
  destination: (url: string) => object,
  act: (asked: Received, tasks: Map<string, KeptTask>, url: string) => Answer,
): Promise<CrmServer> => {
  const server = await startTestServer();
  const crm: CrmServer = { server, tasks: new Map(), destination: destination(server.url), fails: () => undefined };
  server.answer = (response, asked) => {
    const what = `${asked.method} ${asked.path.replace(/\?.*|\/[^/]*\d$/, '')}`;
    const answer = act(asked, crm.tasks, server.url);
    (crm.fails(what) ?? answer)(response);
  };
  return crm;
};

/** @see https://developers.hubspot.com/docs/api/crm/tasks */
const startHubspot = () =>
  serve(
    url => ({ token: 'pat-eu1-1', api: url }),
    ({ method, path, headers, body }, tasks) => {
      const times = { createdAt: '2026-03-10T09:00:00.000Z', updatedAt: '2026-03-10T09:00:00.000Z', archived: false };
      if (headers.authorization !== 'Bearer pat-eu1-1')
        return response => json(response, 401, { status: 'error', category: 'INVALID_AUTHENTICATION' });
      const said = JSON.parse(body);
      const id = path.split('/').at(-1) ?? '';
      if (path === '/crm/objects/2026-03/tasks/search') {
        const [{ filters }] = said.filterGroups;
        const of = filters.find((each: { propertyName: string }) => each.propertyName === 'associations.company').value;
        const results = [...tasks].flatMap(([found, { company, fields }]) =>
          company === of ? [{ id: found, properties: { hs_task_body: fields.hs_task_body }, ...times }] : [],
        );
        return response => json(response, 200, { total: results.length, results });
      }
      if (method === 'POST') {
        const made = String(78_000_000_000 + tasks.size + 1);
        const [{ to }] = said.associations;
        tasks.set(made, { company: to.id, fields: said.properties });
        return response => json(response, 201, { id: made, properties: said.properties, ...times });
      }
      const task = tasks.get(id);
      if (!task) return response => json(response, 404, { status: 'error', category: 'OBJECT_NOT_FOUND' });
      Object.assign(task.fields, said.properties);
      return response => json(response, 200, { id, properties: task.fields, ...times });
    },
  );

/** @see https://developer.salesforce.com/docs/atlas.en-us.api_rest.meta/api_rest/resources_sobject_basic_info.htm */
const startSalesforce = () => {
  let session = 0;
  return serve(
    url => ({ domain: url, clientId: '3MVG9', clientSecret: '8A4BE' }),
    ({ method, path, headers, body }, tasks, url) => {
      if (path === '/services/oauth2/token') {
        const asked = Object.fromEntries(new URLSearchParams(body));
        const isKnown = asked.client_id === '3MVG9' && asked.client_secret === '8A4BE';
        if (!isKnown || asked.grant_type !== 'client_credentials')
          return response => json(response, 400, { error: 'invalid_client_id' });
        session++;
        const given = { access_token: `00D!${session}`, token_type: 'Bearer', issued_at: '1678833535086' };
        return response => json(response, 200, { ...given, instance_url: url });
      }
      // The first session ends after its first call.
      if (headers.authorization !== `Bearer 00D!${session}` || (session === 1 && tasks.size > 0))
        return response =>
          json(response, 401, [{ errorCode: 'INVALID_SESSION_ID', message: 'Session expired' }] as never);
      const query = /^\/services\/data\/v\d+\.0\/query\?q=(.*)$/.exec(path)?.[1];
      if (query !== undefined) {
        const of = /WhatId = '(\w+)'/.exec(decodeURIComponent(query))?.[1];
        const records = [...tasks].flatMap(([Id, { company, fields }]) =>
          company === of ? [{ attributes: { type: 'Task' }, Id, Description: fields.Description }] : [],
        );
        return response => json(response, 200, { totalSize: records.length, done: true, records });
      }
      const id = /^\/services\/data\/v\d+\.0\/sobjects\/Task(?:\/(\w+))?$/.exec(path)?.[1];
      if (method === 'POST' && id === undefined) {
        const { WhatId, ...fields } = JSON.parse(body);
        const made = `00T${String(tasks.size + 1).padStart(15, '0')}`;
        tasks.set(made, { company: WhatId, fields });
        return response => json(response, 201, { id: made, success: true, errors: [] });
      }
      const task = tasks.get(id ?? '');
      if (!task) return response => json(response, 404, [{ errorCode: 'NOT_FOUND' }] as never);
      Object.assign(task.fields, JSON.parse(body));
      return response => response.writeHead(204).end();
    },
  );
};

export const crmServers: Readonly<Record<CrmName, () => Promise<CrmServer>>> = {
  hubspot: startHubspot,
  salesforce: startSalesforce,
};
