/** Routes of `daymark dev` alone. What they return is answered as JSON, unless it is a file. */
export type DevRoutes = Record<string, (body: string, query: URLSearchParams) => unknown>;
