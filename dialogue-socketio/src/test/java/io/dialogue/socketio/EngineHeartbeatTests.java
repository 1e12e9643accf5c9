package io.dialogue.socketio;

import java.time.Duration;

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

}
