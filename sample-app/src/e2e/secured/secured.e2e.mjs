/*
 * Drives the sample in the profile "secured" in real browsers: ada is a user, grace an administrator.
 * Tokens are to last a few seconds (sample.token.lifetime).
 *
 * SAMPLE_URL   where the sample runs, http://localhost:8080 unless told
 * SCREENSHOTS  the folder for screenshots, ./screenshots unless told
 * CHROMIUM     the browser, /usr/bin/chromium unless told
 */
import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import * as browsing from "../browser.mjs";
import { by, has, join, launch, openDrawer, roomItem, say, url } from "../browser.mjs";

const run = randomUUID().slice(0, 6);

let browser;
let ada;
let grace;
let desk;
const faults = [];

before(async () => {
	browser = await launch();
});

after(() => browser?.close());

test("a visitor finds the login, which tells the sample's users", async () => {
	ada = await newWindow({ viewport: { width: 390, height: 780 } });
	await ada.goto(url);
	await ada.waitForURL(`${url}/login.html`);
	await ada.getByText("lovelace").waitFor();
	await shoot(ada, "20-login");
});

test("a wrong password is told, and lets nobody in", async () => {
	await fillIn(ada, "ada", "hopper");
	await has(by(ada, "login-message"), "That did not work");
	await shoot(ada, "21-wrong-password");
	await ada.goto(url);
	await ada.waitForURL(`${url}/login.html`);
});

test("two people log in, and talk", async () => {
	await fillIn(ada, "ada", "lovelace");
	await connected(ada);
	grace = await newWindow();
	await grace.goto(url);
	await fillIn(grace, "grace", "hopper");
	await connected(grace);
	assert.equal(await by(ada, "my-name").textContent(), "ada");
	await join(ada, "lobby");
	await join(grace, "lobby");
	await say(ada, `Hello Grace, ${run}`);
	await has(by(grace, "message"), `Hello Grace, ${run}`);
	await say(grace, `Hello Ada, ${run}`);
	await has(by(ada, "message"), `Hello Ada, ${run}`);
	await shoot(grace, "22-chat-grace");
	await openDrawer(ada);
	await shoot(ada, "23-drawer-ada");
	await ada.keyboard.press("Escape");
});

test("the admin room is there for grace, and not for ada", async () => {
	await roomItem(grace, "admin").waitFor();
	assert.equal(await roomItem(ada, "admin").count(), 0);
	assert.equal(await by(ada, "to-admin").isVisible(), false);
	const intruder = await ada.context().newPage();
	await intruder.goto(`${url}/#admin`);
	await has(by(intruder, "room-notice"), "ROOM_NOT_FOUND");
	assert.equal((await intruder.goto(`${url}/admin.html`)).status(), 403);
	await intruder.close();
	await join(grace, "admin");
});

test("an administrator sees who is connected, and where, as it happens", async () => {
	await join(grace, "lobby");
	desk = await grace.context().newPage();
	listenTo(desk);
	await desk.goto(`${url}/admin.html`);
	await account(desk, "ada", "online").waitFor();
	await has(account(desk, "ada", "online"), "lobby");
	await join(ada, "random");
	await has(account(desk, "ada", "online"), "random");
	await shoot(desk, "24-admin");
	assert.equal(await desk.getByRole("button", { name: "Revoke access" }).count(), 1);
});

test("an administrator takes ada out of a room", async () => {
	await desk.getByRole("button", { name: "Remove ada from random" }).click();
	await has(by(ada, "room-notice"), "You were taken out of this room");
	await has(by(ada, "room-notice"), "Removed by grace");
	await shoot(ada, "25-removed-from-room");
	await has(by(desk, "activity"), "removed from random by grace");
	await join(ada, "lobby");
});

test("a revocation ends ada's connection as it happens, and nothing reaches her afterwards", async () => {
	const frames = [];
	const other = await ada.context().newPage();
	listenTo(other);
	other.on("websocket", (socket) => socket.on("framereceived", ({ payload }) => frames.push(String(payload))));
	await other.goto(`${url}/#lobby`);
	await connected(other);
	await has(by(other, "message"), `Hello Grace, ${run}`);
	await desk.getByRole("button", { name: "Revoke access" }).click();
	await account(desk, "ada", "revoked").waitFor();
	await say(grace, `Ada cannot hear this, ${run}`);
	await has(by(grace, "message"), `Ada cannot hear this, ${run}`);
	for (const page of [ada, other]) {
		await has(by(page, "room-notice"), "Your access was revoked");
		assert.equal(await by(page, "message-input").isVisible(), false);
		assert.equal(await by(page, "message").filter({ hasText: "cannot hear" }).count(), 0);
	}
	assert.ok(frames.length > 0);
	assert.deepEqual(frames.filter((frame) => frame.includes("cannot hear")), []);
	await has(by(desk, "activity"), "connection ended: access revoked");
	await shoot(ada, "26-revoked");
	await shoot(desk, "27-admin-revoked");
	await desk.setViewportSize({ width: 390, height: 780 });
	await shoot(desk, "28-admin-narrow");
	await desk.setViewportSize({ width: 1280, height: 800 });
	await other.close();
});

