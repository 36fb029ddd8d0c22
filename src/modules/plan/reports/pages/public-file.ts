import { download } from '../../../../kernel/http/download.ts';
import { idParam, route } from '../../../../kernel/http/route.ts';
import { allow } from '../../../../kernel/access.ts';
import { notFound } from '../../../../kernel/refusal.ts';
import { findEvidence } from '../evidence-store.ts';

/** A file that proves something: once it was verified everybody may have it, unless it was marked as internal. */
export const publicFileRoute = route({
  method: 'GET',
  path: '/plan/subut/:id',
  access: 'plan.readReports',
  params: idParam,
  async handler(request) {
    allow(request, 'plan.readReports');
    const found = await findEvidence(request.db, request.params.id);
    if (!found || found.file === null || found.internal || found.verdict !== 'verified') throw notFound();
    return download(request, found.file, found.name);
  },
});
