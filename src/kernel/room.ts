import { anyone } from './access.ts';
import { calendarSchema } from './calendar.ts';
import type { DefinitionKind } from './definition.ts';
import { definitionSchema } from './definition-schema.ts';
import { kernelEntities } from './entities.ts';
import { describeApi } from './http/openapi.ts';
import { inLanguage } from './http/language.ts';
import { installRoutes } from './http/install.tsx';
import { file, json, route } from './http/route.ts';
import { forgetAttempts } from './attempt.ts';
import { forgetOrphans } from './file.ts';
import type { JobKind } from './job.ts';
import { forgetSessions } from './session.ts';
import { measureAll } from './measurement.ts';
import type { Room } from './module.ts';
import { partitionJob, schedulePartitions } from './partition.ts';
import { notFound } from './refusal.ts';
import { Type } from 'typebox';

const calendarKind: DefinitionKind<typeof calendarSchema> = {
  kind: 'calendar',
  files: /^calendar\.yaml$/,
  schema: calendarSchema,
  needs: [],
  compile: (source) => ({ compiled: source, findings: [] }),
};

const measureEverySeconds = 5;

/** Reads what the rooms wrote since the last time, then sets itself again. */
const measureJob: JobKind = {
  kind: 'kernel.measure',
  async run(ctx) {
    await measureAll(ctx.vahid);
    const at = new Date(ctx.vahid.now().getTime() + measureEverySeconds * 1000);
    await ctx.vahid.jobs.schedule(ctx, { kind: 'kernel.measure', key: 'kernel.measure', at, payload: null });
  },
};

/** Once a day: what was kept only while somebody was signed in, or trying to. */
const forgetJob: JobKind = {
  kind: 'kernel.forget',
  async run(ctx) {
    const now = ctx.vahid.now();
    await forgetSessions(ctx.db, now);
    await forgetAttempts(ctx.db, now);
    const at = new Date(now.getTime() + 86_400_000);
    await ctx.vahid.jobs.schedule(ctx, { kind: 'kernel.forget', key: 'kernel.forget', at, payload: null });
  },
};

/** Once a day: files that nothing refers to. */
const filesJob: JobKind = {
  kind: 'kernel.files',
  async run(ctx) {
    await forgetOrphans(ctx);
    const at = new Date(ctx.vahid.now().getTime() + 86_400_000);
    await ctx.vahid.jobs.schedule(ctx, { kind: 'kernel.files', key: 'kernel.files', at, payload: null });
  },
};

/** The shape of a kind of definition, for editors: the first line of a file may name it. */
const schemaRoute = route({
  method: 'GET',
  path: '/sxem/:file',
  access: 'kernel.readDefinitionSchema',
  params: Type.Object({ file: Type.String({ pattern: '^[a-z][a-z-]{0,60}[.]json$' }) }),
  async handler({ vahid, params, lang }) {
    const kinds = vahid.rooms.flatMap((room) => room.definitions ?? []);
    const kind = kinds.find((one) => `${one.kind}.json` === params.file);
    if (!kind) throw notFound();
    const id = `${vahid.config.publicUrl}${inLanguage(lang, `/sxem/${params.file}`)}`;
    return file(JSON.stringify(definitionSchema(kind, lang, id), null, 2), 'application/schema+json; charset=utf-8');
  },
});

/** The kernel seen as the first room: its tables, its own jobs, the description of the API and of definitions. */
export const kernelRoom: Room = {
  name: 'kernel',
  dependsOn: [],
  entities: kernelEntities,
  access: { 'kernel.readApiDescription': anyone, 'kernel.readDefinitionSchema': anyone, 'kernel.install': anyone },
  definitions: [calendarKind],
  jobs: [measureJob, partitionJob, forgetJob, filesJob],
  routes: [
    route({
      method: 'GET',
      path: '/api/v1/openapi.json',
      access: 'kernel.readApiDescription',
      summary: 'This description of the API',
      handler: async ({ vahid }) => json(describeApi(vahid.rooms, vahid.config)),
    }),
    schemaRoute,
    ...installRoutes,
  ],
  async released(ctx) {
    await schedulePartitions(ctx);
    for (const kind of ['kernel.measure', 'kernel.forget', 'kernel.files']) {
      await ctx.vahid.jobs.schedule(ctx, { kind, key: kind, at: ctx.vahid.now(), payload: null });
    }
  },
};
