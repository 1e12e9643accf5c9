package io.dialogue.sample.secured;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.awaitility.Awaitility;
import org.json.JSONObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

import io.dialogue.core.DialogueTemplate;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The sample with login: who gets in, who sees what, and what ends when.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ActiveProfiles("secured")
class SecuredE2ETests {

	private static final String PAGE = "text/html";

	private static final String SCRIPT = "application/json";

	@LocalServerPort
	private int port;

	@Autowired
	private DialogueTemplate dialogue;

	@Autowired
	private Accounts accounts;

	@AfterEach
	void letAdaInAgain() {
		this.accounts.open("ada");
		this.dialogue.reinstate("ada").join();
		this.dialogue.disconnectUser("ada");
		this.dialogue.disconnectUser("grace");
	}

	@ParameterizedTest
	@ValueSource(strings = { "/", "/admin.html", "/react/index.html", "/actuator/metrics", "/nothing" })
	void visitorWhoHasNotLoggedInIsSentToTheLogin(String path) throws Exception {
		Browser visitor = new Browser(this.port);
		HttpResponse<String> page = visitor.get(path, PAGE);
		assertThat(page.statusCode()).isEqualTo(302);
		assertThat(page.headers().firstValue("Location")).hasValue("/login.html");
		assertThat(visitor.get(path, SCRIPT).statusCode()).isEqualTo(401);
		assertThat(visitor.get("/login.html", PAGE).body()).contains("lovelace", "hopper");
	}

	@ParameterizedTest
	@CsvSource({ "ada, lovelace", "grace, hopper" })
	void whoLogsInByFormIsThatUserOnTheSocket(String name, String password) throws Exception {
		Browser browser = login(name, password);
		assertThat(browser.me().getString("name")).isEqualTo(name);
		try (SampleSocket socket = open(browser)) {
			assertThat(socket.userId()).isEqualTo(name);
			assertThat(socket.join("lobby").getBoolean("ok")).isTrue();
		}
	}

	@Test
	void loginBeginsASessionOfItsOwn() throws Exception {
		Browser browser = login("ada", "lovelace");
		String planted = browser.session();
		browser.login("grace", "hopper");
		assertThat(browser.session()).startsWith("SESSION=").isNotEqualTo(planted);
		try (SampleSocket thief = SampleSocket.withCookie(this.port, planted)) {
			assertThat(thief.refusal()).isEqualTo("Authentication is required");
		}
	}

	/**
	 * A page asks for much at once. An answer that begins, changes or ends a session
	 * would undo what another one has done.
	 */
	@Test
	void onlyTheFirstAnswerAndTheLoginBeginASession() throws Exception {
		Browser visitor = new Browser(this.port);
		visitor.get("/", PAGE);
		String session = visitor.session();
		assertThat(session).isNotEmpty();
		for (String path : List.of("/login.html", "/me", "/favicon.svg", "/login.js", "/", "/me")) {
			assertThat(visitor.get(path, PAGE).headers().allValues("Set-Cookie"))
				.noneMatch((cookie) -> cookie.startsWith("SESSION"));
		}
		visitor.login("ada", "lovelace");
		assertThat(visitor.session()).isNotEqualTo(session);
		for (String path : List.of("/favicon.svg", "/login.js", "/chat.css", "/dialogue/dialogue-client.esm.js")) {
			HttpResponse<String> late = new Browser(this.port).get(path, PAGE, session);
			assertThat(late.statusCode()).isEqualTo(200);
			assertThat(late.headers().allValues("Set-Cookie")).isEmpty();
		}
	}

	@ParameterizedTest
	@CsvSource({ "ada, hopper", "ada, LOVELACE", "Ada, lovelace", "root, root" })
	void wrongPasswordLetsNobodyIn(String name, String password) throws Exception {
		Browser browser = new Browser(this.port);
		assertThat(browser.login(name, password).headers().firstValue("Location")).hasValue("/login.html?error");
		assertThat(browser.me().isNull("name")).isTrue();
		try (SampleSocket socket = open(browser)) {
			assertThat(socket.refusal()).isEqualTo("Authentication is required");
		}
	}

