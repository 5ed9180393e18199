import { firstProblem } from '../ingest/first-problem.ts';
import { idOrNothing, longestIds } from '../kernel/read-id.ts';
import { RefusedRequest } from '../kernel/refused-request.ts';
import type { View, ViewPorts } from './view.ts';
import { maySee, type Viewer } from './viewer.ts';

/** @throws RefusedRequest 404 without permission to see it, 400 for an invalid query */
export const answerView = async (
  view: View | undefined,
  parameters: Readonly<Record<string, string | undefined>>,
  viewer: Viewer,
  ports: ViewPorts,
): Promise<unknown> => {
  if (!view || !maySee(viewer, view.roles) || !namesPossibleIds(view.path, parameters)) throw notThere();
  const { data, error } = view.query.safeParse(parameters);
  if (error) throw firstProblem(error);
  return view.read(data, viewer, ports);
};

/**
 * Whether each parameter in the path can be an id. Nothing is stored under another, and the table refuses a key of that length.
 */
export const namesPossibleIds = (path: string, parameters: Readonly<Record<string, string | undefined>>): boolean =>
  [...path.matchAll(/\{(\w+)\}/g)].every(
    ([, name = '']) => idOrNothing(parameters[name], longestIds.user) !== undefined,
  );

/** The same answer for missing pages and for pages the viewer may not see. */
export const notThere = (): RefusedRequest =>
  new RefusedRequest('not_found', 'There is no such page.', { status: 404 });
