package io.dialogue.integration;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A WebSocket that sends what no Socket.IO client would, and shows what comes back word
 * for word.
 */
final class RawSocket implements AutoCloseable {

	/** Received in place of a packet when the connection has ended. */
	static final String CLOSED = "closed";

	private final BlockingQueue<String> received = new LinkedBlockingQueue<>();

	private final WebSocket socket;

	private RawSocket(int port) {
		this.socket = HttpClient.newHttpClient()
			.newWebSocketBuilder()
			.buildAsync(URI.create("ws://127.0.0.1:" + port + "/socket.io/?EIO=4&transport=websocket"),
					new Listener(this.received))
			.join();
	}

	/** Connects to the server's main namespace. */
	static RawSocket connected(int port) throws InterruptedException {
		RawSocket socket = new RawSocket(port);
		socket.answer("0{");
		socket.send("40");
		socket.answer("42[\"dialogue:connected\"");
		return socket;
	}

	/** Connects to the server's main namespace and joins the room 'chat'. */
	static RawSocket joined(int port) throws InterruptedException {
		RawSocket socket = connected(port);
		socket.send("420[\"dialogue:join\",{\"roomId\":\"chat\"}]");
		socket.answer("430");
		return socket;
	}

	void send(String packet) {
		this.socket.sendText(packet, true).join();
	}

	/** Sends if the connection is still open. */
	void trySend(String packet) {
		this.socket.sendText(packet, true).exceptionally((ex) -> null).join();
	}

	void send(byte[] attachment) {
		this.socket.sendBinary(ByteBuffer.wrap(attachment), true).join();
	}

	/** Waits for a packet that begins so, passing over all others. */
	String answer(String... starts) throws InterruptedException {
		List<String> passed = new ArrayList<>();
		String packet = this.received.poll(10, TimeUnit.SECONDS);
		while (packet != null && List.of(starts).stream().noneMatch(packet::startsWith)) {
			passed.add(packet);
			packet = this.received.poll(10, TimeUnit.SECONDS);
		}
		assertThat(packet).as("packet %s after %s", List.of(starts), passed).isNotNull();
		return packet;
	}

	@Override
	public void close() {
		this.socket.abort();
	}

	/**
	 * Puts packets together.
	 */
	private static final class Listener implements WebSocket.Listener {

		private final StringBuilder text = new StringBuilder();

		private final BlockingQueue<String> received;

		private Listener(BlockingQueue<String> received) {
			this.received = received;
		}

		@Override
		public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
			this.text.append(data);
			if (last) {
				this.received.add(this.text.toString());
				this.text.setLength(0);
			}
			webSocket.request(1);
			return null;
		}

		@Override
		public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
			this.received.add(CLOSED);
			return null;
		}

		@Override
		public void onError(WebSocket webSocket, Throwable error) {
			this.received.add(CLOSED);
		}

	}

}
