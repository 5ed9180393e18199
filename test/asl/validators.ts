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
