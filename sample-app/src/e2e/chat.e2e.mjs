/*
 * Drives the sample's chat in a real browser, with two people and a third who comes too late.
 *
 * SAMPLE_URL   where the sample runs, http://localhost:8080 unless told
 * SCREENSHOTS  the folder for screenshots, ./screenshots unless told
 * CHROMIUM     the browser, /usr/bin/chromium unless told
 */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { by, has, join, launch, listenTo, roomItem, say, shoot, url } from "./browser.mjs";

const run = randomUUID().slice(0, 6);
const ada = `Ada ${run}`;
const bob = `Bob ${run}`;
const eve = `<b>Eve</b> ${run}`;

let browser;
let adaPage;
let bobPage;
const faults = [];

before(async () => {
	browser = await launch();
});

after(() => browser?.close());

test("two people give their names and find the rooms", async () => {
	adaPage = await newWindow();
	await adaPage.goto(url);
	await by(adaPage, "name-input").waitFor();
	await shoot(adaPage, "01-name");
	await enterName(adaPage, ada);
	bobPage = await newWindow({ viewport: { width: 360, height: 740 } });
	await bobPage.goto(url);
	await enterName(bobPage, bob);
	for (const id of ["lobby", "random", "help", "quiet"]) {
		await roomItem(adaPage, id).waitFor();
	}
});

test("both join the lobby and see each other there", async () => {
	await join(adaPage, "lobby");
	await join(bobPage, "lobby");
	for (const page of [adaPage, bobPage]) {
		await has(by(page, "presence"), ada);
		await has(by(page, "presence"), bob);
	}
	assert.match(adaPage.url(), /#lobby$/);
	await shoot(adaPage, "02-lobby");
});

test("they talk both ways", async () => {
	await say(adaPage, `Hello Bob, this is ${run}`);
	await has(by(bobPage, "message"), `Hello Bob, this is ${run}`);
	await say(bobPage, `Hello Ada, I read you, ${run}`, "Enter");
	await has(by(adaPage, "message"), `Hello Ada, I read you, ${run}`);
	await adaPage.locator(`[data-testid=message].own[data-state=sent]`, { hasText: `this is ${run}` }).waitFor();
	await bobPage.locator(`[data-testid=message]:not(.own)`, { hasText: `this is ${run}` }).waitFor();
	await shoot(adaPage, "03-talk-ada");
	await shoot(bobPage, "03-talk-bob");
});

test("Shift and Enter make a line, Enter sends it all", async () => {
	const input = by(adaPage, "message-input");
	await input.fill(`First line ${run}`);
	await input.press("Shift+Enter");
	await input.pressSequentially("second line");
	await input.press("Enter");
	const text = await bobPage.locator("[data-testid=message] .text", { hasText: `First line ${run}` }).textContent();
	assert.equal(text, `First line ${run}\nsecond line`);
});

test("one sees the other typing, until it is sent", async () => {
	await by(adaPage, "message-input").pressSequentially("I am about to say");
	await has(by(bobPage, "typing"), `${ada} is typing`);
	await shoot(bobPage, "04-typing");
	await by(adaPage, "message-input").press("Enter");
	await isEmpty(bobPage, "typing");
});

test("markup in a message and in a name stays text", async () => {
	const attack = `<img src=x onerror="window.hacked = true"><script>window.hacked = true</script> ${run}`;
	await say(adaPage, attack);
	for (const page of [adaPage, bobPage]) {
		const message = page.locator("[data-testid=message] .text", { hasText: attack });
		assert.equal(await message.textContent(), attack);
		assert.equal(await page.locator("[data-testid=message] img, [data-testid=message] script").count(), 0);
		assert.equal(await page.evaluate(() => window.hacked), undefined);
	}
	await shoot(bobPage, "05-markup-is-text");
});

test("history is there after a reload, in the same room", async () => {
	await bobPage.reload();
	await has(by(bobPage, "message"), `Hello Bob, this is ${run}`);
	await bobPage.locator(`[data-testid=message].own`, { hasText: `I read you, ${run}` }).waitFor();
	assert.match(bobPage.url(), /#lobby$/);
	await has(by(adaPage, "presence"), bob);
	await shoot(bobPage, "06-history-after-reload");
});

test("a third finds the table for two full, until a seat is free", async () => {
	await join(adaPage, "quiet");
	await join(bobPage, "quiet");
	const evePage = await newWindow();
	await evePage.goto(`${url}/#quiet`);
	await enterName(evePage, eve);
	await has(by(evePage, "room-notice"), "ROOM_FULL");
	assert.equal(await by(evePage, "message-input").isVisible(), false);
	await shoot(evePage, "07-room-full");
	await by(bobPage, "leave-room").click();
	await by(bobPage, "leave-room").waitFor({ state: "hidden" });
	await by(evePage, "room-notice").getByRole("button", { name: "Try again" }).click();
	await has(by(adaPage, "presence"), eve);
	await shoot(evePage, "08-seat-taken");
	await evePage.context().close();
});

test("a new room shows in the other window, and goes when its maker deletes it", async () => {
	const id = `book-club-${run}`;
	await by(adaPage, "create-room").click();
	await by(adaPage, "room-name-input").fill(`Book Club ${run}`);
	await shoot(adaPage, "09-create-room");
	await by(adaPage, "room-submit").click();
	await join(bobPage, id);
	await say(adaPage, `Which book, ${run}?`);
	await has(by(bobPage, "message"), `Which book, ${run}?`);
	assert.equal(await by(bobPage, "delete-room").isVisible(), false);
	await shoot(bobPage, "10-created-room");
	await by(adaPage, "delete-room").click();
	await by(adaPage, "delete-confirm").click();
	await roomItem(bobPage, id).waitFor({ state: "detached" });
	await has(by(bobPage, "room-notice"), "This room was deleted");
	await has(by(bobPage, "toast"), "was deleted");
	await shoot(bobPage, "11-room-deleted");
});

test("a name can be changed", async () => {
	await join(adaPage, "lobby");
	await by(adaPage, "edit-name").click();
	await enterName(adaPage, `Ada Lovelace ${run}`);
	await has(by(adaPage, "presence"), `Ada Lovelace ${run}`);
});

test("no script failed and nothing broke the content security policy", () => {
	assert.deepEqual(faults, []);
});

async function newWindow(options = { viewport: { width: 1280, height: 800 } }) {
	const context = await browser.newContext(options);
	context.setDefaultTimeout(15_000);
	const page = await context.newPage();
	listenTo(page, faults);
	return page;
}

async function enterName(page, name) {
	await by(page, "name-input").fill(name);
	await by(page, "name-submit").click();
	await page.locator("[data-testid=connection-state][data-state=connected]").waitFor();
}

const isEmpty = (page, id) =>
	page.waitForFunction((testId) => document.querySelector(`[data-testid=${testId}]`).textContent === "", id);
