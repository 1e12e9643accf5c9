package io.dialogue.socketio;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The heartbeat, by the Engine.IO protocol, version 4, against an echoing server.
 */
class EngineHeartbeatTests {

	@RegisterExtension
	final EngineExtension engine = new EngineExtension();

	private void startFast() {
		start(Duration.ofMillis(200));
	}

	private void start(Duration timeout) {
		this.engine.start((settings) -> settings.pingInterval(Duration.ofMillis(300)).pingTimeout(timeout));
	}

	@Test
	void pollingSessionLivesWhileItAnswers() throws Exception {
		start(Duration.ofSeconds(10));
		RawClient.Polling polling = this.engine.client().polling();
		for (int i = 0; i < 3; i++) {
			assertThat(polling.poll()).isEqualTo("2");
			assertThat(polling.post("3").statusCode()).isEqualTo(200);
		}
	}

	@Test
	void webSocketSessionLivesWhileItAnswers() throws Exception {
		start(Duration.ofSeconds(10));
		RawClient.Ws ws = this.engine.client().websocket();
		for (int i = 0; i < 3; i++) {
			assertThat(ws.next()).isEqualTo("2");
			ws.send("3");
		}
		assertThat(ws.isClosed()).isFalse();
	}

	@Test
	void silentPollingSessionEnds() throws Exception {
		startFast();
		RawClient.Polling polling = this.engine.client().polling();
		this.engine.awaitNoSession();
		assertThat(polling.status()).isEqualTo(400);
	}

	@Test
	void silentWebSocketSessionEnds() throws Exception {
		startFast();
		RawClient.Ws ws = this.engine.client().websocket();
		assertThat(ws.next()).isEqualTo("2");
		assertThat(ws.closeCode()).isEqualTo(1001);
		this.engine.awaitNoSession();
	}

	@Test
	void pongThatNothingAskedForDoesNoHarm() throws Exception {
		startFast();
		RawClient.Ws ws = this.engine.client().websocket();
		ws.send("3");
		assertThat(ws.next()).isEqualTo("2");
	}

	@Test
	void sessionsOfOneEventLoopHaveTheirOwnHeartbeats() throws Exception {
		this.engine.start((settings) -> settings.eventLoopThreads(1)
			.pingInterval(Duration.ofMillis(300))
			.pingTimeout(Duration.ofSeconds(3)));
		RawClient.Ws leaving = this.engine.client().websocket();
		RawClient.Ws answering = this.engine.client().websocket();
		RawClient.Ws silent = this.engine.client().websocket();
		leaving.socket.sendClose(1000, "").get(5, TimeUnit.SECONDS);
		while (!silent.isClosed()) {
			assertThat(answering.next()).isEqualTo("2");
			answering.send("3");
		}
		assertThat(silent.closeCode()).isEqualTo(1001);
		assertThat(answering.next()).isEqualTo("2");
	}

	@Test
	void heartbeatGoesOnAfterAnUpgrade() throws Exception {
		start(Duration.ofSeconds(3));
		RawClient.Polling polling = this.engine.client().polling();
		assertThat(polling.poll()).isEqualTo("2");
		RawClient.Ws ws = polling.upgrade();
		ws.send("3");
		for (int i = 0; i < 8; i++) {
			assertThat(ws.next()).isEqualTo("2");
			ws.send("3");
		}
		assertThat(ws.next()).isEqualTo("2");
		assertThat(ws.closeCode()).isEqualTo(1001);
	}

}
