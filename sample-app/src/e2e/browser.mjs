/*
 * What the scripts that drive the sample's pages in a real browser have in common.
 *
 * SAMPLE_URL   where the sample runs, http://localhost:8080 unless told
 * SCREENSHOTS  the folder for screenshots, ./screenshots unless told
 * CHROMIUM     the browser, /usr/bin/chromium unless told
 */
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { chromium } from "playwright-core";

export const url = process.env.SAMPLE_URL ?? "http://localhost:8080";
const screenshots = process.env.SCREENSHOTS ?? "screenshots";

export async function launch(options = {}) {
	await mkdir(screenshots, { recursive: true });
	return chromium.launch({
		...options,
		executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
		args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
			"--disable-background-networking", "--disable-component-update", "--disable-sync"],
	});
}

/** Notes what goes wrong in a page. */
export function listenTo(page, faults, complaint = /Content Security Policy|Uncaught/) {
	page.on("pageerror", (error) => faults.push(String(error)));
	page.on("console", (message) => {
		if (message.type() === "error" && complaint.test(message.text())) {
			faults.push(message.text());
		}
	});
}

export const by = (page, id) => page.getByTestId(id);

/** Waits until an element of these has the text, in view or not. */
export const has = (locator, text) => locator.filter({ hasText: text }).first().waitFor({ state: "attached" });

export const shoot = (page, name, options = {}) => page.screenshot({ path: path.join(screenshots, `${name}.png`), ...options });

export const roomItem = (page, id) => page.locator(`[data-testid=room-item][data-room-id="${id}"]`);

/** Shows the list of rooms, where the window is too narrow for it. */
export async function openDrawer(page) {
	const drawer = page.getByRole("button", { name: "Show rooms" });
	if (await drawer.isVisible() && await drawer.getAttribute("aria-expanded") === "false") {
		await drawer.click();
	}
}

export async function join(page, id) {
	await openDrawer(page);
	await roomItem(page, id).click();
	await page.locator(`[data-testid=room-item][data-room-id="${id}"].joined`).waitFor({ state: "attached" });
	await by(page, "leave-room").waitFor();
	await by(page, "message-input").waitFor();
}

export async function say(page, text, key) {
	await by(page, "message-input").fill(text);
	await (key ? by(page, "message-input").press(key) : by(page, "send").click());
}