	@Test
	void nobodyNamesHimself() throws Exception {
		try (SampleSocket socket = open(new Browser(this.port))) {
			assertThat(socket.refusal()).isEqualTo("Authentication is required");
		}
	}

	@Test
	void otherSitesPageCanChangeNothing() throws Exception {
		Browser grace = login("grace", "hopper");
		assertThat(grace.sendWithoutCsrf("POST", "/token").statusCode()).isEqualTo(403);
		assertThat(grace.sendWithoutCsrf("POST", "/logout").statusCode()).isEqualTo(403);
		assertThat(grace.sendWithoutCsrf("POST", "/admin/users/ada/revoke").statusCode()).isEqualTo(403);
		assertThat(grace.sendWithoutCsrf("DELETE", "/admin/rooms/lobby/users/ada").statusCode()).isEqualTo(403);
		assertThat(new Browser(this.port).form("/login.html", Map.of("username", "ada", "password", "lovelace"))
			.statusCode()).isEqualTo(403);
		assertThat(this.accounts.isOpen("ada")).isTrue();
		assertThat(grace.me().getString("name")).isEqualTo("grace");
	}

	@Test
	void loginLeadsToThePageThatWasAskedForAndNowhereElse() throws Exception {
		Browser browser = new Browser(this.port);
		browser.get("/?credentials=token", PAGE);
		assertThat(browser.login("ada", "lovelace").headers().firstValue("Location")).hasValue("/?credentials=token");
		Browser led = new Browser(this.port);
		led.get("/login.html?continue=https://evil.example&redirect=//evil.example", PAGE);
		assertThat(led.login("ada", "lovelace").headers().firstValue("Location")).hasValue("/");
		Browser misled = new Browser(this.port);
		assertThat(misled.get("//evil.example/", PAGE).statusCode()).isEqualTo(400);
		assertThat(misled.login("ada", "lovelace").headers().firstValue("Location")).hasValue("/");
	}

	@Test
	void adminRoomIsThereForAdministratorsOnly() throws Exception {
		try (SampleSocket ada = open(login("ada", "lovelace")); SampleSocket grace = open(login("grace", "hopper"))) {
			assertThat(ada.userId()).isEqualTo("ada");
			assertThat(grace.userId()).isEqualTo("grace");
			assertThat(ada.rooms()).contains("lobby").doesNotContain("admin");
			assertThat(grace.rooms()).contains("lobby", "admin");
			JSONObject hidden = ada.join("admin");
			assertThat(hidden.getBoolean("ok")).isFalse();
			assertThat(hidden.getString("code")).isEqualTo("ROOM_NOT_FOUND");
			assertThat(hidden.getString("message"))
				.isEqualTo(ada.join("absent").getString("message").replace("absent", "admin"));
			assertThat(grace.join("admin").getBoolean("ok")).isTrue();
		}
	}

	@Test
	void pagesOfAdministratorsAreTheirs() throws Exception {
		Browser ada = login("ada", "lovelace");
		Browser grace = login("grace", "hopper");
		for (String path : new String[] { "/admin.html", "/admin.js", "/dialogue/types.ts", "/actuator/metrics" }) {
			assertThat(ada.get(path, PAGE).statusCode()).isEqualTo(403);
			assertThat(grace.get(path, "*/*").statusCode()).isEqualTo(200);
		}
		assertThat(ada.send("POST", "/admin/users/grace/revoke").statusCode()).isEqualTo(403);
		assertThat(ada.send("POST", "/api/rooms/admin/messages").statusCode()).isEqualTo(403);
		assertThat(grace.send("POST", "/admin/users/grace/revoke").statusCode()).isEqualTo(409);
		assertThat(grace.send("POST", "/admin/users/nobody/revoke").statusCode()).isEqualTo(404);
		assertThat(this.accounts.isOpen("grace")).isTrue();
	}

