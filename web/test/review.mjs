// Reviews rows as people do, by keys alone: node review.mjs ENTENTE DB PORT SHOTS prints a line of JSON for every thing that was looked at. DB is a
// store with accounts ann, bob and cat; the server is started, killed in between and started again by the script itself.
import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { chromium } from 'playwright-core';

const [, , entente, db, port, shots] = process.argv;
const base = `http://127.0.0.1:${port}`;
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const say = (name, ok, says = '') => console.log(JSON.stringify({ name, ok: !!ok, says: String(says).slice(0, 1500) }));
let server;

async function start() {
  server = spawn(entente, ['serve', '--db', db, '--listen', `127.0.0.1:${port}`, '--quiet'], { stdio: ['ignore', 'ignore', 'inherit'] });
  for (let i = 0; i < 600; i++) {
    if (await fetch(base + '/healthz').then((r) => r.ok, () => false)) return;
    await new Promise((r) => setTimeout(r, 100));
  }
  throw new Error('the server does not start');
}

process.on('exit', () => server?.kill('SIGKILL')); // whatever ends this script ends the server, which holds its standard error

async function kill() {
  const gone = new Promise((r) => server.on('exit', r));
  server.kill('SIGKILL');
  await gone;
}

await start();
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox'] });

async function login(name, more = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...more });
  const page = await context.newPage();
  page.faults = [];
  page.on('console', (m) => m.type() === 'error' && page.faults.push(m.text()));
  page.on('pageerror', (e) => page.faults.push(e.message));
  await page.goto(base + '/review');
  await page.waitForSelector('#name:focus'); // the browser gives it after the page has loaded
  await page.keyboard.type(name);
  await page.keyboard.press('Tab');
  await page.keyboard.type('nine swans a-swimming for ' + name);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/review**');
  return page;
}
const row = (page) => page.locator('article.judge').getAttribute('data-row', { timeout: 5000 }).catch(() => '');
const number = async (page, id) => Number((await page.locator('#' + id).count()) ? await page.locator('#' + id).textContent() : 0);

/** Presses keys of which the last sends a form, and waits for the page that comes. */
async function press(page, ...keys) {
  for (const k of keys.slice(0, -1)) await page.keyboard.press(k);
  await Promise.all([page.waitForEvent('load'), page.keyboard.press(keys.at(-1))]);
}

/** Keeps what is shown before it is kept: the button has the focus. */
async function keep(page) {
  await page.waitForSelector('form button:focus');
  await press(page, 'Enter');
}

