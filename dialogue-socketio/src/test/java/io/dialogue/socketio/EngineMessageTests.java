package io.dialogue.socketio;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Carrying messages, by the Engine.IO protocol, version 4, against an echoing server.
 */
class EngineMessageTests {

	private static final char SEPARATOR = 0x1e;

	@RegisterExtension
	final EngineExtension engine = new EngineExtension();

	@Test
	void pollingCarriesSeveralPacketsText() throws Exception {
		this.engine.start();
		RawClient.Polling polling = this.engine.client().polling();
		HttpResponse<String> response = polling.post("4a" + SEPARATOR + "4ü" + SEPARATOR + "4c");
		assertThat(response.body()).isEqualTo("ok");
		assertThat(polling.poll()).isEqualTo("4a" + SEPARATOR + "4ü" + SEPARATOR + "4c");
	}

	@Test
	void pollingCarriesBinaryInBase64() throws Exception {
		this.engine.start();
		RawClient.Polling polling = this.engine.client().polling();
		assertThat(polling.post("4hello" + SEPARATOR + "bAQIDBA==").body()).isEqualTo("ok");
		assertThat(polling.poll()).isEqualTo("4hello" + SEPARATOR + "bAQIDBA==");
	}

	@Test
	void pollWaitsForAMessage() throws Exception {
		this.engine.start();
		RawClient.Polling polling = this.engine.client().polling();
		CompletableFuture<HttpResponse<String>> poll = polling.pollAsync();
		assertThat(polling.post("4late").statusCode()).isEqualTo(200);
		assertThat(poll.get(5, TimeUnit.SECONDS).body()).isEqualTo("4late");
	}

	@Test
	void webSocketCarriesTextAndBinary() throws Exception {
		this.engine.start();
		RawClient.Ws ws = this.engine.client().websocket();
		ws.send("4hello");
		assertThat(ws.next()).isEqualTo("4hello");
		ws.send(new byte[] { 1, 2, 3, 4 });
		assertThat(ws.next()).isEqualTo("binary 01020304");
	}

	@Test
	void largeMessagesOfOneEventLoopDoNotMix() throws Exception {
		this.engine.start((settings) -> settings.eventLoopThreads(1).maxPacketSize(1_000_000));
		RawClient.Ws first = this.engine.client().websocket();
		RawClient.Ws second = this.engine.client().websocket();
		String ones = "4" + "1".repeat(500_000);
		String twos = "4" + "2".repeat(500_000);
		for (int i = 0; i < 5; i++) {
			CompletableFuture<?> sent = first.socket.sendText(ones, true);
			second.send(twos);
			sent.get(10, TimeUnit.SECONDS);
			assertThat(first.next()).isEqualTo(ones);
			assertThat(second.next()).isEqualTo(twos);
		}
	}

	@Test
	void fragmentedMessageIsPutTogether() throws Exception {
		this.engine.start();
		RawClient.Ws ws = this.engine.client().websocket();
		ws.socket.sendText("4hel", false).get(5, TimeUnit.SECONDS);
		ws.socket.sendText("lo", true).get(5, TimeUnit.SECONDS);
		assertThat(ws.next()).isEqualTo("4hello");
	}

	@Test
	void controlPingIsAnswered() throws Exception {
		this.engine.start();
		RawClient.Ws ws = this.engine.client().websocket();
		ws.socket.sendPing(java.nio.ByteBuffer.allocate(4)).get(5, TimeUnit.SECONDS);
		ws.send("4after");
		assertThat(ws.next()).isEqualTo("4after");
	}

	@ParameterizedTest
	@ValueSource(strings = { "abc", "7", "4a\u001e", "\u001e4a", "b!!!", "2", "5", "0" })
	void invalidPacketEndsAPollingSession(String body) throws Exception {
		this.engine.start();
		RawClient.Polling polling = this.engine.client().polling();
		assertThat(polling.post(body).statusCode()).isEqualTo(400);
		assertThat(polling.status()).isEqualTo(400);
		this.engine.awaitNoSession();
	}

	@Test
	void emptyBodyEndsAPollingSession() throws Exception {
		this.engine.start();
		RawClient.Polling polling = this.engine.client().polling();
		assertThat(polling.post("").statusCode()).isEqualTo(400);
		this.engine.awaitNoSession();
	}

	@ParameterizedTest
	@ValueSource(strings = { "abc", "7", "", "2", "5", "0" })
	void invalidPacketEndsAWebSocketSession(String packet) throws Exception {
		this.engine.start();
		RawClient.Ws ws = this.engine.client().websocket();
		ws.send(packet);
		assertThat(ws.closeCode()).isEqualTo(1002);
		this.engine.awaitNoSession();
	}

	@Test
	void secondPollEndsTheSession() throws Exception {
		this.engine.start();
		RawClient.Polling polling = this.engine.client().polling();
		CompletableFuture<HttpResponse<String>> first = polling.pollAsync();
		this.engine.awaitPoll();
		assertThat(polling.status()).isEqualTo(400);
		assertThat(first.get(5, TimeUnit.SECONDS).body()).isEqualTo("1");
		assertThat(polling.status()).isEqualTo(400);
		this.engine.awaitNoSession();
	}

	@Test
	void connectionStaysOpenBetweenRequests() throws Exception {
		this.engine.start();
		String request = "GET /engine.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: a\r\n\r\n";
		try (java.net.Socket socket = new java.net.Socket("127.0.0.1", this.engine.port())) {
			socket.setSoTimeout(5000);
			for (int i = 0; i < 3; i++) {
				socket.getOutputStream().write(request.getBytes());
				byte[] buffer = new byte[4096];
				String response = new String(buffer, 0, socket.getInputStream().read(buffer));
				assertThat(response).startsWith("HTTP/1.1 200").doesNotContainIgnoringCase("connection: close");
			}
		}
	}

	@Test
	void connectionIsClosedWhereTheClientWishes() throws Exception {
		this.engine.start();
		assertThat(RawClient.exchange(this.engine.port(),
				"GET /engine.io/?EIO=4&transport=polling HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
				Duration.ofSeconds(5)))
			.containsIgnoringCase("connection: close")
			.endsWith("<closed>");
	}

}