	@Test
	void revocationEndsConnectionsSessionsAndTokens() throws Exception {
		Browser adasBrowser = login("ada", "lovelace");
		Browser gracesBrowser = login("grace", "hopper");
		String token = adasBrowser.token();
		try (SampleSocket ada = open(adasBrowser); SampleSocket withToken = SampleSocket.withToken(this.port, token)) {
			ada.join("lobby");
			withToken.join("lobby");
			say("before");
			ada.hears("message", (text) -> text.contains("before"));
			withToken.hears("message", (text) -> text.contains("before"));
			assertThat(gracesBrowser.send("POST", "/admin/users/ada/revoke").statusCode()).isEqualTo(200);
			say("after");
			assertThat(ada.end()).isEqualTo("io server disconnect");
			assertThat(withToken.end()).isEqualTo("io server disconnect");
			assertThat(ada.heard("message")).noneMatch((text) -> text.contains("after"));
			assertThat(withToken.heard("message")).noneMatch((text) -> text.contains("after"));
		}
		for (SampleSocket again : new SampleSocket[] { open(adasBrowser), SampleSocket.withToken(this.port, token) }) {
			assertThat(again.refusal()).isEqualTo("Access was revoked");
			again.close();
		}
		assertThat(adasBrowser.me().getBoolean("revoked")).isTrue();
		assertThat(adasBrowser.send("POST", "/token").statusCode()).isEqualTo(403);
		assertThat(new Browser(this.port).login("ada", "lovelace").headers().firstValue("Location"))
			.hasValue("/login.html?error");
		assertThat(gracesBrowser.send("POST", "/admin/users/ada/reinstate").statusCode()).isEqualTo(200);
		try (SampleSocket ada = open(adasBrowser)) {
			assertThat(ada.userId()).isEqualTo("ada");
			assertThat(adasBrowser.me().getBoolean("revoked")).isFalse();
		}
	}

	@Test
	void administratorsSeeItAsItHappens() throws Exception {
		Browser gracesBrowser = login("grace", "hopper");
		try (SampleSocket grace = open(gracesBrowser); SampleSocket ada = open(login("ada", "lovelace"))) {
			grace.request("dialogue:join",
					Map.of("roomId", "admin", "subscriptions", new String[] { "accounts", "activity" }));
			ada.join("random");
			grace.hears("accounts", (accounts) -> accounts.contains("\"random\""));
			gracesBrowser.send("DELETE", "/admin/rooms/random/users/ada");
			assertThat(ada.left().getString("reason")).isEqualTo("Removed by grace");
			grace.hears("activity", (activity) -> activity.contains("removed from random by grace"));
			assertThat(ada.join("random").getBoolean("ok")).isTrue();
			gracesBrowser.send("POST", "/admin/users/ada/revoke");
			grace.hears("activity", (activity) -> activity.contains("connection ended: access revoked"));
			grace.hears("accounts",
					(accounts) -> accounts.contains("\"revoked\":true") && !accounts.contains("\"random\""));
		}
	}

	@Test
	void logoutEndsConnectionsAndTheSession() throws Exception {
		Browser browser = login("ada", "lovelace");
		String cookie = browser.cookie();
		try (SampleSocket socket = open(browser)) {
			socket.join("lobby");
			JSONObject csrf = browser.me().getJSONObject("csrf");
			HttpResponse<String> answer = browser.form("/logout",
					Map.of(csrf.getString("parameter"), csrf.getString("token")));
			assertThat(answer.headers().firstValue("Location")).hasValue("/login.html?logout");
			assertThat(socket.end()).isEqualTo("io server disconnect");
			try (SampleSocket again = SampleSocket.withCookie(this.port, cookie)) {
				assertThat(again.refusal()).isEqualTo("Authentication is required");
			}
		}
		Awaitility.await()
			.atMost(Duration.ofSeconds(30))
			.untilAsserted(() -> assertThat(this.dialogue.clients("ada")).isEmpty());
	}

	private SampleSocket open(Browser browser) {
		return SampleSocket.withCookie(this.port, browser.cookie());
	}

	private void say(String text) {
		this.dialogue.trigger("lobby", "message", Map.of("text", text)).join();
	}

	private Browser login(String name, String password) throws Exception {
		Browser browser = new Browser(this.port);
		assertThat(browser.login(name, password).headers().firstValue("Location")).hasValue("/");
		return browser;
	}

}
