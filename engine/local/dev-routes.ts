/**
 * Routes of `daymark dev` alone, by method and path. Results are sent as JSON, unless they are `{ type, content }` of a
 * file.
 */
export type DevRoutes = Record<string, (body: string, query: URLSearchParams) => unknown>;
