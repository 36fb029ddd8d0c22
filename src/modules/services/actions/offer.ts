import type { Context } from '../../../kernel/context.ts';
import type { BeginningView, FrontName, HomeView, ServiceCard, ServiceView } from '../views.ts';

/** Services in force, by title. */
export declare function listServices(ctx: Context): Promise<readonly ServiceCard[]>;
/** Passport of one service. Refuses `kernel.not_found`. */
export declare function serviceOf(ctx: Context, name: string): Promise<ServiceView>;
/** Life events of a front and the visitor's open cases. */
export declare function home(ctx: Context, front: FrontName): Promise<HomeView>;
/** Passport, facts read from registers for the signed-in applicant, and what remains to be asked. */
export declare function beginning(ctx: Context, name: string): Promise<BeginningView>;
