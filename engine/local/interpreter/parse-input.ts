import { ServiceError } from '../service-error.ts';
import { payloadLimit } from './json-size.ts';

/** Parses the input of an execution. @throws ServiceError */
export const parseInput = (input: string): unknown => {
  if (Buffer.byteLength(input) > payloadLimit)
    throw new ServiceError('InvalidExecutionInput', `Invalid Execution Input: more than ${payloadLimit} bytes`);
  if (!isJson(input))
    throw new ServiceError('InvalidExecutionInput', `Invalid Execution Input: '${input.slice(0, 100)}'`);
  return JSON.parse(input);
};

export const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};
