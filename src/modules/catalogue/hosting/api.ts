import { Type } from 'typebox';
import { json, pageQuery, route } from '../../../kernel/http/route.ts';
import { instant, nullable, state } from '../api/schema.ts';
import { text } from '../definition/schema.ts';
import {
  burnDown,
  cloudProgress,
  type InstitutionProgress,
  openPortals,
  paceDays,
  portalsListed,
  portalsOf,
} from './progress.ts';
import { hostingStates } from './states.ts';
import type { Standing } from './store.ts';

const hostingState = Type.String({ enum: Object.keys(hostingStates) });

/** Where a system or a portal runs, as an entry's answer tells it. */
export const hostingPart = Type.Object({
  state: hostingState,
  /** The quarter in which it is to be moved, `2027-1`. */
  wave: nullable(Type.String()),
  changedAt: instant,
});

export const presentHosting = ({ state: stands, wave, changedAt }: Standing) => ({
  state: stands,
  wave,
  changedAt: changedAt.toISOString(),
});

const figures = {
  all: Type.Integer(),
  moved: Type.Integer(),
  left: Type.Integer(),
  blocked: Type.Integer(),
  /** Of those left, how many each quarter is to move. */
  waves: Type.Record(Type.String(), Type.Integer()),
  lately: Type.Integer(),
  /** Day on which none is left at the pace of late. */
  forecast: nullable(Type.String({ format: 'date' })),
};

const present = ({ all, moved, left, blocked, waves, lately, forecast }: InstitutionProgress) => {
  return { all, moved, left, blocked, waves: { ...waves }, lately, forecast: forecast ?? null };
};

/** The page of the government cloud for programs. */
export const cloudApi = route({
  method: 'GET',
  path: '/api/v1/catalogue/cloud',
  access: 'catalogue.read',
  summary: `How far systems have moved into the government cloud, of all or of one institution, by the pace of ${paceDays} days; portals still to be closed, ${portalsListed} a page`,
  query: Type.Object({
    institution: Type.Optional(Type.String({ pattern: '^[a-z0-9-]{1,20}$' })),
    page: pageQuery.properties.s,
  }),
  answer: Type.Object({
    ...figures,
    burnDown: Type.Array(Type.Object({ month: Type.String(), left: Type.Integer() })),
    institutions: Type.Array(Type.Object({ institution: Type.String(), ...figures })),
    portals: Type.Object({
      all: Type.Integer(),
      closed: Type.Integer(),
      open: Type.Array(
        Type.Object({
          code: Type.String(),
          title: text,
          institution: Type.String(),
          state: hostingState,
          replacedBy: Type.Array(Type.Object({ code: Type.String(), title: text, state })),
        }),
      ),
      page: Type.Integer(),
      pages: Type.Integer(),
    }),
  }),
  async handler(request) {
    const { institution, page = '1' } = request.query;
    const progress = await cloudProgress(request, institution);
    const portals = portalsOf(progress, institution);
    const open = await openPortals(request, { institution, page: Number(page) });
    return json({
      ...present(progress.shown),
      burnDown: await burnDown(request, progress.shown),
      institutions: progress.institutions
        .filter((one) => institution === undefined || one.institution === institution)
        .map((one) => ({ institution: one.institution, ...present(one) })),
      portals: {
        ...portals,
        open: open.map(({ replacements, ...portal }) => ({
          ...portal,
          replacedBy: replacements.map((service) => ({
            code: service.code,
            title: service.title,
            state: service.state,
          })),
        })),
        page: Number(page),
        pages: Math.max(1, Math.ceil((portals.all - portals.closed) / portalsListed)),
      },
    });
  },
});