test("whoever is revoked does not come back by trying, by loading the page, or by logging in", async () => {
	await ada.getByRole("button", { name: "Try again" }).click();
	await has(by(ada, "toast"), "Nothing has changed");
	await ada.reload();
	await has(by(ada, "room-notice"), "Your access was revoked");
	await shoot(ada, "29-revoked-after-reload");
	const again = await newWindow();
	await again.goto(url);
	await fillIn(again, "ada", "lovelace");
	await has(by(again, "login-message"), "the account is closed");
	await again.context().close();
});

test("reinstated, ada goes on", async () => {
	await desk.getByRole("button", { name: "Reinstate" }).click();
	await has(by(desk, "activity"), "access given back by grace");
	await ada.getByRole("button", { name: "Try again" }).click();
	await connected(ada);
	await join(ada, "lobby");
	await say(ada, `Back again, ${run}`);
	await has(by(grace, "message"), `Back again, ${run}`);
});

test("with a token, the connection goes on beyond the first token's expiry", async () => {
	const page = await ada.context().newPage();
	listenTo(page);
	const sockets = [];
	const frames = [];
	page.on("websocket", (socket) => {
		sockets.push(socket);
		socket.on("framesent", ({ payload }) => frames.push(String(payload)));
	});
	const lifetime = await page.request.get(`${url}/me`).then((answer) => answer.json()).then((me) => me.tokenLifetime);
	await page.goto(`${url}/?credentials=token#lobby`);
	await connected(page);
	const first = Date.now();
	await has(account(desk, "ada", "online"), "token");
	await page.waitForFunction(() => /renewed [2-9] times/.test(document.querySelector("[data-testid=credentials]").textContent));
	await page.waitForFunction((until) => Date.now() > until, first + lifetime + 1000);
	await say(grace, `Still with you, ${run}`);
	await has(by(page, "message"), `Still with you, ${run}`);
	assert.ok(Date.now() > first + lifetime);
	assert.equal(sockets.length, 1);
	assert.ok(frames.some((frame) => frame.includes("dialogue:refresh")));
	await shoot(page, "30-token");
	await page.close();
});

test("a token is no way around a revocation", async () => {
	const page = await ada.context().newPage();
	listenTo(page);
	await page.goto(`${url}/?credentials=token#lobby`);
	await connected(page);
	await desk.getByRole("button", { name: "Revoke access" }).click();
	await has(by(page, "room-notice"), "Your access was revoked");
	await page.getByRole("button", { name: "Try again" }).click();
	await has(by(page, "toast"), "Nothing has changed");
	await desk.getByRole("button", { name: "Reinstate" }).click();
	await account(desk, "ada", "revoked").waitFor({ state: "detached" });
	await page.getByRole("button", { name: "Try again" }).click();
	await connected(page);
	await page.close();
});

test("logging out ends the connections of all tabs", async () => {
	await ada.getByRole("button", { name: "Try again" }).click();
	await connected(ada);
	const tab = await ada.context().newPage();
	listenTo(tab);
	await tab.goto(`${url}/#lobby`);
	await connected(tab);
	await openDrawer(ada);
	await by(ada, "sign-out").click();
	await ada.waitForURL(`${url}/login.html?logout`);
	await has(by(ada, "login-message"), "You are signed out");
	await has(by(tab, "room-notice"), "You are signed out");
	await shoot(tab, "31-signed-out");
	await account(desk, "ada", "offline").waitFor();
	await tab.getByRole("button", { name: "Sign in" }).click();
	await tab.waitForURL(`${url}/login.html`);
});

test("no script failed and nothing broke the content security policy", () => {
	assert.deepEqual(faults, []);
});

async function newWindow(options = { viewport: { width: 1280, height: 800 } }) {
	const context = await browser.newContext(options);
	context.setDefaultTimeout(20_000);
	const page = await context.newPage();
	listenTo(page);
	return page;
}

const account = (page, user, state) => page.locator(`[data-testid=account][data-user=${user}][data-state=${state}]`);

async function fillIn(page, name, password) {
	await by(page, "username").fill(name);
	await by(page, "password").fill(password);
	await by(page, "sign-in").click();
}

const connected = (page) => page.locator("[data-testid=connection-state][data-state=connected]").waitFor({ state: "attached" });

const listenTo = (page) => browsing.listenTo(page, faults);

const shoot = (page, name) => browsing.shoot(page, name, { animations: "disabled" });
