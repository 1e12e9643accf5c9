package io.dialogue.socketio;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

import io.dialogue.client.DisconnectReason;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Closing a session, by the Engine.IO protocol, version 4, against an echoing server.
 */
class EngineCloseTests {

	@RegisterExtension
	final EngineExtension engine = new EngineExtension();

	@Test
	void closePacketEndsAPollingSessionAndItsPoll() throws Exception {
		this.engine.start();
		RawClient.Polling polling = this.engine.client().polling();
		CompletableFuture<HttpResponse<String>> poll = polling.pollAsync();
		this.engine.awaitPoll();
		assertThat(polling.post("1").body()).isEqualTo("ok");
		assertThat(poll.get(5, TimeUnit.SECONDS).body()).isEqualTo("6");
		assertThat(polling.status()).isEqualTo(400);
		this.engine.awaitNoSession();
	}

	@Test
	void endHasAnAnswerOfItsOwn() throws Exception {
		this.engine.start();
		RawClient.Polling polling = pollingThatIsToldToGo();
		assertThat(polling.poll()).isEqualTo("1");
		this.engine.awaitNoSession();
	}

	@Test
	void clientThatSaysGoodbyeDoesNotWaitForTheEnd() throws Exception {
		this.engine.start((settings) -> settings.closeTimeout(Duration.ofMinutes(5)));
		RawClient.Polling polling = pollingThatIsToldToGo();
		assertThat(polling.post("4more").statusCode()).isEqualTo(400);
		assertThat(polling.post("1").body()).isEqualTo("ok");
		this.engine.awaitNoSession();
	}

	@Test
	void closePacketEndsASessionThatHasSomethingToSay() throws Exception {
		this.engine.start((settings) -> settings.closeTimeout(Duration.ofMinutes(5)));
		RawClient.Polling polling = this.engine.client().polling();
		assertThat(polling.post("4late\u001e1").body()).isEqualTo("ok");
		assertThat(polling.poll()).startsWith("4late");
		this.engine.awaitNoSession();
	}

	@Test
	void clientThatIsToldToGoAndDoesNotPollIsGivenUp() throws Exception {
		this.engine.start((settings) -> settings.closeTimeout(Duration.ofMillis(200)));
		RawClient.Polling polling = pollingThatIsToldToGo();
		this.engine.awaitNoSession();
	}

	@Test
	void closePacketEndsAWebSocketSession() throws Exception {
		this.engine.start();
		RawClient.Ws ws = this.engine.client().websocket();
		ws.send("1");
		assertThat(ws.closeCode()).isEqualTo(1000);
		this.engine.awaitNoSession();
	}

	@Test
	void closeFrameIsAnswered() throws Exception {
		this.engine.start();
		RawClient.Ws ws = this.engine.client().websocket();
		ws.socket.sendClose(1000, "bye").get(5, TimeUnit.SECONDS);
		assertThat(ws.closeCode()).isEqualTo(1000);
		this.engine.awaitNoSession();
	}

	@Test
	void lostWebSocketEndsTheSession() throws Exception {
		this.engine.start();
		this.engine.client().websocket().socket.abort();
		this.engine.awaitNoSession();
	}

	@Test
	void lostPollEndsTheSession() throws Exception {
		this.engine.start();
		RawClient.Polling polling = this.engine.client().polling();
		try (java.net.Socket socket = new java.net.Socket("127.0.0.1", this.engine.port())) {
			socket.getOutputStream()
				.write(("GET /engine.io/" + polling.query() + " HTTP/1.1\r\nHost: a\r\n\r\n").getBytes());
			this.engine.awaitPoll();
		}
		this.engine.awaitNoSession();
	}

	/** The server ends the session behind a message, which the client has got. */
	private RawClient.Polling pollingThatIsToldToGo() throws Exception {
		RawClient.Polling polling = this.engine.client().polling();
		polling.post("4last");
		this.engine.session().close(DisconnectReason.SERVER_DISCONNECT);
		assertThat(polling.poll()).isEqualTo("4last");
		return polling;
	}

}
