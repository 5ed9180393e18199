import { describe, expect, it } from 'vitest';
import { consoleActionPaths, viewPaths } from '../../engine/access/public-routes.ts';
import { openApiDocument } from '../../engine/views/open-api.ts';

const document = openApiDocument();
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods as Record<string, Operation>).map(([method, operation]) => ({ path, method, ...operation })),
);

interface Operation {
  operationId: string;
  parameters: { name: string; in: string; required: boolean }[];
}

describe('the OpenAPI document', () => {
  it('has every view and every action', () => {
    const told = operations.map(({ method, path }) => `${method} ${path}`);
    for (const path of viewPaths) expect(told).toContain(`get ${path}`);
    for (const path of [...consoleActionPaths, '/v1/tasks/{id}/resolve']) expect(told).toContain(`post ${path}`);
  });

  it('names each operation once, and every part of a path as a parameter that is needed', () => {
    const names = operations.map(({ operationId }) => operationId);
    expect(names).toEqual([...new Set(names)]);
    for (const { path, method, parameters } of operations) {
      const inPath = parameters.filter(parameter => parameter.in === 'path');
      expect(inPath.map(({ name }) => `{${name}}`).sort(), `${method} ${path}`).toEqual(
        [...(path.match(/\{\w+\}/g) ?? [])].sort(),
      );
      expect(inPath.every(({ required }) => required)).toBe(true);
    }
  });

  it('refers to nothing that is not in it', () => {
    const refs = [...JSON.stringify(document).matchAll(/"\$ref":"([^"]+)"/g)].map(([, ref]) => ref);
    expect([...new Set(refs)]).toEqual(['#/components/schemas/Error']);
  });
});
