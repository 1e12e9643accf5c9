/*
 * Drives the sample's React page in a real browser, together with a client that is none.
 *
 * SAMPLE_URL   where the sample runs, http://localhost:8080 unless told
 * SCREENSHOTS  the folder for screenshots, ./screenshots unless told
 * CHROMIUM     the browser, /usr/bin/chromium unless told
 */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { by, has, launch, listenTo, say, shoot, url } from "./browser.mjs";

const run = randomUUID().slice(0, 6);
const ada = `Ada ${run}`;
const bob = `Bob ${run}`;
const faults = [];

let browser;
let adaPage;
let bobPage;

before(async () => {
	browser = await launch({ ignoreDefaultArgs: ["--disable-back-forward-cache"] });
	adaPage = await newWindow();
	bobPage = await newWindow({ viewport: { width: 360, height: 740 } });
});

after(() => browser?.close());

test("two people talk, and see each other typing", async () => {
	await enter(adaPage, ada);
	await enter(bobPage, bob);
	await has(by(adaPage, "presence"), bob);
	await by(adaPage, "message-input").pressSequentially("Hello");
	await has(by(bobPage, "typing"), `${ada} is typing`);
	await say(adaPage, `Hello Bob, ${run}`);
	await has(by(bobPage, "message"), `Hello Bob, ${run}`);
	await say(bobPage, `Hello Ada, ${run}`);
	await adaPage.locator("[data-testid=message]:not(.own)", { hasText: `Hello Ada, ${run}` }).waitFor();
	await shoot(adaPage, "react-01-talk");
	await shoot(bobPage, "react-02-talk-narrow");
});

test("what the server refuses is shown, and the text is not lost", async () => {
	await say(adaPage, "NOBODY SHOUTS HERE");
	await has(by(adaPage, "error"), "No shouting, please");
	assert.equal(await by(adaPage, "message-input").inputValue(), "NOBODY SHOUTS HERE");
	await shoot(adaPage, "react-03-refused");
});

test("older messages come when one scrolls up, each once and in order", async () => {
	const texts = Array.from({ length: 100 }, (_, index) => `${run} number ${index}`);
	for (const text of texts) {
		const response = await fetch(`${url}/api/rooms/help/messages`, {
			method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ text }) });
		assert.equal(response.status, 200);
	}
	await choose(adaPage, "help");
	await has(by(adaPage, "message"), `${run} number 99`);
	const list = adaPage.getByLabel("Messages");
	const shown = async () => (await adaPage.locator("[data-testid=message] .text").allTextContents())
		.filter((text) => text.startsWith(`${run} number`));
	while ((await shown()).length < texts.length) {
		const before = (await shown()).length;
		await list.evaluate((element) => element.scrollTo(0, 0));
		await adaPage.waitForFunction(([prefix, count]) => [...document.querySelectorAll("[data-testid=message] .text")]
			.filter((node) => node.textContent.startsWith(prefix)).length > count, [`${run} number`, before]);
	}
	assert.deepEqual(await shown(), texts);
	await shoot(adaPage, "react-04-older");
});

test("a room is left when another is chosen", async () => {
	await choose(bobPage, "help");
	await has(by(adaPage, "presence"), bob);
	await choose(bobPage, "lobby");
	await adaPage.waitForFunction((name) => !document.querySelector("[data-testid=presence]").textContent.includes(name), bob);
	await choose(adaPage, "lobby");
	await has(by(adaPage, "presence"), bob);
});

test("the page goes on after it was offline", async () => {
	await adaPage.context().setOffline(true);
	await adaPage.evaluate(() => window.dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true })));
	await adaPage.locator("[data-testid=connection-state][data-state=connecting]").waitFor();
	await say(bobPage, `While you were away, ${run}`);
	await say(adaPage, `Said offline, ${run}`);
	await shoot(adaPage, "react-05-offline");
	await adaPage.context().setOffline(false);
	await adaPage.evaluate(() => window.dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true })));
	await has(by(adaPage, "message"), `While you were away, ${run}`);
	await has(by(bobPage, "message"), `Said offline, ${run}`);
	const texts = await bobPage.locator("[data-testid=message] .text").allTextContents();
	assert.equal(texts.filter((text) => text === `Said offline, ${run}`).length, 1);
});

test("the page goes on after it was in the back/forward cache", async () => {
	await adaPage.evaluate(() => addEventListener("pageshow", ({ persisted }) => {
		window.restored = persisted;
	}));
	await adaPage.goto(`${url}/favicon.svg`);
	await say(bobPage, `While you were elsewhere, ${run}`);
	await has(by(bobPage, "message"), `While you were elsewhere, ${run}`);
	await adaPage.goBack({ waitUntil: "commit" });
	await has(by(adaPage, "message"), `While you were elsewhere, ${run}`);
	assert.equal(await adaPage.evaluate(() => window.restored), true);
	await say(adaPage, `Back again, ${run}`);
	await has(by(bobPage, "message"), `Back again, ${run}`);
});

test("two tabs of one user hear the same, and one goes on when the other is closed", async () => {
	const second = await openPage(adaPage.context());
	await second.locator("[data-testid=connection-state][data-state=connected]").waitFor();
	await say(bobPage, `To both tabs, ${run}`);
	await Promise.all([adaPage, second].map((page) => has(by(page, "message"), `To both tabs, ${run}`)));
	await second.close();
	await say(adaPage, `From the first tab, ${run}`);
	await has(by(bobPage, "message"), `From the first tab, ${run}`);
	assert.match(await by(adaPage, "connection-state").getAttribute("data-state"), /^connected$/);
});

test("no script failed and nothing broke the content security policy", () => {
	assert.deepEqual(faults, []);
});

async function newWindow(options = { viewport: { width: 900, height: 700 } }) {
	const context = await browser.newContext(options);
	context.setDefaultTimeout(30_000);
	return openPage(context);
}

async function openPage(context) {
	const page = await context.newPage();
	listenTo(page, faults, /Content Security Policy|Uncaught|Warning/);
	await page.goto(`${url}/react/index.html`);
	return page;
}

async function enter(page, name) {
	await by(page, "name-input").fill(name);
	await by(page, "name-submit").click();
	await page.locator("[data-testid=connection-state][data-state=connected]").waitFor();
	await has(by(page, "presence"), name);
}

async function choose(page, roomId) {
	await by(page, "rooms").selectOption(roomId);
	await by(page, "message-input").waitFor();
}
