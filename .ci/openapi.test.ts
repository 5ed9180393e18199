import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { openApiDocument } from '../engine/views/open-api.ts';

interface Validates {
  validate(document: object): Promise<{ valid: boolean; errors?: unknown }>;
  version?: string;
}

test('the OpenAPI document is valid by a validator of others', async () => {
  const { Validator } = (await import(
    createRequire(new URL('./clients/package.json', import.meta.url)).resolve('@seriousme/openapi-schema-validator')
  )) as { Validator: new () => Validates };
  const validator = new Validator();
  const { valid, errors } = await validator.validate(JSON.parse(JSON.stringify(openApiDocument())));
  expect(errors).toBeUndefined();
  expect(valid).toBe(true);
  expect(validator.version).toBe('3.1');

  const broken = { ...openApiDocument(), paths: { '/v1/me': { get: { responses: 'none' } } } };
  expect(await new Validator().validate(broken)).toMatchObject({ valid: false });
});