async function look(page, name) {
  await page.addScriptTag({ path: axe }).catch(() => {});
  const has = await page.evaluate(() => !!window.axe);
  if (has) {
    const found = await page.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'] }));
    const grave = found.violations.filter((v) => v.impact === 'serious' || v.impact === 'critical');
    say(`${name}: axe`, grave.length === 0, grave.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.target + ' ' + n.failureSummary).join('; ')}`).join('\n'));
  }
  await page.screenshot({ path: `${shots}/${name}.png`, fullPage: true });
}

// Fifty rows by keys: accepted, rejected, corrected; the server is killed in the middle.
const ann = await login('ann', { bypassCSP: true });
await look(ann, 'review');
const before = await number(ann, 'left');
const seen = new Set();
let corrected = 0;
for (let i = 0; i < 50; i++) {
  const id = await row(ann);
  seen.add(id);
  if (i % 5 === 1) {
    await press(ann, 'r', 'r');
  } else {
    if (i % 5 === 2 && (await ann.locator('select[data-key="s"]').count())) {
      const was = await ann.locator('select[data-key="s"]').inputValue();
      await press(ann, 's', was === 'planned' ? '1' : '3');
      corrected += (await row(ann)) === id && (await ann.locator('select[data-key="s"]').inputValue()) !== was;
    }
    await press(ann, 'a', 'a');
  }
  if (i === 24) {
    await kill();
    await start();
    await ann.goto(base + '/review');
    say('a killed server: nothing is lost', (await number(ann, 'left')) === before - 25 && (await number(ann, 'done')) === 25, `${before}, then ${await number(ann, 'left')}`);
  }
}
say(`fifty rows by keys, ${corrected} corrected in two keys`, seen.size === 50 && (await number(ann, 'left')) === before - 50 && corrected > 3, `${seen.size} rows, ${before} then ${await number(ann, 'left')}, ${corrected} corrected`);

// Undo.
{
  const id = await row(ann);
  await press(ann, 'r', 'r');
  await press(ann, 'u', 'u');
  say('undo: the row is back', (await row(ann)) === id && (await number(ann, 'left')) === before - 50, await row(ann));
}

// A key alone does nothing; Escape forgets it.
{
  const id = await row(ann);
  await ann.keyboard.press('a');
  await ann.keyboard.press('Escape');
  await ann.keyboard.press('Enter');
  say('one key and Escape: nothing', (await row(ann)) === id);
}

// Two happenings are merged, and parted again. Each shows what it changes first.
{
  await ann.goto(base + '/review?sort=event');
  for (let i = 0; i < 30 && !(await ann.locator('[data-merge="1"]').count()); i++) await press(ann, 'l', 'l');
  const id = await row(ann);
  const many = await ann.locator('.told ul li').count();
  await press(ann, 'm', '1');
  say('merge: shows what would change', (await ann.locator('table.effect').count()) > 0 && (await ann.locator('#keep').count()) === 1);
  await look(ann, 'effect');
  await keep(ann);
  say('merge: they are one', (await row(ann)) === id && (await ann.locator('.told ul li').count()) > many, `${many}, then ${await ann.locator('.told ul li').count()}`);
  await press(ann, 'x', 'x');
  await keep(ann);
  say('split: it stands alone', (await row(ann)) === id && (await ann.locator('.told ul li').count()) === 0);
}

// Two differ, a third settles.
{
  await ann.goto(base + '/review?pile=sample&size=100');
  const id = await row(ann);
  await press(ann, 'a', 'a');
  const bob = await login('bob');
  await bob.goto(base + '/review?pile=second&row=' + encodeURIComponent(id));
  await press(bob, 'r', 'r');
  const cat = await login('cat', { bypassCSP: true });
  await cat.goto(base + '/review?pile=settle');
  say('a third is asked what two differ on', (await row(cat)) === id && (await cat.locator('table.codings tbody tr').count()) === 2, await row(cat));
  await look(cat, 'settle');
  await press(cat, 'a', 'a');
  say('it is settled', !(await row(cat)), await row(cat));
  await cat.goto(base + '/review/results');
  say('agreement is measured', await cat.getByText("Krippendorff's alpha").isVisible());
  await look(cat, 'results');
  await cat.goto(base + '/');
  say('the start page says what was measured', (await cat.locator('.measured').textContent()).includes('Measured on 1 row'), await cat.locator('.measured').textContent());
  await bob.context().close();
  await cat.context().close();
}

// Without script, by buttons.
{
  const bob = await login('bob', { javaScriptEnabled: false });
  const id = await row(bob);
  await bob.getByRole('button', { name: 'Accept' }).click();
  await bob.waitForLoadState();
  say('without script: accepted', (await row(bob)) !== id);
  const wide = await bob.evaluate(() => 0).catch(() => 0);
  say('without script: no fault', bob.faults.length === 0 && wide === 0, bob.faults.join('\n'));
}
{
  const context = await browser.newContext({ viewport: { width: 390, height: 844 }, storageState: await ann.context().storageState() });
  const page = await context.newPage();
  await page.goto(base + '/review');
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  say(`review on a phone: ${wide} pixels`, wide <= 390);
  await page.screenshot({ path: `${shots}/review-phone.png` });
}
say('no fault on the console', ann.faults.length === 0, ann.faults.join('\n'));
await browser.close();
await kill();
