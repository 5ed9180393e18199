import { createRequire } from 'node:module';
import { getLanguageService, TextDocument } from 'amazon-states-language-service';
import aslValidator from 'asl-validator';
import type { StateMachineDefinition } from '../../engine/asl/asl.ts';
import { checkAsl } from '../../engine/asl/check-asl.ts';
import { renderAsl } from '../../engine/asl/render-asl.ts';

/** Everything that asl-validator, AWS's own language service and our rules hold against a machine. */
export const faultsOf = async (machine: StateMachineDefinition): Promise<string[]> => {
  const text = renderAsl(machine);
  // A copy: asl-validator writes into what it checks.
  const { errors } = aslValidator(JSON.parse(text), { checkArn: true, checkPaths: true });
  const document = TextDocument.create('machine.asl.json', 'asl', 1, text);
  const parsed = service.parseJSONDocument(document);
  const diagnostics = await service.doValidation(document, parsed);
  return [
    ...errors.map(error => `asl-validator: ${JSON.stringify(error)}`),
    ...diagnostics.map(({ message, range }) => `language service: ${range.start.line + 1}: ${message}`),
    ...checkAsl(machine).map(({ rule, message }) => `${rule}: ${message}`),
  ];
};

const service = getLanguageService({});

interface Schemas {
  errors?: unknown;
  validate(name: unknown, data: unknown): unknown;
}

/** asl-validator makes its schemas anew for each machine, which takes ten times as long as all checks: the first ones serve all machines. */
const keepSchemas = (): void => {
  const itsRequire = createRequire(import.meta.resolve('asl-validator'));
  const { prototype } = itsRequire('ajv').default as { prototype: Schemas };
  const { validate } = prototype;
  let first: Schemas | undefined;
  prototype.validate = function (this: Schemas, name, data) {
    if (name !== 'http://asl-validator.cloud/state-machine.json#') return validate.call(this, name, data);
    first ??= this;
    const isValid = validate.call(first, name, data);
    this.errors = first.errors;
    return isValid;
  };
};
keepSchemas();
