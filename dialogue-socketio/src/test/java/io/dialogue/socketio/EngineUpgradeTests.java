package io.dialogue.socketio;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Changing from long-polling to WebSocket, by the Engine.IO protocol, version 4, against
 * an echoing server.
 */
class EngineUpgradeTests {

	private static final char SEPARATOR = 0x1e;

	@RegisterExtension
	final EngineExtension engine = new EngineExtension();

	@Test
	void probeEndsThePollAndUpgradeMovesTheSession() throws Exception {
		this.engine.start();
		RawClient.Polling polling = this.engine.client().polling();
		CompletableFuture<HttpResponse<String>> poll = polling.pollAsync();
		this.engine.awaitPoll();
		RawClient.Ws ws = this.engine.client().ws("&sid=" + polling.sid);
		ws.send("2probe");
		assertThat(ws.next()).isEqualTo("3probe");
		assertThat(poll.get(5, TimeUnit.SECONDS).body()).isEqualTo("6");
		assertThat(polling.poll()).isEqualTo("6");
		ws.send("5");
		ws.send("4hello");
		assertThat(ws.next()).isEqualTo("4hello");
	}

	@Test
	void pollingEndsWithTheUpgrade() throws Exception {
		this.engine.start();
		RawClient.Polling polling = this.engine.client().polling();
		RawClient.Ws ws = polling.upgrade();
		ws.send("4hello");
		assertThat(ws.next()).isEqualTo("4hello");
		assertThat(polling.status()).isEqualTo(400);
		assertThat(polling.post("4x").statusCode()).isEqualTo(400);
		ws.send("4still");
		assertThat(ws.next()).isEqualTo("4still");
	}

	@Test
	void pollThatOvertakesTheUpgradeIsRefused() throws Exception {
		this.engine.start();
		RawClient.Polling polling = this.engine.client().polling();
		RawClient.Ws ws = this.engine.client().ws("&sid=" + polling.sid);
		ws.send("2probe");
		assertThat(ws.next()).isEqualTo("3probe");
		CompletableFuture<HttpResponse<String>> poll = polling.pollAsync();
		ws.send("5");
		assertThat(poll.get(5, TimeUnit.SECONDS).statusCode()).isEqualTo(400);
		ws.send("4hello");
		assertThat(ws.next()).isEqualTo("4hello");
	}

	@Test
	void secondWebSocketIsClosed() throws Exception {
		this.engine.start();
		RawClient.Polling polling = this.engine.client().polling();
		RawClient.Ws ws = polling.upgrade();
		ws.send("4hello");
		assertThat(ws.next()).isEqualTo("4hello");
		RawClient.Ws second = this.engine.client().ws("&sid=" + polling.sid);
		assertThat(second.closeCode()).isEqualTo(1008);
		ws.send("4still");
		assertThat(ws.next()).isEqualTo("4still");
	}

	@Test
	void idOfASessionThatBeganWithAWebSocketOpensNothing() throws Exception {
		this.engine.start();
		RawClient client = this.engine.client();
		RawClient.Ws ws = client.ws("");
		String open = ws.next();
		String sid = open.substring(open.indexOf("\"sid\":\"") + 7).substring(0, 36);
		ws.send("4hello");
		assertThat(ws.next()).isEqualTo("4hello");
		RawClient.Polling thief = client.new Polling(sid);
		await().untilAsserted(() -> assertThat(client.get(thief.query()).body()).contains("Session ID unknown"));
		assertThat(thief.post("4x").statusCode()).isEqualTo(400);
		assertThat(client.wsAsync("&sid=" + sid)).failsWithin(Duration.ofSeconds(5));
		ws.send("4still");
		assertThat(ws.next()).isEqualTo("4still");
	}

	@Test
	void failedUpgradeLeavesPollingAlone() throws Exception {
		this.engine.start();
		RawClient.Polling polling = this.engine.client().polling();
		RawClient.Ws ws = this.engine.client().ws("&sid=" + polling.sid);
		ws.send("4too early");
		assertThat(ws.closeCode()).isEqualTo(1008);
		polling.post("4hello");
		assertThat(polling.poll()).isEqualTo("4hello");
		polling.upgrade();
	}

	@Test
	void lostProbeLeavesPollingAlone() throws Exception {
		this.engine.start();
		RawClient.Polling polling = this.engine.client().polling();
		RawClient.Ws ws = this.engine.client().ws("&sid=" + polling.sid);
		ws.send("2probe");
		assertThat(ws.next()).isEqualTo("3probe");
		ws.socket.abort();
		await().until(() -> !this.engine.session().transports().isProbing());
		polling.post("4hello");
		assertThat(polling.poll()).isEqualTo("4hello");
	}

	@Test
	void upgradeThatTakesTooLongIsClosed() throws Exception {
		this.engine.start((settings) -> settings.upgradeTimeout(Duration.ofMillis(200)));
		RawClient.Polling polling = this.engine.client().polling();
		RawClient.Ws ws = this.engine.client().ws("&sid=" + polling.sid);
		assertThat(ws.closeCode()).isEqualTo(1006);
		polling.post("4hello");
		assertThat(polling.poll()).isEqualTo("4hello");
	}

	@Test
	void whatWaitsIsSentOverTheWebSocketInOrder() throws Exception {
		this.engine.start();
		RawClient.Polling polling = this.engine.client().polling();
		RawClient.Ws ws = this.engine.client().ws("&sid=" + polling.sid);
		ws.send("2probe");
		assertThat(ws.next()).isEqualTo("3probe");
		polling.post("41" + SEPARATOR + "42" + SEPARATOR + "43");
		ws.send("5");
		ws.send("44");
		for (int i = 1; i <= 4; i++) {
			assertThat(ws.next()).isEqualTo("4" + i);
		}
	}

}
