import middy from '@middy/core';
import { coldStart } from '../engine/adapters/aws/cold-start.ts';
import {
  connectContacts,
  connectDeliveries,
  connectMailer,
  connectPlans,
  connectPromptContents,
  connectSwitches,
} from '../engine/adapters/aws/connect.ts';
import { connectPoster } from '../engine/adapters/aws/connect-people.ts';
import { touchCall } from '../engine/definition/call-schema.ts';
import type { PortsWith } from '../engine/ports/ports.ts';
import { deliverTouch } from '../engine/sending/use-cases/deliver-touch.ts';

export const createHandler = (
  ports: PortsWith<'contacts' | 'deliveries' | 'mailer' | 'plans' | 'poster' | 'promptContents' | 'switches'>,
) => middy().handler((event: unknown) => deliverTouch(touchCall.parse(event), ports));

export const handler = coldStart(ports =>
  createHandler({
    ...ports,
    contacts: connectContacts(ports),
    deliveries: connectDeliveries(ports),
    plans: connectPlans(ports),
    mailer: connectMailer(ports),
    poster: connectPoster(ports),
    promptContents: connectPromptContents(ports),
    switches: connectSwitches(ports),
  }),
);
