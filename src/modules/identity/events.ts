import { Type } from 'typebox';
import { event } from '../../kernel/event.ts';

/** An office was given an end: today, or on a day to come. */
export const appointmentEnded = event('identity.appointment_ended', Type.Object({ appointment: Type.String() }));
