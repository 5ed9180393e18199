import type { ActedFrom } from '../account/audit-line.ts';
import { sha256Of } from '../account/sha256-of.ts';
import { firstProblem } from '../ingest/first-problem.ts';
import { RefusedRequest } from '../kernel/refused-request.ts';
import type { AllPorts } from '../ports/ports.ts';
import type { Acting, Action, ActionPorts, Actor } from './action.ts';
import { namesPossibleIds, notThere } from './answer-view.ts';
import { maySee, type Viewer } from './viewer.ts';

export interface AskedOfAction {
  viewer: Viewer;
  from: ActedFrom;
  /** Idempotency key of the request. */
  key: string | undefined;
  /** Parameters of path and query string. */
  parameters: Readonly<Record<string, string | undefined>>;
  body: unknown;
}

/**
 * Decides, records an audit line, then performs the action. After a crash in between, repeating the request with its
 * key completes it and gets the same answer.
 * @throws RefusedRequest 404 without permission
 */
export const answerAction = async <Needed extends keyof AllPorts>(
  action: Action<Needed> | undefined,
  { viewer, from, key, parameters, body }: AskedOfAction,
  ports: ActionPorts & Pick<AllPorts, Needed>,
): Promise<{ status: number; body: unknown }> => {
  if (!action || !maySee(viewer, action.roles) || !namesPossibleIds(action.path, parameters)) throw notThere();
  const { data, error } = action.body.safeParse({ ...fieldsOf(body), ...parameters });
  if (error) throw firstProblem(error);
  if (key === undefined && action.needsKey)
    throw new RefusedRequest('key_missing', 'Send an idempotency-key header, such as a UUID.', {
      field: 'idempotency-key',
    });
  const by = viewer.csm?.id ?? viewer.email;
  const now = ports.clock.now();
  const status = action.status ?? 200;
  const perform = async (actor: Actor) => {
    const acting: Acting<unknown> = await action.act(data, actor, ports);
    if (acting.line) await ports.audit.record({ id: actor.name, at: actor.at, by, from, ...acting.line });
    await acting.perform?.();
    return { status, body: acting.answer };
  };
  if (key === undefined)
    return perform({ viewer, by, at: now, from, name: sha256Of(by, now, action.path, data).slice(0, 32) });
  const request = sha256Of(action.path, data);
  const asked = await ports.actionKeys.begin({ by, key }, { request, at: now });
  if (asked.request !== request)
    throw new RefusedRequest(
      'key_reused',
      'This idempotency-key was used for another request. Use a new one for each request.',
      {
        status: 422,
        field: 'idempotency-key',
      },
    );
  if (asked.answer) return { status: asked.answer.status, body: JSON.parse(asked.answer.body) };
  const done = await perform({ viewer, by, at: asked.at, from, name: sha256Of(by, key).slice(0, 32) });
  await ports.actionKeys.finish(
    { by, key },
    { request, at: asked.at, answer: { status: done.status, body: JSON.stringify(done.body) } },
  );
  return done;
};

const fieldsOf = (body: unknown): object => {
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body;
  throw new RefusedRequest('invalid_request', 'The body is not a JSON object.');
};
