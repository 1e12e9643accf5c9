package io.dialogue.socketio;

import java.net.http.HttpResponse;
import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Opening a session, by the Engine.IO protocol, version 4, against an echoing server.
 */
class EngineHandshakeTests {

	@RegisterExtension
	final EngineExtension engine = new EngineExtension();

	@Test
	void handshakeOverPollingTellsSessionUpgradesHeartbeatAndLimit() throws Exception {
		this.engine.start((settings) -> settings.pingInterval(Duration.ofSeconds(7)).maxPollingBody(4000));
		HttpResponse<String> response = this.engine.client().get(RawClient.POLLING);
		assertThat(response.statusCode()).isEqualTo(200);
		assertThat(response.headers().firstValue("content-type")).contains("text/plain; charset=UTF-8");
		JsonNode open = RawClient.open(response.body());
		assertThat(open.propertyNames()).containsExactly("sid", "upgrades", "pingInterval", "pingTimeout",
				"maxPayload");
		assertThat(open.get("upgrades").toString()).isEqualTo("[\"websocket\"]");
		assertThat(open.get("pingInterval").asInt()).isEqualTo(7000);
		assertThat(open.get("maxPayload").asInt()).isEqualTo(4000);
	}

	@Test
	void handshakeOverWebSocketOffersNoUpgrade() throws Exception {
		this.engine.start();
		assertThat(RawClient.open(this.engine.client().ws("").next()).get("upgrades").isEmpty()).isTrue();
	}

	@Test
	void noUpgradeIsOfferedWhereNoneIsAllowed() throws Exception {
		this.engine.start((settings) -> settings.allowUpgrade(false));
		assertThat(RawClient.open(this.engine.client().get(RawClient.POLLING).body()).get("upgrades").isEmpty())
			.isTrue();
		RawClient.Polling polling = this.engine.client().polling();
		assertThat(this.engine.client().wsAsync("&sid=" + polling.sid)).failsWithin(Duration.ofSeconds(5));
	}

	@Test
	void sessionsHaveDifferentIds() throws Exception {
		this.engine.start();
		assertThat(this.engine.client().polling().sid).isNotEqualTo(this.engine.client().polling().sid);
	}

	@ParameterizedTest
	@ValueSource(strings = { "?transport=polling", "?EIO=abc&transport=polling", "?EIO=3&transport=polling",
			"?EIO=4&EIO=4&transport=polling", "?EIO=4", "?EIO=4&transport=abc", "?EIO=4&transport=POLLING",
			"?EIO=4&transport=polling&transport=websocket", "?EIO=4&transport=websocket",
			"?EIO=4&transport=polling&sid=nonsense", "?EIO=4&transport=polling&sid=",
			"?EIO=4&transport=polling&sid=00000000-0000-0000-0000-000000000000" })
	void badQueryIsRefused(String query) throws Exception {
		this.engine.start();
		HttpResponse<String> response = this.engine.client().get(query);
		assertThat(response.statusCode()).isEqualTo(400);
		assertThat(response.headers().firstValue("content-type")).contains("application/json; charset=UTF-8");
		assertThat(response.body()).contains("\"code\":", "\"message\":");
		assertThat(this.engine.sessions()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "POST", "PUT", "DELETE" })
	void handshakeWithAnotherMethodIsRefused(String method) throws Exception {
		this.engine.start();
		assertThat(this.engine.client().send(method, RawClient.POLLING, "x").statusCode()).isEqualTo(400);
		assertThat(this.engine.sessions()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "transport=websocket", "EIO=3&transport=websocket", "EIO=4", "EIO=4&transport=abc",
			"EIO=4&transport=websocket&sid=nonsense",
			"EIO=4&transport=websocket&sid=00000000-0000-0000-0000-000000000000" })
	void badQueryOpensNoWebSocket(String query) throws Exception {
		this.engine.start();
		String response = RawClient.exchange(this.engine.port(),
				"GET /engine.io/?" + query
						+ " HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade, close\r\n"
						+ "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n",
				Duration.ofSeconds(10));
		assertThat(response).startsWith("HTTP/1.1 400").endsWith("<closed>");
		assertThat(this.engine.sessions()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "PUT", "DELETE", "PATCH" })
	void sessionTakesGetAndPostOnly(String method) throws Exception {
		this.engine.start();
		RawClient.Polling polling = this.engine.client().polling();
		assertThat(this.engine.client().send(method, polling.query(), "4x").statusCode()).isEqualTo(400);
		polling.post("4still there");
		assertThat(polling.poll()).isEqualTo("4still there");
	}

	@Test
	void pollingAnswersAreTextOfUtf8ThatNobodyKeeps() throws Exception {
		this.engine.start();
		RawClient.Polling polling = this.engine.client().polling();
		HttpResponse<String> post = polling.post("4\u00fc\ud83d\ude00");
		assertThat(post.statusCode()).isEqualTo(200);
		assertThat(post.body()).isEqualTo("ok");
		HttpResponse<String> poll = this.engine.client().get(polling.query());
		assertThat(poll.body()).isEqualTo("4\u00fc\ud83d\ude00");
		assertThat(poll.headers().firstValue("content-type")).contains("text/plain; charset=UTF-8");
		assertThat(poll.headers().firstValue("cache-control")).contains("no-store");
	}

	@Test
	void otherPathIsNotFound() throws Exception {
		this.engine.start();
		assertThat(new RawClient(this.engine.port(), "/other/").get(RawClient.POLLING).statusCode()).isEqualTo(404);
	}

	@Test
	void transportThatIsNotAllowedIsRefused() throws Exception {
		this.engine
			.start((settings) -> settings.transports(java.util.Set.of(SocketIoServerSettings.Transport.WEBSOCKET)));
		assertThat(this.engine.client().get(RawClient.POLLING).statusCode()).isEqualTo(400);
		this.engine.client().websocket();
	}

}
