import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import type { Ingested } from '../../ingest/ingested.ts';
import { answer } from './http-door.ts';

/** The response body for calls that were accepted. */
export const ingestedAnswer = ({ warnings, kept, failed }: Ingested): APIGatewayProxyStructuredResultV2 =>
  answer(200, {
    success: true,
    ...(warnings.length > 0 && { warnings }),
    ...(kept > 0 && { kept }),
    ...(failed.length > 0 && { failed }),
  });
