// usage: node tools/pictures.mjs
// Draws docs/pictures from the running program: starts it on a port and in a folder of its own, walks the journey so
// that there is something to see, and takes one picture of each page. Takes half a minute.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openBrowser } from '../test/browser/chromium.ts';
import * as walk from '../test/browser/walk.ts';
import { answersAt, startProgram } from './proof/program.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const target = join(root, 'docs/pictures');
const dataDir = await mkdtemp(join(tmpdir(), 'vahid-pictures-'));
const log = join(dataDir, 'program.log');
const program = startProgram({ root, dataDir, port: await freePort(8080).catch(() => freePort(0)), log });
try {
  await answersAt(program, '/readyz', 120);
  const browser = await openBrowser();
  try {
    await mkdir(target, { recursive: true });
    await draw(browser);
  } finally {
    await browser.close();
  }
} finally {
  if (program.lives()) await program.end('SIGTERM');
  await rm(dataDir, { recursive: true, force: true });
}

/** @param {import('playwright-core').Browser} browser */
async function draw(browser) {
  const sit = async () => {
    const context = await browser.newContext({
      baseURL: program.url,
      viewport: { width: 1280, height: 900 },
      reducedMotion: 'reduce',
    });
    context.setDefaultTimeout(20_000);
    return context.newPage();
  };
  // Two more companies, so that the desk has a queue and the plan more than one application to count.
  for (const name of ['Kənan Şükürlü', 'Aynur Qocayeva']) {
    const other = await sit();
    await walk.beginAs(other, name);
    await walk.apply(other);
    await other.context().close();
  }
  const [head, officer, approver] = [await sit(), await sit(), await sit()];
  const id = await applyWithPictures(head);
  await walk.signIn(officer, 'Elçin Nəbiyev', '/masa');
  await walk.openCase(officer, walk.company);
  await picture(officer, 'desk');
  await walk.decide(officer, 'Təsdiqə göndər', 'Təsdiq gözlənilir', 'Şərtlər ödənilir.');
  await walk.signIn(approver, 'Sevda Rüstəmova', '/masa');
  await walk.openCase(approver, walk.company);
  await walk.decide(approver, 'Təsdiq et', walk.approved);
  await walk.reloadUntil(head, `/muracietler/${id}`, walk.link(head, 'Sənədi aç'));
  await walk.go(head, walk.link(head, 'Sənədi aç'), 'Sənəd etibarlıdır');
  // The sheet with its QR code, and the plan down to its figures, are higher than a screen.
  await picture(head, 'certificate', 1145);
  const stranger = await sit();
  // The certificate's delivery has been counted too, as one of so few that their figure is not published.
  await walk.reloadUntil(stranger, '/plan', stranger.getByText('5-dən az hal'));
  await picture(stranger, 'plan', 1440);
  await stranger.goto('/plan/tedbir/6.1.1.2.1');
  await picture(stranger, 'measure', 1440);
  const office = await sit();
  await walk.signIn(office, 'Vüsal Həmidov', '/masa/plan');
  await office.locator('main a[href*="/masa/plan/hesabat/"]').first().click();
  await office.waitForURL(/hesabat/);
  await picture(office, 'judging', 1140);
  await office.goto('/masa/plan/lovhe');
  await picture(office, 'board', 1140);
  await stranger.goto('/plan/xercler');
  await picture(stranger, 'spending', 1140);
}

/**
 * The applicant's part, with its pictures; answers the id of the case.
 * @param {import('playwright-core').Page} head
 */
async function applyWithPictures(head) {
  await walk.beginAs(head, 'Nərmin Abbaslı');
  await picture(head, 'service');
  await walk.go(head, walk.button(head, 'Müraciətə başla'), walk.asked.area);
  await head.getByRole('radio', { name: 'Proqram təminatının hazırlanması' }).check();
  await picture(head, 'question');
  await walk.answerArea(head, 'Proqram təminatının hazırlanması');
  await walk.answerJobs(head, '6', walk.asked.project);
  await walk.answerProject(head);
  const { id } = await walk.send(head);
  await head.goto('/biznes');
  await picture(head, 'portal');
  return id;
}

/**
 * @param {import('playwright-core').Page} page
 * @param {string} name
 * @param {number} height
 */
async function picture(page, name, height = 900) {
  await page.setViewportSize({ width: 1280, height });
  // No ring around what was pressed last, no pointer over a link.
  await page.mouse.move(0, 0);
  await page.evaluate('document.activeElement?.blur(); scrollTo(0, 0); document.fonts.ready');
  await page.screenshot({ path: join(target, `${name}.png`) });
  await page.setViewportSize({ width: 1280, height: 900 });
}

/**
 * A port nobody listens on: the one asked for, since the address is written on the certificate, or with 0 any.
 * @param {number} wanted
 * @returns {Promise<number>}
 */
function freePort(wanted) {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(wanted, 'localhost', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });
}
